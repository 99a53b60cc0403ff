package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.NewFile;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.domain.UploadLimits;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Promises files: permit, limits, a pending record, a signed PUT. */
final class StartUpload {
    /** How long an upload URL lives. */
    static final Duration URL_LIFE = Duration.ofMinutes(10);

    /** How long after a file was promised something that was signed for it may still bring bytes. */
    static final Duration WRITABLE = URL_LIFE.plus(Tombstone.TRANSFER);

    private final Gate gate;
    private final FileRecords records;
    private final ObjectStore objects;
    private final Rules rules;
    private final InstantSource clock;
    private final FileIds ids;

    StartUpload(Gate gate, FileRecords records, ObjectStore objects, Rules rules, InstantSource clock, FileIds ids) {
        this.gate = gate;
        this.records = records;
        this.objects = objects;
        this.rules = rules;
        this.clock = clock;
        this.ids = ids;
    }

    SignedFile start(Caller caller, FileName name, Content content) {
        gate.permit(caller, Action.UPLOAD);
        NewFile file = new NewFile(name, content);
        check(file);
        return promise(caller, List.of(file)).getFirst();
    }

    /** All of them, or none: what is wrong with one is said of {@code files[…]}, counted from 0. */
    List<SignedFile> startAll(Caller caller, List<NewFile> files) {
        gate.permit(caller, Action.UPLOAD);
        for (int i = 0; i < files.size(); i++) {
            String one = "files[" + i + "]";
            try {
                check(files.get(i));
            } catch (StorageException.Invalid invalid) {
                throw invalid.in(one);
            } catch (StorageException.TypeNotAllowed notAllowed) {
                throw notAllowed.in(one);
            }
        }
        return files.isEmpty() ? List.of() : promise(caller, files);
    }

    private void check(NewFile file) {
        rules.limits().check(file.content());
        UploadLimits.checkPut(file.content());
        rules.inspection().check().checkName(file.name(), file.content().type());
    }

    private List<SignedFile> promise(Caller caller, List<NewFile> files) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<FileRecord> promised = files.stream()
                .map(file ->
                        FileRecord.promised(ids.at(now), caller, file.name(), file.content(), now, now.plus(URL_LIFE)))
                .toList();
        records.add(promised);
        return promised.stream()
                .map(file -> new SignedFile(file, objects.signUpload(file, URL_LIFE)))
                .toList();
    }
}
