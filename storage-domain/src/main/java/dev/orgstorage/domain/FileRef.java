package dev.orgstorage.domain;

/** What names one file: its id or its key. Either is only ever looked up among the files of one owner. */
public sealed interface FileRef permits FileId, ObjectKey {}
