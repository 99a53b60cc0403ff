package dev.orgstorage.usecase;

import dev.orgstorage.port.SignedRequest;

/** A part of a file, its size in bytes, and a signed request to send it with. */
public record SignedPart(int number, long size, SignedRequest request) {}
