package dev.orgstorage.domain;

import java.util.List;

/** The first page of a listing, and beside it files of which nobody has said yet that their bytes are there. */
public record FirstPage(List<FileRecord> pending, FilePage page) {
    public FirstPage {
        pending = List.copyOf(pending);
    }
}
