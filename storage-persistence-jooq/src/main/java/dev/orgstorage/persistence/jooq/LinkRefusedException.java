package dev.orgstorage.persistence.jooq;

/** The host's tables cannot be linked as they are. Nothing was changed; the message says why, and what to do. */
@SuppressWarnings("serial")
public final class LinkRefusedException extends RuntimeException {
    LinkRefusedException(String message) {
        super(message);
    }
}
