package dev.orgstorage.http;

import dev.orgstorage.domain.FileName;
import org.jspecify.annotations.Nullable;

record RenameRequest(@Nullable String fileName) {
    FileName name() {
        return new FileName(Required.field("fileName", fileName));
    }
}
