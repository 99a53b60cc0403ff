package dev.orgstorage.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.KeyRule;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Sha256;
import dev.orgstorage.domain.StoredObject;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.usecase.ImportObjects.Claim;
import dev.orgstorage.usecase.ImportObjects.Outcome;
import dev.orgstorage.usecase.ImportObjects.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the record of an imported object says, and where it has that from. */
class ImportedRecordTest {
    private static final UserId ANN = new UserId("auth0|ann");
    private static final UserId BOB = new UserId("auth0|bob");
    private static final OrganizationId ACME = new OrganizationId("org_acme");
    private static final Sha256 ONE = Sha256.of(new byte[32]);

    private final Imports scene = new Imports();
    private final FileId id = new FileIds(() -> Instant.parse("2024-01-01T10:20:30.123457Z"), new Random(1)).next();

    @Test
    void anObjectOfOursComesBackAsItWas() {
        ObjectKey key = scene.put("anything", 11, ours("org:org_acme", "auth0%7Cann", "Gr%C3%BC%C3%9Fe.txt"));
        Instant modified = scene.clock.instant();
        assertThat(scene.imported(key))
                .isEqualTo(new FileRecord(
                        id,
                        key,
                        Owner.of(ACME),
                        ANN,
                        new FileName("Grüße.txt"),
                        new Content(new MediaType("text/plain"), 11),
                        new FileState.Ready(etag(key), modified),
                        Instant.parse("2024-01-01T10:20:30.123457Z"),
                        modified));
    }

    @Test
    void anObjectOlderThanItsIdWasReadyWhenItsFileWasMade() {
        scene.clock.set(Instant.parse("2023-12-31T00:00:00Z"));
        FileRecord file = scene.imported(scene.put("anything", 11, ours("org:org_acme", "a", "a.txt")));
        assertThat(file.createdAt()).isEqualTo(id.time());
        assertThat(file.updatedAt()).isEqualTo(id.time());
        assertThat(file.state()).isEqualTo(new FileState.Ready(etag(file.key()), id.time()));
    }

    @Test
    void anObjectThatNamesNoIdIsGivenOneOfItsOwnTime() {
        ObjectKey key = scene.put("uploads/orgs/org_acme/1700000000000-a.txt");
        FileRecord file = scene.imported(key);
        assertThat(file.id().time()).isEqualTo(scene.clock.instant());
        assertThat(file.createdAt()).isEqualTo(scene.clock.instant());
        assertThat(file.updatedAt()).isEqualTo(scene.clock.instant());
        assertThat(file.owner()).isEqualTo(Owner.of(ACME));
        assertThat(file.uploader()).isNull();
        assertThat(file.name()).isEqualTo(new FileName("a.txt"));
    }

    @Test
    void aUsersOwnFileKnownByItsKeyWasUploadedByThem() {
        FileRecord file = scene.imported(scene.put("uploads/users/auth0%7Cann/1700000000000-a.txt"));
        assertThat(file.owner()).isEqualTo(Owner.of(ANN));
        assertThat(file.uploader()).isEqualTo(ANN);
    }

    @Test
    void metadataGoBeforeTheKey() {
        FileRecord file = scene.imported(
                scene.put("uploads/orgs/globex/1700000000000-b.txt", 11, ours("user:auth0%7Cbob", "x", "a.txt")));
        assertThat(file.owner()).isEqualTo(Owner.of(BOB));
        assertThat(file.name()).isEqualTo(new FileName("a.txt"));
    }

    @Test
    void metadataOfTheOlderSystemAreUnderstood() {
        FileRecord file = scene.imported(scene.put(
                "x/1", 11, Map.of("userid", "auth0|ann", "organizationid", "org_acme", "originalname", "Plan B.txt")));
        assertThat(file.owner()).isEqualTo(Owner.of(ACME));
        assertThat(file.uploader()).isEqualTo(ANN);
        assertThat(file.name()).isEqualTo(new FileName("Plan B.txt"));
        FileRecord personal = scene.imported(scene.put("x/2", 11, Map.of("userid", "auth0|ann", "organizationid", "")));
        assertThat(personal.owner()).isEqualTo(Owner.of(ANN));
        assertThat(personal.name()).isEqualTo(new FileName("2"));
    }

