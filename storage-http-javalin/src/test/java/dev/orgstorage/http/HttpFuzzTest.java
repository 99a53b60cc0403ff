package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import dev.orgstorage.content.tika.TikaContentDetector;
import dev.orgstorage.http.server.AddressPromises;
import dev.orgstorage.objectstore.r2.EncodedWordsPromises;
import dev.orgstorage.persistence.jooq.DatabaseUrlPromises;
import dev.orgstorage.port.ContentDetector;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a request says, it is understood or refused in our own words; and so is what databases and buckets are named
 * by and answer, here too, as each JVM that fuzzes takes seconds to start.
 */
class HttpFuzzTest {
    private static final String SAID = TokenPromises.HEADER + "\n{\"sub\":\"ann\",\"exp\":1792890000,%s}";
    private static final ContentDetector DETECTOR = new TikaContentDetector();

    enum Input {
        BODY,
        PATH,
        QUERY,
        AUTHORIZATION,
        CLAIMS,
        CLAIM_PATHS,
        TAMPERED_TOKEN,
        COOKIE,
        ROLES,
        CONTEXT,
        ORIGIN,
        FORWARDED_FOR,
        NETWORK,
        DATABASE_URL,
        METADATA,
        DETECTOR
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyRequestIsUnderstoodOrRefused(@NotNull Input input, byte @NotNull @WithLength(max = 1100) [] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (input) {
            case BODY -> RequestPromises.body(bytes);
            case PATH -> RequestPromises.path(text);
            case QUERY -> RequestPromises.query(text);
            case CONTEXT -> RequestPromises.context(text);
            case ORIGIN -> RequestPromises.origin(text);
            case FORWARDED_FOR -> AddressPromises.forwardedFor(text);
            case NETWORK -> AddressPromises.network(text);
            case AUTHORIZATION -> TokenPromises.authorization(text);
            case CLAIMS -> TokenPromises.claims(text);
            case CLAIM_PATHS -> TokenPromises.paths(text);
            case COOKIE -> SessionPromises.cookie(text);
            case ROLES -> SessionPromises.roles(text);
            case TAMPERED_TOKEN -> TokenPromises.tampered(text);
            case DATABASE_URL -> DatabaseUrlPromises.url(text);
            case DETECTOR -> detector(bytes);
            case METADATA -> EncodedWordsPromises.value(text);
        }
    }

    /** It takes a hundred times as long as all else, and its contract tries it on each build. */
    private static void detector(byte[] bytes) {
        if (System.getProperty("fuzz.seconds") != null) {
            assertThat(DETECTOR.detect(bytes).value()).doesNotContain(";");
        }
    }

    static Stream<Arguments> seeds() {
        return Stream.of(
                seed(Input.BODY, "{\"fileName\":\"a.txt\",\"fileType\":\"text/plain\",\"fileSize\":11}"),
                seed(Input.BODY, "{\"fileName\":1}"),
                seed(Input.BODY, "{\"fileName\":\"\\ud83e\",\"fileType\":\"a/b\",\"fileSize\":1}"),
                seed(Input.BODY, "{\"fileSize\":1e400,\"checksumSha256\":null}"),
                seed(Input.BODY, "{\"\\ud83e\":{}}"),
                seed(Input.BODY, "{\"a\":1,\"\\udd8a\":01}"),
                seed(Input.BODY, "{\"id\":\"019d3740-8c3f-7abc-8def-0123456789ab\",\"disposition\":\"inline\"}"),
                seed(Input.BODY, "{\"fileKey\":\"uploads/users/auth0%7Cann/\\u0000\"}"),
                seed(Input.BODY, "[".repeat(1000)),
                seed(Input.PATH, "uploads%2Fusers%2fauth0%257Cann/a.txt"),
                seed(Input.PATH, "019d3740-8c3f-7abc-8def-0123456789ab"),
                seed(Input.QUERY, "limit=50\ncursor=AZ03QIw_eryN7wEjRWeJqw\nq=%_\ntype=image/*"),
                seed(Input.QUERY, "limit=٣\nuser=auth0|ann\nfile=019d3740-8c3f-7abc-8def-0123456789ab"),
                seed(Input.CONTEXT, "personal"),
                seed(Input.CONTEXT, "org%5Facme"),
                seed(Input.CONTEXT, "%70ersonal"),
                seed(Input.ORIGIN, "https://app.example.com:443"),
                seed(Input.ORIGIN, "http://[::1]:5173"),
                seed(Input.FORWARDED_FOR, "198.51.100.4:80, [fd00::1]:1, ::ffff:10.2.3.4"),
                seed(Input.NETWORK, "2001:db8::/32"),
                seed(Input.NETWORK, "10.0.0.0/8"),
                seed(Input.AUTHORIZATION, "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."),
                seed(Input.CLAIMS, TokenPromises.HEADER + "\n" + TokenPromises.CLAIMS),
                seed(
                        Input.CLAIMS,
                        TokenPromises.HEADER + "\n{\"sub\":\"\\ud800\",\"exp\":1e300,\"iss\":[1],\"aud\":{}}"),
                seed(Input.CLAIMS, "null\nnull"),
                seed(Input.CLAIMS, "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"b64\":false,\"typ\":1}\n{}"),
                seed(Input.CLAIMS, SAID.formatted("\"organization\":{\"acme\":{\"id\":\"1\"}}")),
                seed(Input.CLAIMS, SAID.formatted("\"organization\":[{\"acme\":{}},\"globex\"]")),
                seed(Input.CLAIMS, SAID.formatted("\"o\":{\"id\":\"acme\",\"rol\":\"member\"}")),
                seed(Input.CLAIMS, SAID.formatted("\"org_id\":\"a\",\"realm_access\":{\"roles\":[\"admin\"]}")),
                seed(Input.CLAIM_PATHS, "/https:~1~1acme.example~01/org, sub"),
                seed(Input.COOKIE, "0\nw\nhttps://app.example"),
                seed(Input.COOKIE, "77\n\nhttps://files.example"),
                seed(Input.COOKIE, "33\n%2e\nnull"),
                seed(Input.ROLES, "member,org:Admin, owner"),
                seed(Input.TAMPERED_TOKEN, "0\nf"),
                seed(Input.TAMPERED_TOKEN, "120\n="),
                seed(Input.DATABASE_URL, "ann\np%40ss%3Aword+\ndb.example:6543/files?sslmode=require"),
                seed(Input.DATABASE_URL, "ann\npass word\n[::1]/files"),
                seed(Input.METADATA, "=?UTF-8?B?5bGl5q205pu4LnBkZg==?= =?utf-8?q?Zo=C3=AB_=F0?="),
                seed(Input.METADATA, "=?x-no-such?Q?=zz$1?="),
                seed(Input.DETECTOR, "%PDF-1.7"),
                seed(
                        Input.DETECTOR,
                        "<?xml version=\"1.0\" encoding=\"x\"?><svg xmlns=\"http://www.w3.org/2000/svg\">"));
    }

    private static Arguments seed(Input input, String text) {
        return Arguments.of(input, text.getBytes(StandardCharsets.UTF_8));
    }
}
