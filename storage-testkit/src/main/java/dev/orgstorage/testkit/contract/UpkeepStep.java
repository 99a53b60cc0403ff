package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Owners.Holdings;
import dev.orgstorage.testkit.contract.ModelFile.Bytes;
import dev.orgstorage.usecase.EraseOwner.Erasure;
import dev.orgstorage.usecase.ImportObjects;
import dev.orgstorage.usecase.ImportObjects.Result;
import dev.orgstorage.usecase.Sweep.Swept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What servers do by themselves, and operators ask for. */
final class UpkeepStep {
    private UpkeepStep() {}

    /** Time passes. */
    record Pass(Duration time) implements Step {
        @Override
        public void take(Play play) {
            play.pass(time);
        }

        @Override
        public String toString() {
            return time + " pass";
        }
    }

    /** A sweep. Two at once share the work. */
    record SweepOnce() implements Request<Swept> {
        @Override
        public Swept ask(Server server, Model model) {
            return server.sweep.once();
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.done();
        }

        @Override
        public String toString() {
            return "a server sweeps";
        }
    }

    /** A user's own files go, and their name goes from those of others. */
    record EraseUser(UserId user) implements Request<Erasure> {
        @Override
        public Erasure ask(Server server, Model model) {
            server.erase.look(user);
            return server.erase.erase(user);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.done();
        }

        @Override
        public Model done(Model model, Duration since) {
            return model.each(file -> (isOwn(file.record()) ? file.gone(since) : file).withoutUploader(user));
        }

        @Override
        public void check(Erasure answer, Model before, Play play) {
            Holdings own = holdings(play, this::isOwn);
            Holdings shared = holdings(play, this::isShared);
            Witness.require(answer.equals(new Erasure(own, shared)), "It was " + answer);
        }

        private boolean isOwn(FileRecord file) {
            return file.owner().equals(Owner.of(user));
        }

        private boolean isShared(FileRecord file) {
            return file.owner() instanceof Owner.Organization && user.equals(file.uploader());
        }

        @Override
        public String toString() {
            return "user " + user + " is erased";
        }
    }

    /** An organization's files go. */
    record EraseOrganization(OrganizationId organization) implements Request<Erasure> {
        @Override
        public Erasure ask(Server server, Model model) {
            server.erase.look(organization);
            return server.erase.erase(organization);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.done();
        }

        @Override
        public Model done(Model model, Duration since) {
            return model.each(file -> isTheirs(file.record()) ? file.gone(since) : file);
        }

        @Override
        public void check(Erasure answer, Model before, Play play) {
            Erasure expected = new Erasure(holdings(play, this::isTheirs), Holdings.NONE);
            Witness.require(answer.equals(expected), "It was " + answer);
        }

        private boolean isTheirs(FileRecord file) {
            return file.owner().equals(Owner.of(organization));
        }

        @Override
        public String toString() {
            return "organization " + organization + " is erased";
        }
    }

    /** One file is given away, if it is ready and theirs to give. */
    record Transfer(int number, Owner from, Owner to) implements FileRequest<FileRecord> {
        @Override
        public FileRecord ask(Server server, Model model) {
            return server.transfer.transfer(from, file(model).record().id(), to);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.transfer(file(model), from);
        }

        @Override
        public Model done(Model model, Duration since) {
            return model.with(file(model).ownedBy(to));
        }

        @Override
        public void check(FileRecord answer, Model before, Play play) {
            file(play.model()).requireRecorded(answer);
        }

        @Override
        public String toString() {
            return "file " + number + " is given by " + from.scope() + " to " + to.scope();
        }
    }

    /** All ready files of an owner are given away. */
    record TransferAll(Owner from, Owner to) implements Request<Holdings> {
        @Override
        public Holdings ask(Server server, Model model) {
            server.transfer.look(from);
            return server.transfer.transferAll(from, to);
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.done();
        }

        @Override
        public Model done(Model model, Duration since) {
            return model.each(file -> file.isThere() && isGiven(file.record()) ? file.ownedBy(to) : file);
        }

        @Override
        public void check(Holdings answer, Model before, Play play) {
            Witness.require(answer.equals(holdings(play, this::isGiven)), "It was " + answer);
        }

        private boolean isGiven(FileRecord file) {
            return file.isReady() && file.owner().equals(from);
        }

        @Override
        public String toString() {
            return "all files of " + from.scope() + " are given to " + to.scope();
        }
    }

    /** Objects without records get them again. */
    record Import() implements Request<List<Result>> {
        @Override
        public List<Result> ask(Server server, Model model) {
            List<Result> results = new ArrayList<>();
            @Nullable ObjectKey last = null;
            boolean more = true;
            while (more) {
                ImportObjects.Page page = server.importing.next("uploads/", last);
                results.addAll(page.results());
                last = page.last();
                more = page.more();
            }
            return results;
        }

        @Override
        public Set<Outcome> outcomes(Model model, Rules rules) {
            return rules.done();
        }

        @Override
        public void check(List<Result> answer, Model before, Play play) {
            Set<ObjectKey> imported = answer.stream()
                    .filter(result -> result.outcome() == ImportObjects.Outcome.IMPORTED)
                    .map(Result::key)
                    .collect(Collectors.toSet());
            Set<ObjectKey> expected = before.having(Bytes.UNRECORDED);
            Witness.require(play.mishap().mayFail() || imported.equals(expected), "It was " + answer);
        }

        @Override
        public String toString() {
            return "the bucket is imported";
        }
    }

    /** What these hold together of the records that there were before. */
    private static Holdings holdings(Play play, Predicate<FileRecord> which) {
        List<FileRecord> held = play.recordsBefore().stream().filter(which).toList();
        return new Holdings(
                held.size(),
                held.stream().mapToLong(file -> file.content().size()).sum());
    }
}
