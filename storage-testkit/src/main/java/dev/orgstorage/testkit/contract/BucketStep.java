package dev.orgstorage.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.port.SignedRequest;
import dev.orgstorage.testkit.contract.ModelFile.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What is sent to the bucket, past every server. */
sealed interface BucketStep extends Step {
    int number();

    /** Sends what is to be sent of the file, if it was signed. */
    void send(Play play, ModelFile file);

    @Override
    default void take(Play play) {
        play.model().file(number()).ifPresent(file -> send(play, file));
    }

    /** Something under a file's key that is not what was promised. */
    static FileRecord other(FileRecord file) {
        return new FileRecord(
                file.id(),
                file.key(),
                file.owner(),
                file.uploader(),
                file.name(),
                new Content(new MediaType("application/x-other"), 3),
                file.state(),
                file.createdAt(),
                file.updatedAt());
    }

    /**
     * The upload as it was signed, however long ago. After its URL has expired, it is one that began before and took
     * that long, or else one that the bucket refuses.
     */
    record Upload(int number) implements BucketStep {
        @Override
        public void send(Play play, ModelFile file) {
            if (!file.isUnderWay(play.model().now())) {
                play.tell("too late");
                return;
            }
            SignedRequest request = file.isOpen(play.model().now())
                    ? file.upload()
                    : play.world()
                            .objects()
                            .signUpload(file.record(), file.upload().life());
            int status = play.world().send(request, ModelFile.content(number)).status();
            play.tell(status);
            Witness.require(status == 200 || status == 412, "It has to be taken or refused");
            boolean isKnown = file.isThere() || file.bytes() == Bytes.UNRECORDED;
            boolean isTaken = file.bytes() != Bytes.NONE;
            Witness.require(!isKnown || (status == 412) == isTaken, "Nothing may be replaced");
            if (status == 200) {
                play.change(model -> model.with(file.with(file.isThere() ? Bytes.AS_PROMISED : Bytes.LATE)));
            }
        }

        @Override
        public String toString() {
            return "file " + number + " arrives";
        }
    }

    /** An object as an upload leaves it, but without a record, as if that had been lost. */
    record Unrecorded(Caller caller, int number) implements Step {
        @Override
        public void take(Play play) {
            Instant now = play.world().clock().instant().truncatedTo(ChronoUnit.MICROS);
            byte[] bytes = ModelFile.content(number);
            FileRecord lost = FileRecord.promised(
                    play.ids().at(now),
                    caller,
                    new FileName("lost " + number),
                    new Content(new MediaType("text/plain"), bytes.length),
                    now,
                    now);
            SignedRequest upload = play.world().objects().signUpload(lost, Duration.ofMinutes(1));
            Witness.require(play.world().send(upload, bytes).status() == 200, "It has to be taken");
            play.change(model -> model.and(
                    ModelFile.promised(number, lost, upload, model.now()).with(Bytes.UNRECORDED)));
        }

        @Override
        public String toString() {
            return "file " + number + " of " + Cast.name(caller) + " is in the bucket, its record is lost";
        }
    }

    /** More bytes than were signed, or another type. */
    record Forgery(int number, boolean ofType) implements BucketStep {
        @Override
        public void send(Play play, ModelFile file) {
            if (!file.isOpen(play.model().now())) {
                play.tell("too late");
                return;
            }
            SignedRequest upload = file.upload();
            Map<String, String> headers = new HashMap<>(upload.headers());
            headers.replaceAll((name, value) -> ofType && name.equalsIgnoreCase("content-type") ? "text/html" : value);
            byte[] bytes = ofType ? ModelFile.content(number) : new byte[1000];
            int status = play.world()
                    .send(new SignedRequest(upload.method(), upload.url(), headers, upload.life()), bytes)
                    .status();
            play.tell(status);
            Witness.require(status >= 400, "It has to be refused");
        }

        @Override
        public String toString() {
            return "file " + number + " is sent as " + (ofType ? "another type" : "other bytes");
        }
    }

    /** As many bytes as were signed, of the type that was signed, that are something else. A checksum tells them apart. */
    record Disguise(int number) implements BucketStep {
        @Override
        public void send(Play play, ModelFile file) {
            if (!file.isOpen(play.model().now()) || file.bytes() != Bytes.NONE || !file.isThere()) {
                play.tell("no");
                return;
            }
            byte[] page = Arrays.copyOf("<html>".getBytes(UTF_8), ModelFile.content(number).length);
            int status = play.world().send(file.upload(), page).status();
            play.tell(status);
            boolean isChecked = file.record().content().checksum() != null;
            Witness.require(isChecked == (status >= 400), "It has to be refused if it has a checksum");
            if (!isChecked) {
                play.change(model -> model.with(file.with(Bytes.OTHER)));
            }
        }

        @Override
        public String toString() {
            return "a page arrives in the place of file " + number;
        }
    }

    /** Something else under the key of a file that has not arrived, by somebody who has the keys of the bucket. */
    record Intrusion(int number) implements BucketStep {
        @Override
        public void send(Play play, ModelFile file) {
            if (!file.isPending()
                    || file.bytes() != Bytes.NONE
                    || !file.isOpen(play.model().now())) {
                play.tell("no");
                return;
            }
            SignedRequest request = play.world()
                    .objects()
                    .signUpload(other(file.record()), file.upload().life());
            Witness.require(play.world().send(request, new byte[3]).status() == 200, "It has to be taken");
            play.change(model -> model.with(file.with(Bytes.OTHER)));
        }

        @Override
        public String toString() {
            return "something else is put in the place of file " + number;
        }
    }
}
