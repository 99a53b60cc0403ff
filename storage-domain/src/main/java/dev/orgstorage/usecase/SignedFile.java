package dev.orgstorage.usecase;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.port.SignedRequest;

/** A file and a signed request for its bytes. */
public record SignedFile(FileRecord file, SignedRequest request) {}
