package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void onesPersonalContextIsOnesOwn() {
        Caller ann = Caller.personal(Examples.ANN);
        assertThat(ann.user()).isEqualTo(Examples.ANN);
        assertThat(ann.context()).isEqualTo(Owner.of(Examples.ANN));
        assertThat(ann.role()).isEqualTo(Role.OWNER);
    }

    @Test
    void theContextOfAnOrganizationIsTheOrganizations() {
        Caller ann = Caller.in(Examples.ACME, Examples.ANN, Role.VIEWER);
        assertThat(ann.user()).isEqualTo(Examples.ANN);
        assertThat(ann.context()).isEqualTo(Owner.of(Examples.ACME));
        assertThat(ann.role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void nobodyWorksInAnothersPersonalContext() {
        Owner bobs = Owner.of(Examples.BOB);
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller(Examples.ANN, bobs, Role.OWNER));
    }
}
