package dev.orgstorage.http;

import dev.orgstorage.domain.NewFile;
import dev.orgstorage.domain.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record StartUploadsRequest(@Nullable List<@Nullable StartUploadRequest> files) {
    /** @throws StorageException.Invalid naming the field of the one that is at fault, such as {@code files[3].fileSize} */
    List<NewFile> all() {
        List<NewFile> all = new ArrayList<>();
        for (StartUploadRequest file : Required.some("files", files)) {
            try {
                all.add(new NewFile(file.name(), file.content()));
            } catch (StorageException.Invalid invalid) {
                throw invalid.in("files[" + all.size() + "]");
            }
        }
        return all;
    }
}
