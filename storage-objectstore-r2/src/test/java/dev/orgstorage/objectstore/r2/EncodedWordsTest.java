package dev.orgstorage.objectstore.r2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedWordsTest {
    @Test
    void wordsAreDecodedFromEitherEncoding() {
        assertThat(EncodedWords.decode("=?UTF-8?B?5bGl5q205pu4LnBkZg==?=")).isEqualTo("履歴書.pdf");
        assertThat(EncodedWords.decode("=?utf-8?q?Zo=C3=AB_=F0=9F=A6=8A_100=25=5F$1.txt?="))
                .isEqualTo("Zoë 🦊 100%_$1.txt");
        assertThat(EncodedWords.decode("=?ISO-8859-1?Q?Zo=EB?=")).isEqualTo("Zoë");
    }

    @Test
    void adjacentWordsAreOneTextAndOthersKeepTheirSpaces() {
        assertThat(EncodedWords.decode("=?UTF-8?Q?Zo=C3=AB?= \t=?UTF-8?Q?s?= file =?UTF-8?Q?=C3=BC?="))
                .isEqualTo("Zoës file ü");
    }

    @Test
    void whatIsNoWordStaysAsItIs() {
        for (String value : List.of(
                "",
                "a.txt",
                "a  b",
                "=?UTF-8?X?a?=",
                "=?no-such?Q?a?=",
                "=?..?Q?a?=",
                "=?UTF-8?B?!?=",
                "=?UTF-8?Q?a")) {
            assertThat(EncodedWords.decode(value)).as(value).isEqualTo(value);
        }
    }
}
