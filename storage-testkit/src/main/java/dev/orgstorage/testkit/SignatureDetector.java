package dev.orgstorage.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.orgstorage.domain.MediaType;
import dev.orgstorage.port.ContentDetector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows what every detector has to know, by the first few bytes, and nothing else. */
public final class SignatureDetector implements ContentDetector {
    private static final Map<Pattern, MediaType> SIGNATURES = new LinkedHashMap<>();

    static {
        SIGNATURES.put(beginning("\\x89PNG\\r\\n\\x1A\\n"), new MediaType("image/png"));
        SIGNATURES.put(beginning("\\xFF\\xD8\\xFF"), new MediaType("image/jpeg"));
        SIGNATURES.put(beginning("GIF8[79]a"), new MediaType("image/gif"));
        SIGNATURES.put(beginning("RIFF.{4}WEBP"), new MediaType("image/webp"));
        SIGNATURES.put(beginning("%PDF-"), new MediaType("application/pdf"));
    }

    @Override
    public MediaType detect(byte[] start) {
        String bytes = new String(start, ISO_8859_1);
        return SIGNATURES.entrySet().stream()
                .filter(signature -> signature.getKey().matcher(bytes).lookingAt())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MediaType.BYTES);
    }

    private static Pattern beginning(String signature) {
        return Pattern.compile(signature, Pattern.DOTALL);
    }
}
