package dev.orgstorage.http.server;

import static java.util.stream.Collectors.joining;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.http.server.Wire.Answer;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.port.UploadHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Does what a browser does for a page that uploads and downloads, and sees whether it would be let. */
final class CorsCheckup {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final ObjectStore objects;
    private final ThrowAway files;
    private final List<String> origins;
    private final Examination examination;

    CorsCheckup(ObjectStore objects, ThrowAway files, List<String> origins, Examination examination) {
        this.objects = objects;
        this.files = files;
        this.origins = origins;
        this.examination = examination;
    }

    void run() {
        if (origins.isEmpty()) {
            examination.look(
                    "CORS",
                    "",
                    () -> Outcome.warning(
                            "not looked at",
                            "name whose pages upload, as --origin https://app.example.com or in CORS_ORIGINS"));
        }
        String remedy = rule();
        for (String origin : origins) {
            String todo = remedy;
            if (!examination.look(origin, todo, () -> pagesOf(origin, todo))) {
                remedy = "set the rules above";
            }
        }
    }

    private Outcome pagesOf(String origin, String remedy) throws IOException, InterruptedException {
        FileRecord file = files.fileWithChecksum();
        SignedRequest upload = files.upload(file);
        List<String> faults = new ArrayList<>(faultsOfPreflight(origin, upload));
        faults.addAll(faultsOfUpload(origin, upload));
        faults.addAll(faultsOfDownload(origin, objects.signDownload(file, Disposition.ATTACHMENT, LIFE)));
        return faults.isEmpty()
                ? Outcome.ok("may upload and download")
                : Outcome.failed(String.join("; ", faults), remedy);
    }

    private static List<String> faultsOfPreflight(String origin, SignedRequest upload)
            throws IOException, InterruptedException {
        Set<String> needed = inLowerCase(upload.headers().keySet());
        Answer answer = Wire.send(
                "OPTIONS",
                upload,
                Map.of(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "PUT",
                        "Access-Control-Request-Headers",
                        String.join(",", needed)),
                "");
        if (!answer.accepted() || !allows(answer, origin)) {
            return List.of("may not upload (to the preflight, " + answer + ")");
        }
        List<String> faults = new ArrayList<>();
        if (!named(answer, "Access-Control-Allow-Methods", "put")) {
            faults.add("may not use PUT");
        }
        needed.removeIf(header -> named(answer, "Access-Control-Allow-Headers", header));
        if (!needed.isEmpty()) {
            faults.add("may not send the headers " + String.join(", ", needed));
        }
        return faults;
    }

    private static List<String> faultsOfUpload(String origin, SignedRequest upload)
            throws IOException, InterruptedException {
        Answer answer = Wire.send(upload.method(), upload, with(origin, upload), ThrowAway.TEXT);
        if (!answer.accepted()) {
            return List.of("an upload is refused with " + answer);
        }
        if (!allows(answer, origin)) {
            return List.of("may not see the answer to an upload");
        }
        return named(answer, "Access-Control-Expose-Headers", "etag")
                ? List.of()
                : List.of("may not see the header ETag");
    }

    private static List<String> faultsOfDownload(String origin, SignedRequest download)
            throws IOException, InterruptedException {
        Answer answer = Wire.send(download.method(), download, with(origin, download), "");
        return allows(answer, origin) ? List.of() : List.of("may not download");
    }

    private static Map<String, String> with(String origin, SignedRequest request) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("Origin", origin);
        return headers;
    }

    private static boolean allows(Answer answer, String origin) {
        return Set.of("*", origin).contains(answer.header("Access-Control-Allow-Origin"));
    }

    /** Whether the header's list has the name in it, or stands for any. */
    private static boolean named(Answer answer, String header, String name) {
        Set<String> names = Arrays.stream(answer.header(header).split(","))
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return names.contains(name) || names.contains("*");
    }

    private static Set<String> inLowerCase(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each header by its name, as not every S3 takes an asterisk there. */
    private String rule() {
        return "set these rules on the bucket (R2: Settings, CORS policy):\n"
                + """
                [
                  {
                    "AllowedOrigins": [%s],
                    "AllowedMethods": ["GET", "PUT"],
                    "AllowedHeaders": [%s],
                    "ExposeHeaders": ["ETag"],
                    "MaxAgeSeconds": 3600
                  }
                ]""".formatted(
                                quoted(origins),
                                quoted(inLowerCase(UploadHeaders.of(files.fileWithChecksum())
                                        .keySet())));
    }

    private static String quoted(Collection<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(joining(", "));
    }
}
