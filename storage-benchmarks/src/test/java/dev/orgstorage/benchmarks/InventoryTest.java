package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InventoryTest {
    private final Inventory inventory = new Inventory(20_000);

    @Test
    void filesAreInTheOrderOfTheirKeys() {
        for (int position = 1; position < inventory.size(); position++) {
            assertThat(inventory.key(position)).isGreaterThan(inventory.key(position - 1));
        }
    }

    @Test
    void aKeyLeadsToItsFile() {
        for (int position = 0; position < inventory.size(); position += 7) {
            assertThat(inventory.position(inventory.file(position).key())).hasValue(position);
        }
        String first = inventory.key(0).value();
        assertThat(inventory.position(new ObjectKey(first.replace("-0.pdf", "-1.pdf"))))
                .isEmpty();
        assertThat(inventory.position(new ObjectKey(first.replace("-0.pdf", "-99999999.pdf"))))
                .isEmpty();
        assertThat(inventory.position(new ObjectKey("uploads/other"))).isEmpty();
    }

    @Test
    void noTwoFilesHaveTheSameId() {
        assertThat(IntStream.range(0, inventory.size())
                        .mapToObj(inventory::file)
                        .map(FileRecord::id)
                        .distinct()
                        .count())
                .isEqualTo(inventory.size());
    }

    @Test
    void thereAreAsManyObjectsAsRecordsAndOneOfEachFateAmongAThousand() {
        assertThat(inventory.positions(Fate::isStored).count()).isEqualTo(20_000);
        assertThat(inventory.positions(Fate::isRecorded).count()).isEqualTo(20_000);
        for (Fate fate : Fate.values()) {
            assertThat(inventory.positions(fate::equals).count())
                    .as(fate.name())
                    .isEqualTo(fate == Fate.WELL ? inventory.size() - 20 * 8 : 20);
        }
    }

    @Test
    void aTenthBelongsToTheLargestOrganizationAndTheRestToEleventhousandOwners() {
        Owner largest = Owner.of(Inventory.LARGEST);
        assertThat(inventory.firstOfOthers()).isEqualTo(2006);
        assertThat(inventory.file(2005).owner()).isEqualTo(largest);
        assertThat(inventory.file(2006).owner()).isNotEqualTo(largest);
        assertThat(IntStream.range(2006, inventory.size())
                        .mapToObj(inventory::file)
                        .map(FileRecord::owner)
                        .distinct()
                        .count())
                .isEqualTo(999 + 10_000);
    }

    @Test
    void filesAreThousands() {
        assertThatThrownBy(() -> new Inventory(1500))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1500");
        assertThatThrownBy(() -> new Inventory(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
