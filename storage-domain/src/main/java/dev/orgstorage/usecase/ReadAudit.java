package dev.orgstorage.usecase;

import dev.orgstorage.domain.AccessPolicy;
import dev.orgstorage.domain.Action;
import dev.orgstorage.domain.AuditPage;
import dev.orgstorage.domain.AuditQuery;
import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.port.AuditTrail;

/** Reads the audit trail of the caller's context, if the policy lets them: by the standard one, admins and owners. */
public final class ReadAudit {
    private final AuditTrail trail;
    private final AccessPolicy policy;

    public ReadAudit(AuditTrail trail, AccessPolicy policy) {
        this.trail = trail;
        this.policy = policy;
    }

    /** @throws StorageException.Forbidden if the policy does not permit {@link Action#AUDIT} */
    public AuditPage page(Caller caller, AuditQuery query) {
        if (!policy.permits(caller, Action.AUDIT, caller.context(), null)) {
            throw new StorageException.Forbidden(Action.AUDIT, caller.role());
        }
        return trail.page(caller.context(), query);
    }
}
