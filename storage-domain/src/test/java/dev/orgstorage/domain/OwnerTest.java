package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "user:ann",
                "org:acme",
                ":",
                "a/b",
                "%2F",
                "auth0|6f",
                " x ",
                "履歴書",
                "🦊",
                "..",
                "' or 1=1"
            })
    void aScopeIsReadBackAsTheOwnerThatWroteIt(String id) {
        for (Owner owner : List.of(Owner.of(new UserId(id)), Owner.of(new OrganizationId(id)))) {
            assertThat(Owner.ofScope(owner.scope())).isEqualTo(owner);
        }
    }

    @Test
    void aUserAndAnOrganizationOfTheSameIdAreTwoOwners() {
        assertThat(Owner.of(new UserId("x"))).isNotEqualTo(Owner.of(new OrganizationId("x")));
        assertThat(Owner.of(new UserId("x")).scope()).isEqualTo("user:x");
        assertThat(Owner.of(new OrganizationId("x")).scope()).isEqualTo("org:x");
        assertThat(Owner.of(new UserId("org:x")).scope()).isEqualTo("user:org:x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "user", "user:", "org: ", "USER:ann", " user:ann", "team:x", "user:a\u0000b"})
    void whatNoOwnerWroteIsRefused(String scope) {
        assertThatIllegalArgumentException().isThrownBy(() -> Owner.ofScope(scope));
    }
}
