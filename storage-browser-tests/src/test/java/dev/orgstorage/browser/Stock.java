package dev.orgstorage.browser;

import dev.orgstorage.http.server.Client;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many small files. */
final class Stock {
    private static final int AT_ONCE = 8;

    private Stock() {}

    /** Named {@code file 001.txt} and so on. */
    static void of(Client client, int count) {
        try (ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> uploads = IntStream.rangeClosed(1, count)
                    .<Future<?>>mapToObj(
                            number -> hands.submit(() -> client.upload(name(number), "text/plain", new byte[] {'x'})))
                    .toList();
            for (Future<?> upload : uploads) {
                upload.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "file %03d.txt", number);
    }
}