    @Test
    void aNameThatTheMetadataDoNotTellIsThatOfTheKey() {
        Map<String, String> nameless = Map.of("owner", "org:org_acme");
        assertThat(scene.imported(scene.put("uploads/users/ann/1700000000000-a.txt", 11, nameless))
                        .name())
                .isEqualTo(new FileName("a.txt"));
        assertThat(scene.imported(scene.put("some/where/1700000000000-a.txt", 11, nameless))
                        .name())
                .isEqualTo(new FileName("1700000000000-a.txt"));
    }

    @Test
    void whatIsClaimedGoesBeforeEverything() {
        ObjectKey key = scene.put("uploads/users/ann/1700000000000-b.txt", 11, ours("org:globex", "auth0%7Cann", "c"));
        List<Claim> claims = List.of(new Claim(key, Owner.of(ACME), new FileName("a.txt")));
        assertThat(scene.importing().adopt(claims)).containsExactly(new Result(key, Outcome.IMPORTED, ""));
        FileRecord file = scene.record(key);
        assertThat(file.owner()).isEqualTo(Owner.of(ACME));
        assertThat(file.name()).isEqualTo(new FileName("a.txt"));
        assertThat(file.uploader()).isEqualTo(ANN);
        assertThat(file.id()).isEqualTo(id);
    }

    @Test
    void whatIsNotClaimedIsToldByMetadataOrKey() {
        ObjectKey labelled = scene.put("x/1", 11, ours("org:globex", "auth0%7Cann", "c.txt"));
        ObjectKey plain = scene.put("x/y/2.txt");
        scene.importing()
                .adopt(List.of(new Claim(labelled, Owner.of(ACME), null), new Claim(plain, Owner.of(BOB), null)));
        assertThat(scene.record(labelled).name()).isEqualTo(new FileName("c.txt"));
        assertThat(scene.record(plain).name()).isEqualTo(new FileName("2.txt"));
        assertThat(scene.record(plain).uploader()).isEqualTo(BOB);
    }

    @Test
    void rulesOfOnesOwnAreTheOnlyOnes() {
        ObjectKey tenant = scene.put("tenants/acme/files/a.txt");
        ObjectKey ours = scene.put("uploads/orgs/org_acme/a.txt");
        ImportObjects importing = scene.importing()
                .with(List.of(KeyRule.of("tenants/{organization}/files/{name}"), KeyRule.of("tenants/{user}/**")));
        assertThat(importing.adopt(List.of(new Claim(tenant), new Claim(ours))))
                .extracting(Result::outcome)
                .containsExactly(Outcome.IMPORTED, Outcome.NO_OWNER);
        assertThat(scene.record(tenant).owner()).isEqualTo(Owner.of(new OrganizationId("acme")));
    }

    @Test
    void aCopyOfAnObjectBesideItIsAnotherFileOfItsOwnTime() {
        Map<String, String> metadata = ours("org:org_acme", "auth0%7Cann", "a.txt");
        ObjectKey first = scene.put("copies/1", 11, metadata);
        ObjectKey second = scene.put("copies/2", 11, metadata);
        Instant modified = scene.clock.instant();
        assertThat(scene.importing().adopt(List.of(new Claim(first), new Claim(second))))
                .allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(scene.record(first).id()).isEqualTo(id);
        FileRecord copy = scene.record(second);
        assertThat(copy.id().time()).isEqualTo(modified);
        assertThat(copy.createdAt()).isEqualTo(modified);
        assertThat(copy.uploader()).isEqualTo(ANN);
    }

