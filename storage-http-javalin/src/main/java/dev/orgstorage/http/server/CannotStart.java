package dev.orgstorage.http.server;

/** The server cannot start; the message says why and what to do. */
@SuppressWarnings("serial")
final class CannotStart extends RuntimeException {
    CannotStart(String message) {
        super(message);
    }
}
