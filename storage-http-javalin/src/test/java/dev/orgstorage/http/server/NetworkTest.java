package dev.orgstorage.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.7/32, 203.0.113.7, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 8.8.8.8, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "' 10.0.0.0/8 ', 10.0.0.1, true",
    })
    void containsWhatBeginsLikeIt(String network, String address, boolean contained) {
        assertThat(Network.of(network).contains(Network.address(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "all",
                "localhost",
                "dead.beef",
                "example.com",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "2001:db8::/129",
                "2001:db8::1/64",
                "10.0.0/8",
                "10",
                "256.0.0.1",
                "1.2.3.4.5",
                "01.2.3.4.",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "/8",
                "fe80::1%eth0",
                ":::",
                "10.0.0.0/8/8"
            })
    void whatIsNoRangeIsRefusedByName(String text) {
        assertThatThrownBy(() -> Network.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no address or range");
    }
}
