package dev.orgstorage.http.server;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.port.ObjectStore;
import java.util.Map;
import java.util.Set;

/** Removes what was uploaded, and sees whether it is gone. */
final class RemovalCheckup {
    private final ObjectStore objects;
    private final ThrowAway files;
    private final Examination examination;

    RemovalCheckup(ObjectStore objects, ThrowAway files, Examination examination) {
        this.objects = objects;
        this.files = files;
        this.examination = examination;
    }

    void run(FileRecord uploaded) {
        String remedy = BucketCheckup.permission("delete");
        examination.look("deletion", remedy, () -> deletion(uploaded.key()));
        examination.look("deletion of many", remedy, () -> deletionOfMany(remedy));
    }

    /** To be run whatever failed before. */
    void cleanUp() {
        String byHand = "remove what begins with " + ObjectKey.prefixOf(Owner.of(ThrowAway.NOBODY)) + " by hand";
        examination.look("nothing is left", byHand, () -> {
            Set<ObjectKey> left = objects.deleteAll(files.keys()).keySet();
            return left.isEmpty()
                    ? Outcome.ok("all that was uploaded here is gone")
                    : Outcome.failed(left.size() + " objects may be left", byHand);
        });
    }

    private Outcome deletion(ObjectKey key) {
        objects.delete(key);
        return objects.stat(key).isEmpty()
                ? Outcome.ok("works")
                : Outcome.failed(
                        "what was deleted is still there",
                        "take locks and retention rules off the bucket, and versions");
    }

    private Outcome deletionOfMany(String remedy) {
        Map<ObjectKey, String> left = objects.deleteAll(files.keys());
        return left.isEmpty()
                ? Outcome.ok("works")
                : Outcome.failed("refused: " + left.values().iterator().next(), remedy);
    }
}
