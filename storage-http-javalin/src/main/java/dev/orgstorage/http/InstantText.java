package dev.orgstorage.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Writes times just as {@link Instant#toString} does, in a fraction of its time. */
final class InstantText extends StdScalarSerializer<Instant> {
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    InstantText() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
        json.writeString(of(instant));
    }

    static String of(Instant instant) {
        if (instant.isBefore(YEAR_0) || !instant.isBefore(YEAR_10000)) {
            return instant.toString();
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(time.getYear(), text, 4);
        digits(time.getMonthValue(), text, 7);
        digits(time.getDayOfMonth(), text, 10);
        digits(time.getHour(), text, 13);
        digits(time.getMinute(), text, 16);
        digits(time.getSecond(), text, 19);
        digits(instant.getNano(), text, 29);
        int length = 20 + fraction(instant.getNano());
        text[length - 1] = 'Z';
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** How many places the point and what follows it take. */
    private static int fraction(int nano) {
        if (nano == 0) {
            return 0;
        }
        if (nano % 1_000 != 0) {
            return 10;
        }
        return nano % 1_000_000 == 0 ? 4 : 7;
    }

    /** Before this place. */
    private static void digits(int number, byte[] text, int end) {
        int place = end;
        for (int left = number; left > 0; left /= 10) {
            text[--place] = (byte) ('0' + left % 10);
        }
    }
}
