package dev.orgstorage.domain;

/** Of which ready files the object is looked at once more before a download is signed, to be still the one that was seen. */
public enum DownloadCheck {
    /** Those young enough that something signed for their upload could still bring bytes. */
    FRESH,

    /** All: also what somebody with the keys of the bucket has replaced is not served. A bucket call for each download. */
    ALWAYS
}
