package dev.orgstorage.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.usecase.Difference;
import dev.orgstorage.usecase.Difference.Kind;
import dev.orgstorage.usecase.Reconcile.Counts;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingsTest {
    private final Inventory inventory = new Inventory(1000);
    private final Findings findings = new Findings(inventory);

    @Test
    void allThatWasPlantedIsAsItShouldBe() {
        findAll();
        assertThat(findings.faults(counts())).isEmpty();
        assertThat(findings.scores(counts())).allMatch(score -> score.planted() == score.found());
    }

    @Test
    void whatWasNotPlantedIsAFault() {
        findAll();
        find(Kind.MISSING, 1);
        assertThat(findings.faults(counts())).singleElement().asString().contains("nothing wrong");
    }

    @Test
    void anotherKindThanWasPlantedIsAFault() {
        find(Kind.ORPHAN, position(Fate.LOST));
        assertThat(findings.faults(counts()))
                .contains("ORPHAN was found at " + inventory.key(position(Fate.LOST)) + ", where there is MISSING");
    }

    @Test
    void whatIsFoundTwiceOrNeverIsAFault() {
        findAll();
        find(Kind.MISSING, position(Fate.LOST));
        assertThat(findings.faults(counts())).singleElement().asString().contains("twice");
        assertThat(new Findings(inventory).faults(counts())).hasSize(6).allMatch(fault -> fault.contains("not found"));
    }

    @Test
    void anotherNumberThanWasPlantedIsAFault() {
        findAll();
        Counts fewer = new Counts(999, 998, 994, 2, 2, 1, counts().differences());
        assertThat(findings.faults(fewer)).containsExactly("There are 1000 objects, and 999 were seen");
    }

    private void findAll() {
        for (Fate fate : Fate.values()) {
            fate.kind().ifPresent(kind -> find(kind, position(fate)));
        }
    }

    private void find(Kind kind, int position) {
        findings.accept(new Difference(kind, inventory.key(position), inventory.file(position), null, null));
    }

    private int position(Fate fate) {
        return inventory.positions(fate::equals).findFirst().orElseThrow();
    }

    private static Counts counts() {
        Map<Kind, Long> differences = new EnumMap<>(Kind.class);
        for (Fate fate : Fate.values()) {
            fate.kind().ifPresent(kind -> differences.merge(kind, 1L, Long::sum));
        }
        return new Counts(1000, 998, 995, 2, 2, 1, differences);
    }
}
