package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrincipalTest {
    private static final UserId ANN = new UserId("ann");

    @Test
    void nobodyIsActiveAmongTheFilesOfAnother() {
        Owner bobs = Owner.of(new UserId("bob"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Principal(ANN, bobs, Map.of()));
    }

    @Test
    void whoeverIsActiveWhereTheyAreNoMemberIsNotMovedElsewhere() {
        Principal ann = new Principal(
                ANN, Owner.of(new OrganizationId("acme")), Map.of(new OrganizationId("globex"), Role.ADMIN));
        assertThatThrownBy(() -> ann.caller(null)).isInstanceOf(StorageException.NotAMember.class);
        assertThatThrownBy(() -> ann.caller("acme")).isInstanceOf(StorageException.NotAMember.class);
        assertThat(ann.caller("globex").role()).isEqualTo(Role.ADMIN);
    }

    @ParameterizedTest
    @CsvSource({
        "org_acme, org_acme",
        "a+b/c~d, a+b/c~d",
        "'a b', a%20b",
        "100%, 100%25",
        "%41, %2541",
        "Zürich, Z%C3%BCrich",
        "組織, %E7%B5%84%E7%B9%94",
        "personal, %70ersonal",
    })
    void anIdIsEncodedInTheHeaderWhereItHasToBe(String id, String header) {
        OrganizationId organization = new OrganizationId(id);
        assertThat(Principal.asHeader(Owner.of(organization))).isEqualTo(header);
        Principal ann = new Principal(ANN, Owner.of(ANN), Map.of(organization, Role.VIEWER));
        assertThat(ann.caller(header).context()).isEqualTo(Owner.of(organization));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "", "%00", "%20", "%C3", "A%", "%2541x"})
    void whatNamesNothingIsRefused(String header) {
        Principal ann = new Principal(ANN, Owner.of(ANN), Map.of(new OrganizationId("A"), Role.VIEWER));
        assertThatThrownBy(() -> ann.caller(header)).isInstanceOf(StorageException.NotAMember.class);
    }
}
