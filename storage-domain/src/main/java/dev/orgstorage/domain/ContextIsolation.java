package dev.orgstorage.domain;

import org.jspecify.annotations.Nullable;

record ContextIsolation(boolean membersDeleteAnything) implements AccessPolicy {
    @Override
    public boolean permits(Caller caller, Action action, Owner owner, @Nullable FileRecord file) {
        if (!caller.context().equals(owner) || (file != null && !file.owner().equals(owner))) {
            return false;
        }
        return switch (owner) {
            case Owner.Personal personal -> true;
            case Owner.Organization organization -> permitsInOrganization(caller, action, file);
        };
    }

    private boolean permitsInOrganization(Caller caller, Action action, @Nullable FileRecord file) {
        return switch (caller.role()) {
            case VIEWER -> action == Action.READ;
            case MEMBER -> permitsMember(caller, action, file);
            case ADMIN, OWNER -> true;
        };
    }

    private boolean permitsMember(Caller caller, Action action, @Nullable FileRecord file) {
        return switch (action) {
            case READ, UPLOAD -> true;
            case DELETE, RENAME -> membersDeleteAnything || uploaded(caller, file);
            case AUDIT -> false;
        };
    }

    private static boolean uploaded(Caller caller, @Nullable FileRecord file) {
        return file == null || caller.user().equals(file.uploader());
    }
}
