package dev.orgstorage.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * How to tell from an object's key whose file it is, by a template such as
 * <code>tenants/{organization}/files/{name}</code>. The whole key has to fit, where
 *
 * <ul>
 *   <li><code>{organization}</code> or <code>{user}</code>, one of them and once, is the owner's id: percent-decoded if
 *       it is encoded as in the keys made here, otherwise as it is in the key;
 *   <li><code>{name}</code> is the file's name, as it is in the key; without it, all after the last slash is;
 *   <li><code>{id}</code> is a UUID and <code>{millis}</code> the 13 digits of a time, which tell nothing;
 *   <li><code>*</code> is anything without a slash, <code>**</code> anything, and both may be nothing.
 * </ul>
 *
 * Each stands for as little as it can, and none for a slash but <code>**</code>.
 */
public final class KeyRule {
    private static final List<KeyRule> BUILT_IN = List.of(
            of("uploads/orgs/{organization}/{id}-{name}"),
            of("uploads/orgs/{organization}/{millis}-{name}"),
            of("uploads/orgs/{organization}/**"),
            of("uploads/users/{user}/{id}-{name}"),
            of("uploads/users/{user}/{millis}-{name}"),
            of("uploads/users/{user}/**"),
            new KeyRule(KeyTemplate.parse("uploads/{user}/{millis}-{name}"), Set.of("orgs", "users")));

    private final KeyTemplate template;
    private final Set<String> nobody;

    /** What a key tells of its file. The name is as it stands there, and may be none that a file can have. */
    public record Reading(Owner owner, String name) {}

    private KeyRule(KeyTemplate template, Set<String> nobody) {
        this.template = template;
        this.nobody = nobody;
    }

    /** @throws IllegalArgumentException if the template is none; the message says why */
    public static KeyRule of(String template) {
        return new KeyRule(KeyTemplate.parse(template), Set.of());
    }

    /**
     * The rules for the keys made here, <code>uploads/orgs/{organization}/…</code> and <code>uploads/users/{user}/…</code>,
     * with an id or a time before the name or neither, and for the older <code>uploads/{user}/{millis}-{name}</code>.
     */
    public static List<KeyRule> builtIn() {
        return BUILT_IN;
    }

    /** Empty if the key does not fit, or what stands for the owner is no id, or only the hash of one. */
    public Optional<Reading> read(ObjectKey key) {
        Matcher matcher = template.pattern().matcher(key.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = template.named() ? matcher.group(KeyTemplate.NAME) : lastPartOf(key);
        return owner(matcher.group(template.owner())).map(owner -> new Reading(owner, name));
    }

    /** All after the last slash. */
    public static String lastPartOf(ObjectKey key) {
        return key.value().substring(key.value().lastIndexOf('/') + 1);
    }

    private Optional<Owner> owner(String segment) {
        if (nobody.contains(segment)) {
            return Optional.empty();
        }
        try {
            return ObjectKey.idIn(segment)
                    .map(id -> template.owner().equals(KeyTemplate.USER)
                            ? Owner.of(new UserId(id))
                            : Owner.of(new OrganizationId(id)));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** The template. */
    @Override
    public String toString() {
        return template.text();
    }
}
