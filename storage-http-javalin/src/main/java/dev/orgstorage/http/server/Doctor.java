package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.persistence.jooq.Database;
import dev.orgstorage.port.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries a database and a bucket. It writes no records, and takes away again what it uploads. */
final class Doctor {
    private final Database database;
    private final String toMigrate;
    private final ObjectStore objects;
    private final List<String> origins;
    private final InstantSource clock;

    /**
     * @param toMigrate what to do where migrations are missing
     * @param origins whose pages are to upload and download
     */
    Doctor(Database database, String toMigrate, ObjectStore objects, List<String> origins, InstantSource clock) {
        this.database = database;
        this.toMigrate = toMigrate;
        this.objects = objects;
        this.origins = origins;
        this.clock = clock;
    }

    void examine(Consumer<Diagnosis> listener) {
        new DatabaseCheckup(database, toMigrate, clock, new Examination("database", listener)).run();
        Examination bucket = new Examination("bucket", listener);
        ThrowAway files = new ThrowAway(objects, clock);
        if (!new BucketCheckup(objects, files, clock, bucket).run()) {
            bucket.skipped("all the rest", "needs a bucket that can be used");
            return;
        }
        RemovalCheckup removal = new RemovalCheckup(objects, files, new Examination("removal", listener));
        try {
            Examination uploads = new Examination("uploads", listener);
            Optional<FileRecord> uploaded = new UploadCheckup(objects, files, uploads).run();
            if (uploaded.isEmpty()) {
                uploads.skipped("all the rest", "needs an upload");
                return;
            }
            new PartsCheckup(objects, files, uploads).run();
            new CorsCheckup(objects, files, origins, new Examination("browsers", listener)).run();
            removal.run(uploaded.get());
        } finally {
            removal.cleanUp();
        }
    }
}
