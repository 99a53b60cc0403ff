package dev.orgstorage.testkit.contract;

import static dev.orgstorage.testkit.contract.Cast.ACME;
import static dev.orgstorage.testkit.contract.Cast.ANN;
import static dev.orgstorage.testkit.contract.Cast.ANN_ALONE;
import static dev.orgstorage.testkit.contract.Cast.ANN_AT_ACME;
import static dev.orgstorage.testkit.contract.Cast.BOB_AT_ACME;
import static dev.orgstorage.testkit.contract.Cast.BOB_AT_ANN;

import dev.orgstorage.domain.Owner;
import dev.orgstorage.testkit.contract.BucketStep.Unrecorded;
import dev.orgstorage.testkit.contract.BucketStep.Upload;
import dev.orgstorage.testkit.contract.ClientStep.Browse;
import dev.orgstorage.testkit.contract.ClientStep.Complete;
import dev.orgstorage.testkit.contract.ClientStep.Delete;
import dev.orgstorage.testkit.contract.ClientStep.Open;
import dev.orgstorage.testkit.contract.ClientStep.Rename;
import dev.orgstorage.testkit.contract.ClientStep.Start;
import dev.orgstorage.testkit.contract.UpkeepStep.EraseOrganization;
import dev.orgstorage.testkit.contract.UpkeepStep.EraseUser;
import dev.orgstorage.testkit.contract.UpkeepStep.Import;
import dev.orgstorage.testkit.contract.UpkeepStep.SweepOnce;
import dev.orgstorage.testkit.contract.UpkeepStep.Transfer;
import dev.orgstorage.testkit.contract.UpkeepStep.TransferAll;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Something that a server or a command does, and what was done before it. */
record Scene(String name, List<Turn> before, Step act) {
    private static final Duration HOUR = Duration.ofMinutes(70);
    private static final Duration DAY = Duration.ofHours(25);

    /** All that servers and commands do. Somebody else's file, number 0, is there throughout. */
    static List<Scene> all() {
        return Stream.of(uploads(), downloads(), renamings(), deletions(), sweeps(), upkeep())
                .flatMap(scenes -> scenes)
                .toList();
    }

    private static Stream<Scene> uploads() {
        Complete complete = new Complete(ANN_ALONE, 1);
        return Stream.of(
                new Scene("starting an upload", past(), new Start(ANN_ALONE, 1)),
                new Scene("starting an upload for an organization", past(), new Start(ANN_AT_ACME, 1)),
                new Scene("completing an upload", past().arrived(ANN_ALONE, 1), complete),
                new Scene("completing another's", past().arrived(ANN_AT_ACME, 1), new Complete(BOB_AT_ACME, 1)),
                new Scene("completing what has not come", past().started(ANN_ALONE, 1), complete),
                new Scene("completing something else", past().other(ANN_ALONE, 1), complete),
                new Scene("completing a page in disguise", past().disguised(ANN_ALONE, 1), complete),
                new Scene("completing once more", past().ready(ANN_ALONE, 1), complete));
    }

    private static Stream<Scene> downloads() {
        Past different = past().arrived(ANN_ALONE, 1).other(ANN_ALONE, 2).started(ANN_ALONE, 3);
        Open open = new Open(ANN_AT_ACME, 1);
        return Stream.of(
                new Scene("listing", past().ready(ANN_ALONE, 1).ready(ANN_ALONE, 2), new Browse(ANN_ALONE)),
                new Scene("listing what has arrived", different, new Browse(ANN_ALONE)),
                new Scene("opening", past().ready(ANN_AT_ACME, 1), open),
                new Scene("opening what has arrived", past().arrived(ANN_AT_ACME, 1), open),
                new Scene("opening something else", past().other(ANN_AT_ACME, 1), open));
    }

