package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.ObjectMetadata;
import dev.orgstorage.port.ObjectPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ComputedBucketTest {
    private final Inventory inventory = new Inventory(3000);
    private final ComputedBucket bucket = new ComputedBucket(inventory);

    @Test
    void itListsTheObjectsOfAllRecordsAtFirst() {
        assertThat(keys(""))
                .isEqualTo(inventory
                        .positions(Fate::isRecorded)
                        .mapToObj(inventory::key)
                        .toList());
    }

    @Test
    void itListsThoseThatAreLeftAndThoseThatHaveAppearedOnceFatesHaveCome() {
        bucket.drift();
        assertThat(keys(""))
                .isEqualTo(inventory
                        .positions(Fate::isStored)
                        .mapToObj(inventory::key)
                        .toList());
        assertThat(bucket.objectsBefore(inventory.size())).isEqualTo(3000);
    }

    @Test
    void itListsWhatBeginsWithThePrefixAndNothingElse() {
        String prefix = ObjectKey.prefixOf(inventory.file(1000).owner());
        assertThat(keys(prefix))
                .isNotEmpty()
                .isEqualTo(keys("").stream()
                        .filter(key -> key.value().startsWith(prefix))
                        .toList());
        assertThat(keys("uploads/zebras/")).isEmpty();
    }

    @Test
    void anObjectSaysOfItselfWhatItsRecordDoes() {
        FileRecord file = inventory.file(1);
        StoredObject object = bucket.stat(file.key()).orElseThrow();
        assertThat(object.metadata()).isEqualTo(ObjectMetadata.of(file));
        assertThat(file.state()).isEqualTo(new FileState.Ready(object.etag(), object.modified()));
        assertThat(object.size()).isEqualTo(file.content().size());
        ObjectPage.Entry entry = bucket.list("", inventory.key(0), 1).entries().getFirst();
        assertThat(entry).isEqualTo(new ObjectPage.Entry(file.key(), object.size(), object.etag(), object.modified()));
    }

    @Test
    void fatesChangeSizesAndETags() {
        bucket.drift();
        FileRecord resized = inventory.file(first(Fate.RESIZED));
        assertThat(bucket.stat(resized.key()).orElseThrow().size())
                .isNotEqualTo(resized.content().size());
        FileRecord replaced = inventory.file(first(Fate.REPLACED));
        assertThat(bucket.stat(replaced.key()).orElseThrow().etag()).isNotEqualTo(inventory.etag(first(Fate.REPLACED)));
    }

    @Test
    void whatIsRemovedIsGone() {
        ObjectKey key = inventory.key(5);
        bucket.delete(key);
        assertThat(bucket.stat(key)).isEmpty();
        assertThat(keys("")).doesNotContain(key).hasSize(2999);
    }

    private int first(Fate fate) {
        return inventory.positions(fate::equals).findFirst().orElseThrow();
    }

    private List<ObjectKey> keys(String prefix) {
        List<ObjectKey> keys = new ArrayList<>();
        @Nullable ObjectKey last = null;
        boolean more = true;
        while (more) {
            ObjectPage page = bucket.list(prefix, last, 700);
            page.entries().forEach(entry -> keys.add(entry.key()));
            last = keys.isEmpty() ? null : keys.getLast();
            more = page.more();
        }
        return keys;
    }
}
