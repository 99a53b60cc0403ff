package dev.orgstorage.http;

import static dev.orgstorage.http.TestApi.ANN;
import static dev.orgstorage.http.TestApi.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys have slashes, and percent signs wherever an id has more than letters: clients send them in several ways. */
final class DeleteByKeyTest {
    private static final String DELETED = "{\"message\":\"File deleted successfully\"}";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "auth0|ann",
                "a b",
                "100%",
                "%2F",
                "%252F",
                "a+b",
                "a/b",
                "a//b",
                "a?b#c",
                "a;b=c",
                "a\\b",
                "CORP\\ann",
                "Zoë 履歴書 🦊",
                "files",
                "list",
            })
    void aKeyIsTakenAsItIsAndAsOneSegment(String user) {
        for (Client owner : List.of(
                api.as(Principal.personal(new UserId(user))),
                api.as(Principal.in(new OrganizationId(user), ANN, Role.MEMBER)))) {
            String asItIs = api.ready(owner).at("/fileKey").asString();
            owner.delete("/" + asItIs).is(DELETED);
            String asASegment = api.ready(owner).at("/fileKey").asString();
            owner.delete("/" + PercentEncoding.encode(asASegment)).is(DELETED);
            String bySegments = api.ready(owner).at("/fileKey").asString();
            owner.delete("/" + PercentEncoding.encode(bySegments).replace("%2F", "/"))
                    .is(DELETED);
        }
        assertThat(api.records.all()).isEmpty();
        assertThat(api.objects.list("", null, 10).entries()).isEmpty();
    }

    @Test
    void aKeyMayHaveItsSlashesAloneEncoded() {
        for (String slash : List.of("%2F", "%2f")) {
            String key = api.ready(api.ann()).at("/fileKey").asString();
            assertThat(key).contains("%7C");
            api.ann().delete("/" + key.replace("/", slash)).is(DELETED);
        }
    }

    /** Jetty refuses such a path as it is, rightly: what is between it and the client may read it as another. */
    @Test
    void aKeyWithASegmentOfDotsIsTakenAsOneSegment() {
        Client dots = api.as(Principal.personal(new UserId("..")));
        String key = api.ready(dots).at("/fileKey").asString();
        assertThat(dots.delete("/" + key).status()).isEqualTo(400);
        dots.delete("/" + PercentEncoding.encode(key)).is(DELETED);
    }

    @Test
    void aKeyEncodedTwiceIsAnotherKey() {
        Client ann = api.as(Principal.personal(new UserId("ann")));
        String key = api.ready(ann).at("/fileKey").asString();
        ann.delete("/" + PercentEncoding.encode(PercentEncoding.encode(key))).problem(404, "not_found");
        ann.delete("/" + key + "/").problem(404, "not_found");
        ann.delete("/" + key.toUpperCase(java.util.Locale.ROOT)).problem(404, "not_found");
        assertThat(api.records.all()).hasSize(1);
    }

    @Test
    void noWayOfWritingAKeyReachesAnothersFile() {
        String bobs = api.ready(api.as(Principal.personal(BOB))).at("/fileKey").asString();
        String path = bobs.substring("uploads/users/auth0%7Cbob/".length());
        Client ann = api.ann();
        for (String key : List.of(
                bobs,
                PercentEncoding.encode(bobs),
                "uploads/users/auth0|bob/".replace("|", "%7C") + path,
                "uploads/users/auth0%257Cbob/" + path,
                "uploads%2Fusers%2Fauth0%7Cann%2F..%2Fauth0%7Cbob%2F" + path,
                "files/" + path.substring(0, 36))) {
            ann.delete("/" + key).problem(404, "not_found");
        }
        assertThat(api.records.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/key", "%25zz", "%F0%9F%A6%8A", "x%20y", "list", "files/", "files"})
    void aKeyThatNamesNothingIsNotFound(String key) {
        api.ann().delete("/" + key).problem(404, "not_found");
        api.ann().delete("/" + "x".repeat(1025)).problem(404, "not_found");
    }

    @Test
    void deletingTwiceIsAnsweredAlikeForADay() {
        Client ann = api.ann();
        String id = api.ready(ann).at("/id").asString();
        String key = api.records.all().getFirst().key().value();
        ann.delete("/files/" + id).is(DELETED);
        ann.delete("/files/" + id).is(DELETED);
        ann.delete("/" + key).is(DELETED);
        ann.delete("/" + PercentEncoding.encode(key)).is(DELETED);
        api.clock.advance(Duration.ofHours(23));
        ann.delete("/files/" + id).is(DELETED);
        api.as(Principal.personal(BOB)).delete("/files/" + id).problem(404, "not_found");
        ann.get("/files/" + id).problem(404, "not_found");
    }

    @Test
    void aPendingFileCanBeDeleted() {
        Client ann = api.ann();
        String key = api.started(ann).at("/fileKey").asString();
        ann.delete("/" + key).is(DELETED);
        assertThat(api.records.all()).isEmpty();
    }
}
