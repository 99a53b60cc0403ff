package dev.orgstorage.usecase;

import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.Tombstone;
import dev.orgstorage.port.FileRecords;
import dev.orgstorage.port.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Promises a file: permit, limits, a pending record, a signed PUT. */
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
        rules.limits().check(content);
        rules.inspection().check().checkName(name, content.type());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FileRecord file = FileRecord.promised(ids.at(now), caller, name, content, now, now.plus(URL_LIFE));
        records.add(file);
        return new SignedFile(file, objects.signUpload(file, URL_LIFE));
    }
}
