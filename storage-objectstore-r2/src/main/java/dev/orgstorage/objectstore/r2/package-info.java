/**
 * The object port on Cloudflare R2, and on whatever else speaks S3: AWS, MinIO, Ceph, S3Proxy.
 *
 * <p>What R2 does differently, and what follows from it here:
 *
 * <ul>
 *   <li>Its region is {@code auto}, and a bucket in a jurisdiction has
 *       <a href="https://developers.cloudflare.com/r2/reference/data-location/#jurisdictional-restrictions">an endpoint of
 *       its own</a>: {@link dev.orgstorage.objectstore.r2.R2Settings#r2}.
 *   <li>It signs no browser forms, only
 *       <a href="https://developers.cloudflare.com/r2/api/s3/presigned-urls/">GET, HEAD, PUT and DELETE</a>, and signed
 *       URLs work on its own endpoint alone, not on a bucket's public domain. So uploads are PUTs.
 *   <li>It <a href="https://developers.cloudflare.com/r2/api/s3/api/#checksum-types">takes fewer checksums</a> than AWS, so
 *       that the SDK must add none of its own accord. A SHA-256 is sent only where the client promised one, and
 *       {@code stat} takes it only for what it is: of the whole object, not of parts.
 *   <li>It <a href="https://developers.cloudflare.com/r2/api/s3/extensions/">reads metadata as RFC 2047</a>. Ours is
 *       percent-encoded, which that leaves alone.
 *   <li>It <a href="https://developers.cloudflare.com/r2/reference/unicode-interoperability/">takes keys for the same</a>
 *       that are the same in composed form (NFC). The keys made here are ASCII.
 *   <li>It has no ACLs, tags, versions or object lock. None is used.
 * </ul>
 */
@NullMarked
package dev.orgstorage.objectstore.r2;

import org.jspecify.annotations.NullMarked;
