package dev.orgstorage.testkit;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileRef;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.port.Owners;
import dev.orgstorage.testkit.InMemoryTables.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

final class InMemoryOwners implements Owners {
    private final InMemoryTables tables;

    InMemoryOwners(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Holdings holdings(Owner owner) {
        return tables.step("count the files of " + owner.scope(), () -> sum(rows(isOf(owner))));
    }

    @Override
    public Holdings uploadedForOrganizations(UserId user) {
        return tables.step("count the uploads of " + user, () -> sum(rows(isUploadedForOrganization(user))));
    }

    @Override
    public Holdings erase(UserId user) {
        return tables.step("erase user " + user, () -> {
            Holdings erased = buryAll(Owner.of(user));
            rows(row -> user.equals(row.file().uploader())).forEach(this::forgetUploader);
            return erased;
        });
    }

    @Override
    public Holdings erase(OrganizationId organization) {
        return tables.step("erase organization " + organization, () -> buryAll(Owner.of(organization)));
    }

    @Override
    public boolean transfer(Owner from, FileRef file, Owner to, Instant now) {
        return tables.step("transfer " + file, () -> {
            Optional<Row> mine = tables.row(file).filter(isOf(from)).filter(InMemoryOwners::isReady);
            mine.ifPresent(row -> give(row, to, now));
            return mine.isPresent();
        });
    }

    @Override
    public Holdings transferAll(Owner from, Owner to, Instant now) {
        return tables.step("transfer the files of " + from.scope(), () -> {
            List<Row> mine = rows(isOf(from).and(InMemoryOwners::isReady));
            mine.forEach(row -> give(row, to, now));
            return sum(mine);
        });
    }

    private Holdings buryAll(Owner owner) {
        List<Row> theirs = rows(isOf(owner));
        theirs.forEach(tables::bury);
        return sum(theirs);
    }

    private void forgetUploader(Row row) {
        FileRecord file = row.file();
        put(
                row,
                new FileRecord(
                        file.id(),
                        file.key(),
                        file.owner(),
                        null,
                        file.name(),
                        file.content(),
                        file.state(),
                        file.createdAt(),
                        file.updatedAt()));
    }

    private void give(Row row, Owner to, Instant now) {
        put(row, row.file().ownedBy(to, now));
    }

    private void put(Row row, FileRecord file) {
        tables.put(new Row(file, row.uploadUntil(), row.lentUntil()));
    }

    private List<Row> rows(Predicate<Row> which) {
        return tables.rows().stream().filter(which).toList();
    }

    private static Predicate<Row> isOf(Owner owner) {
        return row -> row.file().owner().equals(owner);
    }

    private static boolean isReady(Row row) {
        return row.file().isReady();
    }

    private static Predicate<Row> isUploadedForOrganization(UserId user) {
        return row -> row.file().owner() instanceof Owner.Organization
                && user.equals(row.file().uploader());
    }

    private static Holdings sum(List<Row> rows) {
        long bytes = rows.stream().mapToLong(row -> row.file().content().size()).sum();
        return new Holdings(rows.size(), bytes);
    }
}
