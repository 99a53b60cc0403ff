package dev.orgstorage.http.server;

import dev.orgstorage.http.server.WeatherProxy.Answer;
import dev.orgstorage.http.server.WeatherProxy.Bucket;
import dev.orgstorage.http.server.WeatherProxy.Request;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Takes requests and never answers; when it ends, their connections are cut. */
final class Stall implements Weather {
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public Optional<Answer> over(Request request, Bucket bucket) {
        try {
            end.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    void end() {
        end.countDown();
    }
}
