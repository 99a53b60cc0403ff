package dev.orgstorage.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.AuditEntry;
import dev.orgstorage.domain.AuditEntry.Deed;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.testkit.InMemoryAuditTrail;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadAuditTest {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final UserId ANN = new UserId("ann");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

    private final FileIds ids = new FileIds(CLOCK, new Random(1));
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final ReadAudit audit = new ReadAudit(trail, AccessPolicy.standard());

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OWNER"})
    void whoRunsAnOrganizationReadsItsTrailAndNoOther(Role role) {
        AuditEntry atAcme = written(Caller.in(ACME, new UserId("bob"), Role.MEMBER));
        AuditEntry annsOwn = written(Caller.personal(ANN));
        written(Caller.in(new OrganizationId("globex"), ANN, Role.OWNER));
        assertThat(read(Caller.in(ACME, ANN, role))).containsExactly(atAcme);
        assertThat(read(Caller.personal(ANN))).containsExactly(annsOwn);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "MEMBER"})
    void othersAreRefused(Role role) {
        assertThatThrownBy(() -> read(Caller.in(ACME, ANN, role))).isInstanceOf(StorageException.Forbidden.class);
    }

    @Test
    void aPolicyOfOnesOwnDecides() {
        ReadAudit closed = new ReadAudit(trail, (caller, action, owner, file) -> false);
        assertThatThrownBy(() -> closed.page(Caller.personal(ANN), AuditQuery.newest(1)))
                .isInstanceOf(StorageException.Forbidden.class);
    }

    private List<AuditEntry> read(Caller caller) {
        return audit.page(caller, AuditQuery.newest(10)).entries();
    }

    private AuditEntry written(Caller caller) {
        AuditEntry entry = new AuditEntry(
                ids.next().value(),
                CLOCK.instant(),
                caller.context(),
                caller.user(),
                Deed.LIST,
                null,
                null,
                null,
                null,
                null);
        trail.append(List.of(entry));
        return entry;
    }
}
