package dev.orgstorage.http.server;

import dev.orgstorage.domain.Disposition;
import dev.orgstorage.http.server.Diagnosis.Outcome;
import dev.orgstorage.http.server.Wire.Answer;
import dev.orgstorage.port.ObjectStore;
import dev.orgstorage.port.SignedRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Asks a bucket for something that is not there, to see whether it can be asked at all. */
final class BucketCheckup {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String REACH =
            "correct R2_ACCOUNT_ID or R2_ENDPOINT, or have the bucket take connections from this machine";

    private final ObjectStore objects;
    private final SignedRequest absent;
    private final InstantSource clock;
    private final Examination examination;

    BucketCheckup(ObjectStore objects, ThrowAway files, InstantSource clock, Examination examination) {
        this.objects = objects;
        this.absent = objects.signDownload(files.file(), Disposition.ATTACHMENT, LIFE);
        this.clock = clock;
        this.examination = examination;
    }

    /** Whether it is of use to go on. */
    boolean run() {
        if (!examination.look("connection", REACH, this::connection)) {
            return false;
        }
        examination.look("clock", REACH, this::clock);
        return examination.look("access keys", REACH, this::keys)
                && examination.look("listing", permission("list"), this::listing);
    }

    private Outcome connection() throws IOException, InterruptedException {
        Answer answer = Wire.send(absent);
        return answer.status() / 100 == 5
                ? Outcome.failed("answers " + answer, "see what ails it, and run this again")
                : Outcome.ok("answers");
    }

    private Outcome clock() throws IOException, InterruptedException {
        Instant asked = clock.instant();
        String date = Wire.send(absent).header("Date");
        Instant answered = clock.instant();
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return ClockSkew.between(asked, theirs, Duration.ofSeconds(1), answered);
        } catch (DateTimeException e) {
            return Outcome.warning("does not say what time it has", "see that its clock is right");
        }
    }

    private Outcome keys() throws IOException, InterruptedException {
        Answer answer = Wire.send(absent);
        return switch (answer.code()) {
            case "NoSuchKey" -> Outcome.ok("accepted");
            case "NoSuchBucket" ->
                Outcome.failed(
                        "accepted, but there is no such bucket",
                        "create it, or correct R2_BUCKET, and R2_JURISDICTION if it was made in one");
            case "InvalidAccessKeyId", "Unauthorized" ->
                Outcome.failed(answer + ": the key id is not known", "correct R2_ACCESS_KEY_ID");
            case "SignatureDoesNotMatch" ->
                Outcome.failed(
                        answer + ": the secret is not that of the key id",
                        "correct R2_SECRET_ACCESS_KEY; if it is right, something in between changes requests");
            case "AccessDenied" ->
                Outcome.failed(answer + ": known, but of no use for this bucket", permission("read and list"));
            case "RequestTimeTooSkewed", "ExpiredRequest" ->
                Outcome.failed(answer + ": the clocks differ too much", "let NTP set the clock of this machine");
            case "AuthorizationHeaderMalformed", "AuthorizationQueryParametersError", "PermanentRedirect" ->
                Outcome.failed(
                        answer + ": the bucket is in another region",
                        "correct R2_REGION and R2_ENDPOINT; AWS wants R2_VIRTUAL_HOST=true too");
            default ->
                Outcome.failed("answers " + answer + ", as no S3 does", "correct R2_ENDPOINT: it is not that of an S3");
        };
    }

    private Outcome listing() {
        objects.list("", null, 1);
        return Outcome.ok("allowed");
    }

    /** What to do about something that the keys may not do. */
    static String permission(String what) {
        return "let the keys " + what
                + " objects of this bucket: of R2, give their token \"Object Read & Write\" for it;"
                + " of AWS, s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket";
    }
}
