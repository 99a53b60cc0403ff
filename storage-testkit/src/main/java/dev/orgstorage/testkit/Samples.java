package dev.orgstorage.testkit;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Users, organizations and files for tests. No two calls give the same user, organization or file, and every file is a
 * millisecond younger than the one before.
 */
public final class Samples {
    /** Names that have broken other systems: spaces, accents, scripts, quotes, percent signs, markup, emoji. */
    public static final List<String> HARD_NAMES = List.of(
            "plain.txt",
            "with space.txt",
            "Lebenslauf – Zoë 履歴書.pdf",
            "<script>alert(1)</script>.html".replace("/", "∕"),
            "\"; filename=evil.exe",
            "100%.txt",
            "100%25.txt",
            "a+b&c=d#e?f.txt",
            "semi;colon,comma'quote`tick.txt",
            ".hidden",
            "trailing.",
            "🦊🦊🦊.png",
            "ملف.txt",
            "ü".repeat(255),
            "x".repeat(255));

    /** Names of 255 characters, of one, two, three and four bytes each, and of those that are encoded more than once. */
    public static final List<String> LONG_NAMES = List.of(
            "x".repeat(251) + ".pdf",
            "ü".repeat(255),
            "履".repeat(251) + ".pdf",
            "🦊".repeat(250) + ".jpeg",
            "\"".repeat(255),
            "%".repeat(251) + ".txt",
            "'; *".repeat(62) + ".docx",
            "a." + "履".repeat(253));

    private final RandomGenerator random;
    private final SettableClock clock;
    private final FileIds ids;

    /** Files begin at this time. */
    public Samples(Instant start, RandomGenerator random) {
        this.random = random;
        this.clock = new SettableClock(start);
        this.ids = new FileIds(clock, random);
    }

    public UserId user() {
        return new UserId("auth0|" + unique());
    }

    public OrganizationId organization() {
        return new OrganizationId("org_" + unique());
    }

    /** A new user among their own files. */
    public Caller someone() {
        return Caller.personal(user());
    }

    /** A new member of a new organization. */
    public Caller member() {
        return Caller.in(organization(), user(), Role.MEMBER);
    }

    /** A pending file of the caller's context: a text of 11 bytes, {@code "hello world"}. */
    public FileRecord pending(Caller caller) {
        return pending(caller, "hello.txt");
    }

    public FileRecord pending(Caller caller, String name) {
        return pending(caller, name, new Content(new MediaType("text/plain"), 11));
    }

    public FileRecord pending(Caller caller, String name, Content content) {
        Instant now = clock.advance(Duration.ofMillis(1));
        return FileRecord.promised(
                ids.next(), caller, new FileName(name), content, now, now.plus(Duration.ofMinutes(10)));
    }

    /** The file as it is when its object was seen two seconds after it was promised. */
    public static FileRecord ready(FileRecord pending) {
        Instant seen = pending.createdAt().plusSeconds(2);
        return new FileRecord(
                pending.id(),
                pending.key(),
                pending.owner(),
                pending.uploader(),
                pending.name(),
                pending.content(),
                new FileState.Ready("5eb63bbbe01eeed093cb22bb8f5acdc3", seen),
                pending.createdAt(),
                seen);
    }

    private String unique() {
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
