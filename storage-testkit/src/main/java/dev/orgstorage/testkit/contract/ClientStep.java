package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.Disposition;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FilePage;
import dev.orgstorage.domain.FileQuery;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.testkit.Answer;
import dev.orgstorage.testkit.Digests;
import dev.orgstorage.testkit.contract.ModelFile.Bytes;
import dev.orgstorage.usecase.SignedFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a client asks for. A file has a number from when its upload is asked for. */
final class ClientStep {
    private static final FileQuery EVERYTHING = FileQuery.newest(FileQuery.LARGEST_LIMIT);
    private static final Duration LINK_LIFE = Duration.ofMinutes(5);

    private ClientStep() {}

    /** Asks to upload a text; every other with its checksum. */
    record Start(Caller caller, int number) implements Request<SignedFile> {
        @Override
        public SignedFile ask(Server server, Model model) {
            byte[] bytes = ModelFile.content(number);
            Content content = new Content(
                    new MediaType("text/plain"), bytes.length, number % 2 == 0 ? Digests.sha256(bytes) : null);
            return server.storage.startUpload(caller, new FileName("file " + number + ".txt"), content);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.start(caller);
        }

        @Override
        public void check(SignedFile answer, Model before, Play play) {
            play.change(model -> model.and(ModelFile.promised(number, answer.file(), answer.request(), model.now())));
        }

        @Override
        public String toString() {
            return Cast.name(caller) + " starts file " + number;
        }
    }

    /** Says that a file has been uploaded. */
    record Complete(Caller caller, int number) implements FileRequest<FileRecord> {
        @Override
        public FileRecord ask(Server server, Model model) {
            return server.storage.completeUpload(caller, file(model).record().id());
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.complete(caller, file(model));
        }

        @Override
        public void check(FileRecord answer, Model before, Play play) {
            file(play.model()).requireRecorded(answer);
        }

        @Override
        public String toString() {
            return Cast.name(caller) + " completes file " + number;
        }
    }

    /** Opens a file and reads it. */
    record Open(Caller caller, int number) implements FileRequest<SignedFile> {
        @Override
        public SignedFile ask(Server server, Model model) {
            return server.storage.openDownload(caller, file(model).record().key(), Disposition.ATTACHMENT, LINK_LIFE);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.open(caller, file(model));
        }

        @Override
        public void check(SignedFile answer, Model before, Play play) {
            file(play.model()).requireRecorded(answer.file());
            Answer read = play.world().send(answer.request(), new byte[0]);
            Witness.require(
                    read.status() == 200 && Arrays.equals(read.body(), ModelFile.content(number)),
                    "It cannot be read as it was uploaded: " + read.status());
        }

        @Override
        public String toString() {
            return Cast.name(caller) + " opens file " + number;
        }
    }

    /** Lists all files of a context. */
    record Browse(Caller caller) implements Request<Browse.Listing> {
        /** Less than a listing waits for the bucket. */
        private static final Duration PROMPTLY = Duration.ofSeconds(1);

        private static final int MOST_SETTLED = 16;

        record Listing(List<FileRecord> files, boolean prompt) {}

        @Override
        public Listing ask(Server server, Model model) {
            long asked = System.nanoTime();
            FilePage page = server.storage.listFiles(caller, EVERYTHING);
            return new Listing(page.files(), System.nanoTime() - asked < PROMPTLY.toNanos());
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.done();
        }

        @Override
        public void check(Listing answer, Model before, Play play) {
            List<FileRecord> shown = answer.files();
            List<FileRecord> ready = play.model().listing(caller.context());
            Witness.require(ready.stream().filter(shown::contains).toList().equals(shown), "It shows " + shown);
            Witness.require(shown.containsAll(before.listing(caller.context())), "It hides some: " + shown);
            boolean settles = answer.prompt() && !play.mishap().mayFail() && pending(play) <= MOST_SETTLED;
            Witness.require(!settles || isSettled(play), "It has not settled " + caller.user() + "'s own");
        }

        private long pending(Play play) {
            return play.recordsBefore().stream()
                    .filter(file -> !file.isReady() && isOwn(file))
                    .count();
        }

        private boolean isSettled(Play play) {
            return play.model().files().stream()
                    .filter(file -> file.isPending() && file.bytes() != Bytes.NONE && isOwn(file.record()))
                    .allMatch(play::mayRest);
        }

        private boolean isOwn(FileRecord file) {
            return file.owner().equals(caller.context()) && caller.user().equals(file.uploader());
        }

        @Override
        public String toString() {
            return Cast.name(caller) + " lists";
        }
    }

    /** Gives a file another name. */
    record Rename(Caller caller, int number, int time) implements FileRequest<FileRecord> {
        @Override
        public FileRecord ask(Server server, Model model) {
            return server.storage.renameFile(caller, file(model).record().id(), name());
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.rename(caller, file(model));
        }

        @Override
        public Model done(Model model, Duration since) {
            return model.with(file(model).named(name()));
        }

        @Override
        public void check(FileRecord answer, Model before, Play play) {
            file(play.model()).requireRecorded(answer);
        }

        private FileName name() {
            return new FileName("file " + number + ", version " + time + ".txt");
        }

        @Override
        public String toString() {
            return Cast.name(caller) + " renames file " + number + " for the " + time + ". time";
        }
    }

    /** Deletes a file, or one that was deleted once more. */
    record Delete(Caller caller, int number) implements FileRequest<ModelFile> {
        @Override
        public ModelFile ask(Server server, Model model) {
            server.storage.deleteFile(caller, file(model).record().id());
            return file(model);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.delete(caller, file(model));
        }

        @Override
        public Model done(Model model, Duration since) {
            return model.with(file(model).gone(since));
        }

        @Override
        public String toString() {
            return Cast.name(caller) + " deletes file " + number;
        }
    }
}
