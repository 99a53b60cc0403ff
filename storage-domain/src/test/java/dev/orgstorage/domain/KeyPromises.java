package dev.orgstorage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds for every key, every rule for keys and every owner's prefix. */
final class KeyPromises {
    private static final FileName NAME = new FileName("../sha256=/%2F..".replace('/', '_'));

    private KeyPromises() {}

    /** Two keys on two lines. */
    static void twoKeys(String text) {
        List<ObjectKey> keys = lines(text)
                .flatMap(line -> Tried.argument(ObjectKey::new, line).stream())
                .toList();
        for (ObjectKey one : keys) {
            byte[] bytes = one.value().getBytes(StandardCharsets.UTF_8);
            assertThat(bytes).hasSizeBetween(1, 1024);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(one.value());
            assertThat(one.value().chars().noneMatch(Character::isISOControl)).isTrue();
            for (ObjectKey other : keys) {
                int inBytes = Arrays.compareUnsigned(bytes, other.value().getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(inBytes));
            }
        }
    }

    /** A template, and on the next line a key. */
    static void rule(String text) {
        String[] lines = text.split("\n", 2);
        // A rule is the operator's own. One with many open ends takes its time, as they have been told.
        if (lines.length < 2
                || lines[0].chars().filter(c -> c == '*' || c == '{').count() > 4) {
            return;
        }
        Tried.argument(KeyRule::of, lines[0]).ifPresent(rule -> {
            assertThat(rule).hasToString(lines[0]);
            reads(rule, lines[1]);
        });
        KeyRule.builtIn().forEach(rule -> reads(rule, lines[1]));
    }

    private static void reads(KeyRule rule, String text) {
        Optional<ObjectKey> key = Tried.argument(ObjectKey::new, text);
        key.flatMap(rule::read).ifPresent(reading -> {
            assertThat(text).contains(reading.name());
            assertThat(Owner.ofScope(reading.owner().scope())).isEqualTo(reading.owner());
        });
    }

    /** Two ids on two lines, each a user's and an organization's. */
    static void twoOwners(String text) {
        List<Owner> owners = lines(text)
                .flatMap(id -> Stream.concat(
                        Tried.argument(UserId::new, id).map(Owner::of).stream(),
                        Tried.argument(OrganizationId::new, id).map(Owner::of).stream()))
                .distinct()
                .toList();
        for (Owner one : owners) {
            ObjectKey key = ObjectKey.of(one, Examples.id(1), NAME);
            for (Owner other : owners) {
                assertThat(key.value().startsWith(ObjectKey.prefixOf(other)))
                        .as("%s begins with the prefix of %s", key, other)
                        .isEqualTo(one.equals(other));
            }
            KeyRule.builtIn().stream()
                    .flatMap(rule -> rule.read(key).stream())
                    .forEach(reading -> assertThat(reading.owner()).isEqualTo(one));
        }
    }

    private static Stream<String> lines(String text) {
        return Stream.of(text.split("\n", 2));
    }
}
