package dev.orgstorage.persistence.jooq;

/** The host's tables are not as they have to be to tell who asks; the message names all that is missing. */
@SuppressWarnings("serial")
public final class HostTablesException extends RuntimeException {
    HostTablesException(String message) {
        super(message);
    }
}
