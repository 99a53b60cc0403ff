package dev.orgstorage.benchmarks.http;

import java.util.Locale;

/** What is asked of a server: shapes of requests, each so many times of all, for targets of a kind. */
enum Route {
    LIST_PERSONAL("list 50, personal", "list:1", "personal"),
    LIST_ORGANIZATION("list 50, organization", "list:1", "organization"),
    LIST_LARGEST("list 50, largest organization", "list:1", "largest"),
    LIST_FAR("the same, page 1,000", "page:1", "largest"),
    LIST_1000("list 1,000, largest organization", "list1000:1", "largest"),
    SEARCH("search by name and type there", "search:1", "largest"),
    DOWNLOAD("download-url", "download:1", "any"),
    UPLOAD("upload-url", "upload:1", "any"),
    MIX("list, download, upload 70/20/10", "list:70,download:20,upload:10", "any");

    private final String title;
    private final String shapes;
    private final String kind;

    Route(String title, String shapes, String kind) {
        this.title = title;
        this.shapes = shapes;
        this.kind = kind;
    }

    String title() {
        return title;
    }

    /** As the profile names them, with how often of all: {@code list:70,download:20}. */
    String shapes() {
        return shapes;
    }

    /** Of the targets, or {@code any} but those of the largest organization. */
    String kind() {
        return kind;
    }

    /** As options and JSON name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
