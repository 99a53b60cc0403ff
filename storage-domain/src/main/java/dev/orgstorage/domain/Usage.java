package dev.orgstorage.domain;

/**
 * How much of the storage an owner uses.
 *
 * @param files how many are ready
 * @param bytes their recorded sizes together
 */
public record Usage(long files, long bytes) {
    public static final Usage NONE = new Usage(0, 0);
}