    private static Stream<Scene> renamings() {
        Rename rename = new Rename(ANN_AT_ACME, 1, 1);
        return Stream.of(
                new Scene("renaming", past().ready(ANN_AT_ACME, 1), rename),
                new Scene("renaming once more", past().ready(ANN_AT_ACME, 1).and(rename), rename),
                new Scene("renaming what has arrived", past().arrived(ANN_AT_ACME, 1), rename),
                new Scene("renaming what has not come", past().started(ANN_AT_ACME, 1), rename),
                new Scene("renaming another's", past().ready(ANN_AT_ACME, 1), new Rename(BOB_AT_ACME, 1, 1)));
    }

    private static Stream<Scene> deletions() {
        Delete delete = new Delete(ANN_ALONE, 1);
        return Stream.of(
                new Scene("deleting", past().ready(ANN_ALONE, 1), delete),
                new Scene("deleting another's", past().ready(ANN_AT_ACME, 1), new Delete(BOB_AT_ACME, 1)),
                new Scene("deleting an upload under way", past().started(ANN_ALONE, 1), delete),
                new Scene("deleting once more", past().deleted(ANN_ALONE, 1), delete));
    }

    private static Stream<Scene> sweeps() {
        Past nothing = past().ready(ANN_ALONE, 1).started(ANN_ALONE, 2);
        Past outage = past().deletedInOutage(ANN_ALONE, 1).deletedInOutage(ANN_AT_ACME, 2);
        Past late = past().deleted(ANN_ALONE, 1).and(new Upload(1)).deleted(ANN_ALONE, 2);
        Past expired = past().arrived(ANN_ALONE, 1).other(ANN_ALONE, 2).started(ANN_AT_ACME, 3);
        Past abandoned = past().started(ANN_ALONE, 1).arrived(ANN_AT_ACME, 2);
        Past slow = past().started(ANN_ALONE, 1).time(HOUR).and(new Upload(1));
        Past erased = past().ready(ANN_AT_ACME, 1).arrived(BOB_AT_ACME, 2).and(new EraseOrganization(ACME));
        return Stream.of(
                sweep("sweeping when nothing is due", nothing),
                sweep("sweeping what was deleted while the bucket was down", outage),
                sweep("sweeping what was deleted a day ago, and has come since", late.time(DAY)),
                sweep("sweeping uploads whose URL has expired", expired.time(HOUR)),
                sweep("sweeping uploads that cannot come any more", abandoned.time(DAY)),
                sweep("sweeping an upload that took longer than its URL lives", slow),
                sweep("sweeping after an organization", erased));
    }

    private static Stream<Scene> upkeep() {
        Past user = past().ready(ANN_ALONE, 1).arrived(ANN_ALONE, 2).ready(ANN_AT_ACME, 3);
        Past organization = past().ready(ANN_AT_ACME, 1).arrived(BOB_AT_ACME, 2).ready(ANN_ALONE, 3);
        Past several = past().ready(ANN_ALONE, 1).ready(ANN_ALONE, 2).arrived(ANN_ALONE, 3);
        Past lost = past().and(new Unrecorded(ANN_ALONE, 1)).and(new Unrecorded(ANN_AT_ACME, 2));
        Past lostAndOthers = lost.arrived(ANN_ALONE, 3).deleted(ANN_ALONE, 4).and(new Upload(4));
        return Stream.of(
                new Scene("erasing a user", user, new EraseUser(ANN)),
                new Scene("erasing an organization", organization, new EraseOrganization(ACME)),
                new Scene("giving a file away", several, new Transfer(1, Owner.of(ANN), Owner.of(ACME))),
                new Scene("giving all files away", several, new TransferAll(Owner.of(ANN), Owner.of(ACME))),
                new Scene("importing", lostAndOthers, new Import()));
    }

    private static Scene sweep(String name, Past past) {
        return new Scene(name, past, new SweepOnce());
    }

    private Scene(String name, Past past, Step act) {
        this(name, past.turns(), act);
    }

    private static Past past() {
        return new Past().ready(BOB_AT_ANN, 0);
    }
}
