package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.http.JwtAuthenticator;
import dev.orgstorage.http.JwtSettings;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.testkit.InMemoryFileRecords;
import dev.orgstorage.testkit.InMemoryObjectStore;
import dev.orgstorage.usecase.Storage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final JwtSettings TOKENS = JwtSettings.shared("a secret of at least thirty-two bytes");

    private final InMemoryFileRecords records = new InMemoryFileRecords(InstantSource.system());
    private final InMemoryObjectStore bucket = new InMemoryObjectStore(InstantSource.system());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch answering = new CountDownLatch(1);

    @Test
    void itAsksWhatRequestsAskAndLeavesNothingBehind() {
        answering.countDown();
        warmUp().askUntil(Instant.EPOCH);
        assertThat(asked).contains("firstPage", "find").doesNotContain("add", "markReady", "remove");
        assertThat(bucket.list("", null, 1).entries()).isEmpty();
    }

    @Test
    void itEndsInTimeEvenIfNobodyAnswers() {
        Instant began = Instant.now();
        warmUp().run(Duration.ofMillis(100));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
        answering.countDown();
    }

    @Test
    void noneIsNone() {
        warmUp().run(Duration.ZERO);
        assertThat(asked).isEmpty();
    }

    private WarmUp warmUp() {
        FileRecords heard = (FileRecords) Proxy.newProxyInstance(
                FileRecords.class.getClassLoader(), new Class<?>[] {FileRecords.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    answering.await();
                    return method.invoke(records, arguments);
                });
        return new WarmUp(
                Storage.over(heard, records.tombstones(), bucket),
                bucket,
                AuthSettings.tokens(TOKENS),
                new JwtAuthenticator(TOKENS, InstantSource.system()));
    }
}
