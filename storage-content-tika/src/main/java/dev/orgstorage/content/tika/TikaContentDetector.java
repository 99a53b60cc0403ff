package dev.orgstorage.content.tika;

import dev.orgstorage.domain.MediaType;
import dev.orgstorage.port.ContentDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells hundreds of formats by Tika's signatures. Safe to share between threads. The first call takes a few tenths of a
 * second longer, in which the signatures are read.
 */
public final class TikaContentDetector implements ContentDetector {
    @Override
    public MediaType detect(byte[] start) {
        MediaType told = new MediaType(told(start).getBaseType().toString());
        return told.equals(MediaType.BYTES) && TransportStream.is(start) ? TransportStream.TYPE : told;
    }

    private static org.apache.tika.mime.MediaType told(byte[] start) {
        try {
            return Signatures.ALL.detect(new ByteArrayInputStream(start), new Metadata());
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot be read", e);
        }
    }

    /** Read when they are first asked for. */
    private static final class Signatures {
        static final MimeTypes ALL = MimeTypes.getDefaultMimeTypes();
    }
}
