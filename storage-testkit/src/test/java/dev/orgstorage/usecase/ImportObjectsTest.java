package dev.orgstorage.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.port.ObjectPage;
import dev.orgstorage.usecase.ImportObjects.Claim;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Page;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportObjectsTest {
    private final Imports scene = new Imports();

    @Test
    void everyObjectIsImportedOnceOverManyPages() {
        put("uploads/orgs/acme/", 2_345);
        List<Result> results = Imports.all(scene.importing());
        assertThat(results).hasSize(2_345).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(scene.records.all())
                .hasSize(2_345)
                .allMatch(FileRecord::isReady)
                .allMatch(file -> file.owner().equals(Owner.of(new OrganizationId("acme"))));
    }

    @Test
    void anEmptyBucketIsOneEmptyPage() {
        assertThat(scene.importing().next("", null)).isEqualTo(new Page(List.of(), null, false));
    }

    @Test
    void resultsComeInTheOrderOfTheKeysWhateverBecameOfThem() {
        scene.put("a-stray");
        scene.put("uploads/orgs/acme/1.txt");
        scene.put("uploads/orgs/acme/2.txt");
        scene.put("uploads/orgs/acme/a\\b");
        scene.put("z-stray");
        scene.importing().adopt(List.of(new Claim(new ObjectKey("uploads/orgs/acme/2.txt"))));
        assertThat(Imports.all(scene.importing()))
                .extracting(Result::outcome)
                .containsExactly(
                        Outcome.NO_OWNER, Outcome.IMPORTED, Outcome.ALREADY_THERE, Outcome.UNFIT, Outcome.NO_OWNER);
    }

    @Test
    void aPrefixDoesNotMatchItsNeighbour() {
        scene.put("uploads/orgs/a/1.txt");
        scene.put("uploads/orgs/ab/1.txt");
        scene.put("uploads/orgs/a0/1.txt");
        assertThat(Imports.all(scene.importing(), "uploads/orgs/a/", null))
                .containsExactly(new Result(new ObjectKey("uploads/orgs/a/1.txt"), Outcome.IMPORTED, ""));
        assertThat(scene.records.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uploads/orgs/a", "uploads", " "})
    void aPrefixThatCouldMatchItsNeighbourIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.importing().next(prefix, null))
                .withMessageContaining("ends with a slash")
                .withMessageContaining(prefix);
    }

    @Test
    void aSecondRunChangesNothingAndLooksAtNothing() {
        put("uploads/orgs/acme/", 1_500);
        Imports.all(scene.importing());
        List<FileRecord> first = scene.records.all();
        List<Result> second = Imports.all(scene.importing(new BucketBut(scene.objects) {
            @Override
            public Optional<StoredObject> stat(ObjectKey key) {
                throw new AssertionError("looked at " + key);
            }
        }));
        assertThat(second).hasSize(1_500).allMatch(result -> result.outcome() == Outcome.ALREADY_THERE);
        assertThat(scene.records.all()).isEqualTo(first);
    }

    @Test
    void aRunThatStoppedGoesOnWhereItWas() {
        put("uploads/orgs/acme/", 1_001);
        Page first = scene.importing().next("", null);
        assertThat(first.more()).isTrue();
        assertThat(first.results()).hasSize(1_000);
        assertThat(first.last()).isEqualTo(first.results().getLast().key());
        Page rest = scene.importing().next("", first.last());
        assertThat(rest.results()).extracting(Result::outcome).containsExactly(Outcome.IMPORTED);
        assertThat(rest.more()).isFalse();
        assertThat(scene.importing().next("", rest.last())).isEqualTo(new Page(List.of(), rest.last(), false));
    }

    @Test
    void objectsAreNeverTouched() {
        put("uploads/orgs/acme/", 20);
        scene.put("stray");
        List<StoredObject> before = objects();
        Imports.all(scene.importing());
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void aDryRunAnswersAlikeAndChangesNothing() {
        put("uploads/orgs/acme/", 1_200);
        scene.put("stray");
        scene.importing().next("", null);
        List<FileRecord> before = scene.records.all();
        List<Result> dry = Imports.all(scene.importing().dry());
        assertThat(scene.records.all()).isEqualTo(before);
        assertThat(Imports.all(scene.importing())).isEqualTo(dry);
        assertThat(Imports.keys(dry, Outcome.IMPORTED)).hasSize(201);
    }

    @Test
    void anObjectThatCannotBeLookedAtDoesNotKeepTheOthers() {
        put("uploads/orgs/acme/", 50);
        List<Result> results = Imports.all(scene.importing(new BucketBut(scene.objects) {
            @Override
            public Optional<StoredObject> stat(ObjectKey key) {
                if (key.value().endsWith("7.txt")) {
                    throw new StorageException.Unavailable("stat " + key, new SocketTimeoutException());
                }
                return super.stat(key);
            }
        }));
        assertThat(Imports.keys(results, Outcome.FAILED)).hasSize(5).allMatch(key -> key.endsWith("7.txt"));
        assertThat(results)
                .filteredOn(result -> result.outcome() == Outcome.FAILED)
                .allMatch(result -> result.reason().equals("Unavailable: stat " + result.key()));
        assertThat(scene.records.all()).hasSize(45);
        assertThat(Imports.keys(Imports.all(scene.importing()), Outcome.IMPORTED))
                .hasSize(5);
    }

    @Test
    void noMoreThanAskedForAreLookedAtAtOnce() {
        put("uploads/orgs/acme/", 200);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BucketBut counting = new BucketBut(scene.objects) {
            @Override
            public Optional<StoredObject> stat(ObjectKey key) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                try {
                    return super.stat(key);
                } finally {
                    now.decrementAndGet();
                }
            }
        };
        Imports.all(scene.importing(counting).lookingAt(3));
        assertThat(most).hasValueBetween(1, 3);
        assertThat(scene.records.all()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> scene.importing().lookingAt(0));
    }

    @Test
    void aListingThatFailsEndsItWithWhatWasDone() {
        put("uploads/orgs/acme/", 1_500);
        ImportObjects importing = scene.importing(new BucketBut(scene.objects) {
            @Override
            public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
                if (after != null) {
                    throw new StorageException.Unavailable("list " + prefix, new SocketTimeoutException());
                }
                return super.list(prefix, after, limit);
            }
        });
        Page first = importing.next("", null);
        assertThatThrownBy(() -> importing.next("", first.last())).isInstanceOf(StorageException.Unavailable.class);
        assertThat(scene.records.all()).hasSize(1_000);
    }

    @Test
    void aPageThatIsNotAnsweredIsAskedForAgainAndLessOfIt() {
        put("uploads/orgs/acme/", 1_500);
        List<Integer> limits = new ArrayList<>();
        List<Result> results = Imports.all(scene.importing(new BucketBut(scene.objects) {
            @Override
            public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
                limits.add(limit);
                if (limit > 200) {
                    throw new StorageException.Unavailable("list " + prefix, new SocketTimeoutException());
                }
                return super.list(prefix, after, limit);
            }
        }));
        assertThat(results).hasSize(1_500).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(limits).startsWith(1_000, 200, 1_000, 200).hasSize(16);
    }

    @Test
    void recordsThatDoNotAnswerEndItAndItCanBeRepeated() {
        put("uploads/orgs/acme/", 10);
        scene.records.down(true);
        assertThatThrownBy(() -> scene.importing().next("", null)).isInstanceOf(StorageException.Unavailable.class);
        scene.records.down(false);
        assertThat(Imports.keys(Imports.all(scene.importing()), Outcome.IMPORTED))
                .hasSize(10);
    }

    @Test
    void aListingThatSaysMoreButListsNothingIsRefused() {
        senseless("there is more, but nothing was listed", new ObjectPage(List.of(), true));
    }

    @Test
    void aListingThatRepeatsItselfIsRefused() {
        ObjectPage page = page("b", "c");
        BucketBut repeating = listing(page);
        ImportObjects importing = scene.importing(repeating);
        assertThatThrownBy(() -> importing.next("", new ObjectKey("c")))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("after c")
                .hasMessageContaining("b was listed after c");
    }

    @Test
    void aListingThatDoesNotAscendIsRefused() {
        senseless("b was listed after c", page("a", "c", "b"));
        senseless("b was listed after b", page("a", "b", "b"));
        // By their UTF-8 bytes, not by their characters in UTF-16.
        senseless("\uFF5E was listed after \uD83E\uDD8A", page("\uD83E\uDD8A", "\uFF5E"));
        assertThat(scene.importing(listing(page("\uFF5E", "\uD83E\uDD8A")))
                        .next("", null)
                        .results())
                .hasSize(2);
    }

    @Test
    void aListingOfOtherPrefixesIsRefused() {
        assertThatThrownBy(() ->
                        scene.importing(listing(page("uploads/orgs/ab/1"))).next("uploads/orgs/a/", null))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("uploads/orgs/ab/1 was listed too");
    }

    @Test
    void aListingOfMoreThanAskedForIsRefused() {
        String[] keys = IntStream.rangeClosed(1, 1_001)
                .mapToObj(i -> "k" + (10_000 + i))
                .toArray(String[]::new);
        senseless("1001 objects were listed", page(keys));
    }

    @Test
    void noMoreThanAPageIsAskedForOrHeldAtOnce() {
        put("uploads/orgs/acme/", 2_500);
        List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        ImportObjects importing = scene.importing(
                new BucketBut(scene.objects) {
                    @Override
                    public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
                        asked.add(limit);
                        return super.list(prefix, after, limit);
                    }
                },
                new LedgerBut(scene.records.ledger()) {
                    @Override
                    public Map<ObjectKey, Known> known(Collection<ObjectKey> keys) {
                        asked.add(keys.size());
                        return super.known(keys);
                    }

                    @Override
                    public Map<ObjectKey, Adoption> adopt(Collection<FileRecord> ready) {
                        asked.add(ready.size());
                        return super.adopt(ready);
                    }
                });
        Page page = importing.next("", null);
        assertThat(asked).containsExactly(1_000, 1_000, 1_000);
        importing.next("", importing.next("", page.last()).last());
        assertThat(asked).containsExactly(1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 500, 500);
    }

    @Test
    void tooManyObjectsInOneStepOrOneTwiceAreRefused() {
        List<Claim> tooMany = IntStream.range(0, 1_001)
                .mapToObj(i -> new Claim(new ObjectKey("k" + i)))
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> scene.importing().adopt(tooMany));
        Claim one = new Claim(new ObjectKey("k"));
        assertThatIllegalArgumentException().isThrownBy(() -> scene.importing().adopt(List.of(one, one)));
        assertThat(scene.importing().adopt(List.of())).isEmpty();
    }

    private void put(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            scene.put(prefix + (10_000 + i) + ".txt", 1, Map.of());
        }
    }

    private List<StoredObject> objects() {
        return scene.objects.list("", null, 1_000).entries().stream()
                .map(entry -> scene.objects.stat(entry.key()).orElseThrow())
                .toList();
    }

    private void senseless(String fault, ObjectPage answer) {
        assertThatThrownBy(() -> scene.importing(listing(answer)).next("", null))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("the bucket's answer makes no sense")
                .hasMessageContaining(fault);
        assertThat(scene.records.all()).isEmpty();
    }

    private BucketBut listing(ObjectPage answer) {
        return new BucketBut(scene.objects) {
            @Override
            public ObjectPage list(String prefix, @Nullable ObjectKey after, int limit) {
                return answer;
            }
        };
    }

    private static ObjectPage page(String... keys) {
        return new ObjectPage(
                List.of(keys).stream()
                        .map(key -> new ObjectPage.Entry(new ObjectKey(key), 1, "etag", Imports.START))
                        .toList(),
                false);
    }
}
