package dev.orgstorage.domain;

/** What somebody wants to upload, and what they call it. */
public record NewFile(FileName name, Content content) {}
