package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.usecase.SignedFile;
import dev.orgstorage.usecase.Storage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Small files, uploaded as clients do it. */
final class Uploads {
    private static final int AT_A_TIME = 8;
    private static final byte[] BYTES = {1};
    private static final Content CONTENT = new Content(new MediaType("application/zip"), BYTES.length);

    private final Storage storage;
    private final Caller owner;

    Uploads(Storage storage, Caller owner) {
        this.storage = storage;
        this.owner = owner;
    }

    void make(int files) {
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME);
                HttpClient http = HttpClient.newHttpClient()) {
            List<Future<?>> uploads = new ArrayList<>();
            for (int number = 0; number < files; number++) {
                FileName name = new FileName("Archive " + number + ".zip");
                uploads.add(clients.submit(() -> upload(name, http)));
            }
            for (Future<?> upload : uploads) {
                upload.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A file could not be uploaded", e);
        }
    }

    private Void upload(FileName name, HttpClient http) throws IOException, InterruptedException {
        SignedFile upload = storage.startUpload(owner, name, CONTENT);
        HttpResponse<String> answer = http.send(request(upload.request()), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The bucket answers " + answer.statusCode() + ": " + answer.body());
        }
        storage.completeUpload(owner, upload.file().id());
        return null;
    }

    private static HttpRequest request(SignedRequest signed) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(signed.url()).method(signed.method(), BodyPublishers.ofByteArray(BYTES));
        signed.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
                request.setHeader(name, value);
            }
        });
        return request.build();
    }
}
