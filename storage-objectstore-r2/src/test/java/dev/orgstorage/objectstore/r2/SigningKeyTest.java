package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningKeyTest {
    /** The hash of a canonical request, and its signature: an example of IAM's documentation, and AWS's test suite. */
    @ParameterizedTest
    @CsvSource({
        // Action=ListUsers&Version=2010-05-08
        "iam, f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59,"
                + " 5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
        // get-vanilla
        "service, bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63,"
                + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        // get-vanilla-query-order-key-case
        "service, 816cd5b414d056048ba4f7c5386d6e0533120fb1fcfa93762cf0fc39e2cf19e0,"
                + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
    })
    void publishedStringsHaveTheirPublishedSignatures(String service, String request, String signature) {
        SigningKey key = new SigningKey(
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", LocalDate.of(2015, 8, 30), "us-east-1", service);
        assertThat(key.scope()).isEqualTo("20150830/us-east-1/" + service + "/aws4_request");
        assertThat(key.signature("AWS4-HMAC-SHA256\n20150830T123600Z\n" + key.scope() + "\n" + request))
                .isEqualTo(signature);
    }
}
