/**
 * The verbs. Each reads: load, permit, decide, store, answer.
 *
 * <pre>
 * StartUpload     permit, limits, add the pending record, sign a PUT   → the client sends the bytes to the bucket
 * StartMultipart  permit, limits, add the pending record, begin an upload in the bucket, note its id
 * UploadParts     permit, sign a PUT for each part, or ask the bucket  → the client sends the parts to the bucket
 * CompleteUpload  make one object of its parts, if any;
 *                 look at the object and how it begins, mark it ready   (safe to repeat)
 * ListFiles       settle the caller's own pending files, then a page of ready ones, newest first
 * OpenDownload    permit, settle if pending, look if fresh, sign a GET → the client reads the bytes from the bucket
 * DeleteFile      permit, record out and tombstone in, then the object (safe to repeat)
 * </pre>
 *
 * {@link dev.orgstorage.usecase.Storage} puts them together. What no caller asks for is upkeep:
 *
 * <pre>
 * Sweep           remove the objects of tombstones that are due, settle uploads whose URL has expired
 * EraseOwner      a user or an organization goes, with all that is theirs
 * TransferFiles   files go to another owner; only their records change
 * ImportObjects   tell whose an object without a record is, and give it one; what was deleted stays gone
 * Reconcile       compare every object with every record; what differs is asked for again by its exact key
 * Repair          one difference at a time, asked for once more, old enough, and no more of them than allowed
 * </pre>
 */
@NullMarked
package dev.orgstorage.usecase;

import org.jspecify.annotations.NullMarked;
