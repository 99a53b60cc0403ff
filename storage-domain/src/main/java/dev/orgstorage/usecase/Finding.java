package dev.orgstorage.usecase;

/** What came of looking at an object that has no record. */
sealed interface Finding {
    /** It is there, and its record can be made. */
    record Found(Orphan orphan) implements Finding {}

    /** It is not to have one. */
    record Refused(ImportObjects.Result result) implements Finding {}
}
