package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnknownOwnerTest {
    private static final UserId ANN = new UserId("ann");
    private static final Owner ACME = Owner.of(new OrganizationId("acme"));

    @Test
    void itNamesWhoeverMayBeUnknown() {
        assertThat(unknown(Owner.of(ANN), ANN))
                .hasMessage("User ann is not, or no longer, known to the host application");
        assertThat(unknown(ACME, ANN))
                .hasMessage("User ann or organization acme is not, or no longer, known to the host application");
        assertThat(unknown(ACME, null))
                .hasMessage("Organization acme is not, or no longer, known to the host application");
    }

    private static StorageException unknown(Owner owner, @Nullable UserId uploader) {
        return new StorageException.UnknownOwner(owner, uploader, new IllegalStateException("a foreign key"));
    }
}
