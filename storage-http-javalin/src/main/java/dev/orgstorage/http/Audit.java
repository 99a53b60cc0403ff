package dev.orgstorage.http;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.port.AuditTrail;
import dev.orgstorage.usecase.ReadAudit;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Writes what requests did, and were refused, into an audit trail, and reads it to those whom the policy lets. Entries
 * are appended in the background, within moments of the answer: a process that is killed may lose the last of them.
 * While the trail does not answer, requests go on and entries wait. Closing it appends what waits. Safe to share between
 * threads.
 */
public final class Audit implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int LAST_REFUSAL = 499;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ReadAudit reading;
    private final AuditWriter writer;
    private final InstantSource clock;
    private final FileIds ids;
    private final Function<Context, String> address;

    private Audit(
            AuditTrail trail,
            AccessPolicy policy,
            InstantSource clock,
            FileIds ids,
            Function<Context, String> address) {
        this.reading = new ReadAudit(trail, policy);
        this.writer = AuditWriter.start(trail, RETRY);
        this.clock = clock;
        this.ids = ids;
        this.address = address;
    }

    /** Begins to write into the trail, by the system's clock. */
    public static Audit start(AuditTrail trail, AccessPolicy policy) {
        return start(trail, policy, Context::ip);
    }

    /** @param address where a request comes from, for whoever knows better than the connection, such as behind a proxy */
    public static Audit start(AuditTrail trail, AccessPolicy policy, Function<Context, String> address) {
        InstantSource clock = InstantSource.system();
        return new Audit(trail, policy, clock, new FileIds(clock, new SecureRandom()), address);
    }

    static Audit start(AuditTrail trail, AccessPolicy policy, InstantSource clock, FileIds ids) {
        return new Audit(trail, policy, clock, ids, Context::ip);
    }

    /** How many entries wait to be appended. */
    public int waiting() {
        return writer.waiting();
    }

    /** How many entries were lost since it started, while the trail did not answer. */
    public long lost() {
        return writer.lost();
    }

    AuditPage page(Caller caller, AuditQuery query) {
        return reading.page(caller, query);
    }

    /** Once for each request. Nothing of failures, which are nobody's deed, nor of a flood that was turned away. */
    void write(Context request) {
        int status = request.statusCode();
        if (status <= LAST_REFUSAL && status != TOO_MANY_REQUESTS) {
            Instant now = clock.instant();
            AuditDraft.takenFrom(request)
                    .entries(now, ids, Problems.code(request), RequestId.of(request), address.apply(request))
                    .forEach(writer::write);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
