package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orgstorage.domain.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names of roles mean; what one text without a map means is told by the {@link JwtAuthenticatorTest} too. */
final class RolesTest {
    private final Roles roles = Roles.of(
            List.of("editor=member", "billing = Viewer", "org:boss=admin", "a=b=owner", "admin=member", "Şef=ADMIN"));

    @ParameterizedTest
    @CsvSource({
        "editor,MEMBER",
        "org:editor,MEMBER",
        "Editor,VIEWER",
        "billing,VIEWER",
        "org:boss,ADMIN",
        "boss,VIEWER",
        "x:boss,VIEWER",
        "a=b,OWNER",
        "Şef,ADMIN",
        "admin,MEMBER",
        "org:admin,MEMBER",
        "owner,OWNER",
        "'admin,owner',OWNER",
        "'viewer,member',MEMBER",
        "'member,viewer',MEMBER",
        "'nobody,viewer',VIEWER",
        "',',VIEWER",
        "'member, owner',MEMBER",
        "'editor,org:boss',ADMIN",
    })
    void ofTheNamesInATextTheHighestCounts(String text, Role role) {
        assertThat(roles.of(text)).isEqualTo(role);
    }

    @Test
    void inAListNamesAreMeantAsTheyAre() {
        assertThat(roles.highest(List.of("viewer", "owner", "x"))).contains(Role.OWNER);
        assertThat(roles.highest(List.of("org:boss"))).contains(Role.ADMIN);
        assertThat(Roles.STANDARD.highest(List.of("read:admin", "manage:owner", "admin,owner")))
                .isEmpty();
        assertThat(Roles.STANDARD.highest(List.of())).isEmpty();
        assertThat(Roles.STANDARD.highest(List.of("default-roles-acme", "Admin")))
                .contains(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "editor", "editor=", "=admin", "editor=boss", "editor:admin", "  =viewer"})
    void aPairThatIsNoneIsNamed(String pair) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roles.of(List.of("a=admin", pair)))
                .withMessageContaining("'" + pair + "'");
    }

    @Test
    void aNameThatMeansTwoThingsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roles.of(List.of("a=admin", "a=viewer")))
                .withMessageContaining("'a' is there twice");
    }
}
