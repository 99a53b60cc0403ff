package dev.orgstorage.domain;

import java.util.List;
import java.util.Set;

/** Formats of pictures, sound and film, each with the names that its files go by. */
final class Format {
    private static final List<Set<String>> FORMATS = List.of(
            Set.of("image/png", "image/x-png", "image/apng", "image/vnd.mozilla.apng"),
            Set.of("image/jpeg", "image/jpg", "image/pjpeg"),
            Set.of("image/gif"),
            Set.of("image/webp"),
            Set.of(
                    "image/avif",
                    "image/avif-sequence",
                    "image/heic",
                    "image/heic-sequence",
                    "image/heif",
                    "image/heif-sequence"),
            Set.of("image/jxl"),
            Set.of("image/bmp", "image/x-bmp", "image/x-ms-bmp", "image/x-windows-bmp"),
            Set.of("image/tiff", "image/tif", "image/x-tiff"),
            Set.of("image/vnd.microsoft.icon", "image/x-icon", "image/ico", "image/icon"),
            Set.of(
                    "video/mp4",
                    "audio/mp4",
                    "application/mp4",
                    "video/quicktime",
                    "video/x-m4v",
                    "audio/m4a",
                    "audio/x-m4a",
                    "audio/x-m4b",
                    "video/3gpp",
                    "audio/3gpp",
                    "video/3gpp2",
                    "audio/3gpp2",
                    "video/iso.segment"),
            Set.of(
                    "video/webm",
                    "audio/webm",
                    "application/x-matroska",
                    "video/matroska",
                    "audio/matroska",
                    "video/x-matroska",
                    "audio/x-matroska"),
            Set.of(
                    "audio/ogg",
                    "video/ogg",
                    "application/ogg",
                    "audio/opus",
                    "audio/vorbis",
                    "audio/speex",
                    "audio/x-oggflac",
                    "audio/x-oggpcm",
                    "video/theora",
                    "video/daala",
                    "video/x-dirac",
                    "video/x-ogm"),

            // Frames of MPEG sound, of whatever layer, may begin with the same tag, ID3.
            Set.of(
                    "audio/mpeg",
                    "audio/mp3",
                    "audio/mpeg3",
                    "audio/x-mp3",
                    "audio/x-mpeg",
                    "audio/x-mpeg-3",
                    "audio/aac",
                    "audio/aacp",
                    "audio/x-aac",
                    "audio/x-hx-aac-adts"),
            Set.of("audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave", "audio/x-pn-wav"),
            Set.of("audio/flac", "audio/x-flac"));

    private Format() {}

    /** Whether a file of the one type is one of the other, as far as its format is told from others of its kind. */
    static boolean covers(MediaType promised, MediaType seen) {
        for (Set<String> names : FORMATS) {
            if (names.contains(promised.value())) {
                return names.contains(seen.value());
            }
        }
        return true;
    }
}
