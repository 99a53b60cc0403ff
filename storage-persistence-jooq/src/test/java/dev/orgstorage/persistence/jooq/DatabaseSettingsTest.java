package dev.orgstorage.persistence.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
    @Test
    void aJdbcUrlIsTakenAsItIs() {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:postgresql://db:5432/files?ssl=true", "ann", "pw", 5);
        assertThat(settings)
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://db:5432/files?ssl=true", "ann", "pw", 5));
    }

    @Test
    void aUrlAsHostingProvidersHandItOutIsTakenApart() {
        DatabaseSettings settings =
                DatabaseSettings.of("postgres://ann:p%40ss%3Aw@db.example:6543/files?sslmode=require", null, null, 10);
        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db.example:6543/files?sslmode=require");
        assertThat(settings.user()).isEqualTo("ann");
        assertThat(settings.password()).isEqualTo("p@ss:w");
    }

    @Test
    void aPlusInAPasswordIsAPlus() {
        assertThat(DatabaseSettings.of("postgres://ann:1+1%2B1@db/files", null, null, 10)
                        .password())
                .isEqualTo("1+1+1");
    }

    @Test
    void userAndPasswordBesideTheUrlGoFirst() {
        DatabaseSettings settings = DatabaseSettings.of("postgresql://ann:old@db/files", "ben", "new", 10);
        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db/files");
        assertThat(settings.user()).isEqualTo("ben");
        assertThat(settings.password()).isEqualTo("new");
    }

    @Test
    void thePasswordIsNeverPrinted() {
        assertThat(DatabaseSettings.of("postgres://ann:secret@db/files", null, null, 10)
                        .toString())
                .doesNotContain("secret");
        assertThat(new DatabaseSettings("jdbc:postgresql://db/files?password=secret", null, null, 1).toString())
                .doesNotContain("secret");
        for (String bad : new String[] {"mysql://ann:secret@db/files", "postgres://ann:sec ret@db/files", "secret"}) {
            assertThatThrownBy(() -> DatabaseSettings.of(bad, null, null, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContainingAny("secret", "sec ret");
        }
    }

    @Test
    void upkeepAndTheOwnerLogInAsTheUserUnlessTheyHaveLoginsOfTheirOwn() {
        DatabaseSettings one = new DatabaseSettings("jdbc:postgresql://db/files", "ann", "secret", 1);
        assertThat(one.upkeepLogin()).isEqualTo(one.ownerLogin()).isEqualTo(new Login("ann", "secret"));
        DatabaseSettings three = one.withUpkeep(new Login("ben", "secret")).withOwner(new Login("cat", "secret"));
        assertThat(three.login()).isEqualTo(new Login("ann", "secret"));
        assertThat(three.upkeepLogin()).isEqualTo(new Login("ben", "secret"));
        assertThat(three.ownerLogin()).isEqualTo(new Login("cat", "secret"));
        assertThat(three + " " + three.upkeepLogin()).doesNotContain("secret");
    }

    @Test
    void aPasswordWhereNoneIsExpectedIsRefusedUnseen() {
        for (String bad : List.of(
                "jdbc:postgresql://ann:secret@db/files",
                "jdbc:postgresql:ann:secret@db",
                "jdbc:postgresql://db/files?user=\n&password=secret",
                "postgres://ann:1/secret@db/files",
                "postgresql://ann/secret@db")) {
            assertThatThrownBy(() -> DatabaseSettings.of(bad, null, null, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret")
                    .hasNoCause();
        }
    }

    @Test
    void aPoolHasAtLeastOneConnection() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql://db/files", null, null, 0))
                .hasMessageContaining("1 to 1000");
    }
}
