package dev.orgstorage.persistence.jooq;

import static dev.orgstorage.persistence.jooq.generated.Tables.ORGANIZATIONS;
import static dev.orgstorage.persistence.jooq.generated.Tables.USERS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Makes users and organizations known, in order, so that two who add the same do not wait for each other in a circle. */
final class NewOwners {
    private NewOwners() {}

    static void add(DSLContext transaction, Owner owner) {
        switch (owner) {
            case Owner.Personal(UserId user) -> add(transaction, USERS, USERS.ID, Set.of(user.value()));
            case Owner.Organization(OrganizationId organization) ->
                add(transaction, ORGANIZATIONS, ORGANIZATIONS.ID, Set.of(organization.value()));
        }
    }

    static void addAll(DSLContext transaction, Collection<FileRecord> files) {
        Set<String> users = new TreeSet<>();
        Set<String> organizations = new TreeSet<>();
        for (FileRecord file : files) {
            if (file.uploader() != null) {
                users.add(file.uploader().value());
            }
            switch (file.owner()) {
                case Owner.Personal(UserId user) -> users.add(user.value());
                case Owner.Organization(OrganizationId organization) -> organizations.add(organization.value());
            }
        }
        add(transaction, USERS, USERS.ID, users);
        add(transaction, ORGANIZATIONS, ORGANIZATIONS.ID, organizations);
    }

    private static void add(DSLContext transaction, Table<?> table, TableField<?, String> id, Set<String> ids) {
        if (!ids.isEmpty()) {
            transaction
                    .insertInto(table, id)
                    .select(select(field("unnest({0})", SQLDataType.CLOB, val(ids.toArray(String[]::new)))))
                    .onConflictDoNothing()
                    .execute();
        }
    }
}
