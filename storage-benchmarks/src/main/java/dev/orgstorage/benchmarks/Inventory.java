package dev.orgstorage.benchmarks;

import dev.orgstorage.domain.Content;
import dev.orgstorage.domain.FileId;
import dev.orgstorage.domain.FileIds;
import dev.orgstorage.domain.FileName;
import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.FileState;
import dev.orgstorage.domain.MediaType;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * All files of a benchmark in the order of their keys: a tenth of them one organization's, four tenths those of 999
 * others, the rest 10,000 users' own. Each is computed from its position, so that a million take no memory.
 */
final class Inventory {
    static final OrganizationId LARGEST = new OrganizationId("org_0000");

    private static final int PER_BLOCK = 1000;
    private static final int ORGANIZATIONS = 999;
    private static final int USERS = 10_000;

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration APART = Duration.ofMinutes(5);
    private static final MediaType TYPE = new MediaType("application/pdf");
    private static final int LARGEST_SIZE = 5 << 20;
    private static final String NAME = "Invoice";
    private static final String ENDING = ".pdf";

    private final int blocks;
    private final Group largest;
    private final Group organizations;
    private final Group users;

    /** Owners of equally many files, one after another. */
    private record Group(int from, int until, int count, IntFunction<Owner> owners) {
        int number(int position) {
            return (int) ((long) (position - from) * count / (until - from));
        }

        Owner owner(int position) {
            return owners.apply(number(position));
        }

        int firstOf(int number) {
            return from + (int) Math.ceilDiv((long) number * (until - from), count);
        }
    }

    /** @throws IllegalArgumentException if this is not a number of thousands */
    Inventory(int files) {
        if (files < PER_BLOCK || files % PER_BLOCK != 0) {
            throw new IllegalArgumentException("The files are so many thousands, not " + files);
        }
        blocks = files / PER_BLOCK;
        largest = new Group(0, size() / 10, 1, number -> Owner.of(LARGEST));
        organizations = new Group(largest.until, size() / 2, ORGANIZATIONS, Inventory::organization);
        users = new Group(organizations.until, size(), USERS, number -> Owner.of(user(number)));
    }

    /** How many objects there are, and how many records. */
    int files() {
        return blocks * PER_BLOCK;
    }

    /** How many positions there are. */
    int size() {
        return blocks * Fate.BLOCK;
    }

    /** The first position that is not of the largest organization. */
    int firstOfOthers() {
        return largest.until;
    }

    IntStream positions(Predicate<Fate> wanted) {
        return IntStream.range(0, size()).filter(position -> wanted.test(Fate.of(position)));
    }

    /** The file as it was uploaded, whatever its fate. */
    FileRecord file(int position) {
        Owner owner = groupAt(position).owner(position);
        RandomGenerator chance = chance(position);
        UserId uploader = owner instanceof Owner.Personal(UserId user) ? user : user(chance.nextInt(USERS));
        Instant created = created(position);
        FileId id = id(position, created);
        return new FileRecord(
                id,
                key(owner, id, position),
                owner,
                uploader,
                new FileName(NAME + " " + position + ENDING),
                new Content(TYPE, size(position)),
                new FileState.Ready(etag(position), created),
                created,
                created);
    }

    ObjectKey key(int position) {
        return key(groupAt(position).owner(position), id(position, created(position)), position);
    }

    long size(int position) {
        return 1L + Math.floorMod(chance(position).nextLong(), LARGEST_SIZE);
    }

    String etag(int position) {
        RandomGenerator chance = chance(position);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(chance.nextLong()) + hex.toHexDigits(chance.nextLong());
    }

    /** Files of an owner are minutes apart, those of different owners mixed. */
    Instant created(int position) {
        Group group = groupAt(position);
        int owner = group.number(position);
        return FIRST.plusSeconds(owner).plus(APART.multipliedBy(position - group.firstOf(owner)));
    }

    /** Where the file of that key is; empty if there is none. */
    OptionalInt position(ObjectKey key) {
        String value = key.value();
        int digits = value.lastIndexOf('-') + 1;
        if (digits == 0 || !value.endsWith(ENDING)) {
            return OptionalInt.empty();
        }
        try {
            int position = Integer.parseInt(value, digits, value.length() - ENDING.length(), 10);
            return position < size() && key(position).equals(key) ? OptionalInt.of(position) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** The first position whose key is at or beyond this text, of ASCII alone. */
    int firstFrom(String text) {
        int below = 0;
        int above = size();
        while (below < above) {
            int middle = (below + above) >>> 1;
            if (key(middle).value().compareTo(text) < 0) {
                below = middle + 1;
            } else {
                above = middle;
            }
        }
        return below;
    }

    private Group groupAt(int position) {
        if (position < largest.until) {
            return largest;
        }
        return position < organizations.until ? organizations : users;
    }

    private static Owner organization(int number) {
        return Owner.of(new OrganizationId("org_" + fourDigits(number + 1)));
    }

    private static UserId user(int number) {
        return new UserId("user_" + fourDigits(number));
    }

    /** Of the same length, so that numbers are in the order of their text. */
    private static String fourDigits(int number) {
        return String.valueOf(10_000 + number).substring(1);
    }

    private static ObjectKey key(Owner owner, FileId id, int position) {
        return new ObjectKey(ObjectKey.prefixOf(owner) + id + "-" + NAME + "-" + position + ENDING);
    }

    private static FileId id(int position, Instant created) {
        return new FileIds(InstantSource.fixed(created), chance(position)).next();
    }

    private static RandomGenerator chance(int position) {
        return new SplittableRandom(position);
    }
}
