package dev.orgstorage.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.AuditTrail;
import dev.orgstorage.testkit.contract.AuditTrailContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryAuditTrailTest implements AuditTrailContract {
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();

    @Override
    public AuditTrail trail() {
        return trail;
    }

    @Test
    void whileDownItIsUnavailable() {
        trail.down(true);
        assertThatThrownBy(() -> trail.append(List.of())).isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(() -> trail.page(Owner.of(new UserId("ann")), AuditQuery.newest(1)))
                .isInstanceOf(StorageException.Unavailable.class);
    }
}