    @Test
    void aCopyFoundLaterIsAnotherFileToo() {
        Map<String, String> metadata = ours("org:org_acme", "auth0%7Cann", "a.txt");
        FileRecord first = scene.imported(scene.put("copies/1", 11, metadata));
        FileRecord copy = scene.imported(scene.put("copies/2", 11, metadata));
        assertThat(copy.id()).isNotEqualTo(first.id());
        assertThat(copy.createdAt()).isEqualTo(scene.clock.instant());
        assertThat(scene.record(first.key())).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png,                  image/png",
        "IMAGE/PNG,                  image/png",
        "text/html; charset=utf-8,   text/html",
        "text/plain ;charset=utf-8,  text/plain",
        "'',                         application/octet-stream",
        "binary,                     application/octet-stream",
        "text/,                      application/octet-stream",
        ";,                          application/octet-stream"
    })
    void theTypeIsTheObjectsIfItIsOne(String type, String recorded) {
        ObjectKey key = new ObjectKey("uploads/orgs/acme/a.txt");
        scene.objects.put(key, type, new byte[3]);
        assertThat(scene.imported(key).content()).isEqualTo(new Content(new MediaType(recorded), 3));
    }

    @Test
    void theChecksumIsTheBucketsOrElseWhatWasPromised() {
        Sha256 bucketsOwn = Sha256.of(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
        ObjectKey key = scene.put("1", 11, Map.of("owner", "org:acme", "sha256", ONE.base64()));
        assertThat(scene.imported(key).content().checksum()).isEqualTo(ONE);
        ObjectKey other = scene.put("2", 11, Map.of("owner", "org:acme", "sha256", ONE.base64()));
        scene.importing(new BucketBut(scene.objects) {
                    @Override
                    public Optional<StoredObject> stat(ObjectKey asked) {
                        return super.stat(asked).map(object -> checked(object, bucketsOwn));
                    }
                })
                .adopt(List.of(new Claim(other)));
        assertThat(scene.record(other).content().checksum()).isEqualTo(bucketsOwn);
    }

    @Test
    void anEmptyObjectIsAFile() {
        assertThat(scene.imported(scene.put("uploads/orgs/acme/empty", 0, Map.of()))
                        .content()
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stray.txt", "uploads/orgs/a.txt", "backup/uploads/orgs/acme/a.txt"})
    void whatNothingTellsTheOwnerOfIsLeft(String key) {
        assertThat(scene.refused(scene.put(key)))
                .isEqualTo(new Result(
                        new ObjectKey(key),
                        Outcome.NO_OWNER,
                        "Neither its metadata nor a rule for keys tells its owner"));
    }

    @ParameterizedTest
    @CsvSource({
        "uploads/orgs/acme/,           is blank",
        "uploads/orgs/acme/..,         is a path",
        "uploads/orgs/acme/a\\b.txt,   has a slash or backslash",
        "uploads/orgs/acme/a\u202Egpj.exe, has the direction-changing character U+202E"
    })
    void whatIsNoFilesNameIsLeftSayingWhy(String key, String reason) {
        Result result = scene.refused(scene.put(key));
        assertThat(result.outcome()).isEqualTo(Outcome.UNFIT);
        assertThat(result.reason()).contains(reason);
    }

    @Test
    void aNameTooLongIsLeftUnlessAnotherIsClaimed() {
        ObjectKey key = scene.put("uploads/orgs/acme/" + "x".repeat(256));
        assertThat(scene.refused(key).reason()).contains("longer than 255");
        Claim claim = new Claim(key, null, new FileName("x.txt"));
        assertThat(scene.importing().adopt(List.of(claim)))
                .extracting(Result::outcome)
                .containsExactly(Outcome.IMPORTED);
    }

    @Test
    void whatIsNotInTheBucketIsSaidToBeGone() {
        assertThat(scene.refused(new ObjectKey("uploads/orgs/acme/gone.txt")).outcome())
                .isEqualTo(Outcome.GONE);
    }

    @Test
    void anObjectDatedBeyondTheMicrosecondIsRecordedToTheMicrosecond() {
        scene.clock.advance(Duration.ofNanos(1_999));
        FileRecord file = scene.imported(scene.put("uploads/orgs/acme/a.txt"));
        assertThat(file.createdAt()).isEqualTo(Imports.START.plusNanos(1_000_001_000));
    }

    private Map<String, String> ours(String owner, String uploader, String name) {
        return Map.of("file-id", id.toString(), "owner", owner.replace(":", "%3A"), "uploader", uploader, "name", name);
    }

    private String etag(ObjectKey key) {
        return scene.objects.stat(key).orElseThrow().etag();
    }

    private static StoredObject checked(StoredObject object, Sha256 checksum) {
        return new StoredObject(
                object.key(),
                object.size(),
                object.type(),
                object.etag(),
                checksum,
                object.modified(),
                object.metadata());
    }
}
