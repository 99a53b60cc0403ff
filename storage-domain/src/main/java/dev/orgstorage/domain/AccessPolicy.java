package dev.orgstorage.domain;

import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what. It is asked for every access, always about files of the caller's own context: a policy can
 * narrow what a context shows, but never open another. A file that may not be read is answered as if it were not there.
 * Called from many threads at once.
 */
@FunctionalInterface
public interface AccessPolicy {
    /** @param file the file in question; null for the owner's files as a whole, and for one that is yet to be made */
    boolean permits(Caller caller, Action action, Owner owner, @Nullable FileRecord file);

    /**
     * The standard policy. In personal context one's own files; in an organization's context every file of that
     * organization and nothing else: viewers read, members also upload, and rename and delete what they uploaded, admins
     * and owners rename and delete anything and read the audit trail.
     */
    static AccessPolicy standard() {
        return new ContextIsolation(false);
    }

    /** The standard policy, but any member may rename and delete any file of the organization. */
    static AccessPolicy standardWithMembersDeleting() {
        return new ContextIsolation(true);
    }
}
