package dev.orgstorage.testkit.contract;

import dev.orgstorage.domain.FileRecord;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What there has to be: every file whose upload was answered, in the order of the answers.
 *
 * @param now how long the play has lasted
 */
record Model(List<ModelFile> files, Duration now) {
    static final Model EMPTY = new Model(List.of(), Duration.ZERO);

    private static final Comparator<FileRecord> NEWEST_FIRST =
            Comparator.comparing((FileRecord file) -> file.id().toString()).reversed();

    /** A look at the records: the model after it, and what cannot be so. */
    record Sight(Model model, List<String> differences) {
        boolean isRight() {
            return differences.isEmpty();
        }
    }

    /** The file of that number, if its upload was answered. */
    Optional<ModelFile> file(int number) {
        for (ModelFile file : files) {
            if (file.number() == number) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** The ready files of an owner as a listing has them. */
    List<FileRecord> listing(Owner owner) {
        return files.stream()
                .filter(file -> file.isReady() && file.isIn(owner))
                .map(ModelFile::record)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The keys under which there are bytes that came in this way. */
    Set<ObjectKey> having(ModelFile.Bytes bytes) {
        return files.stream()
                .filter(file -> file.bytes() == bytes)
                .map(file -> file.record().key())
                .collect(Collectors.toSet());
    }

    Model later(Duration time) {
        return new Model(files, now.plus(time));
    }

    Model and(ModelFile added) {
        List<ModelFile> more = new ArrayList<>(files);
        more.add(added);
        return new Model(more, now);
    }

    Model with(ModelFile changed) {
        return each(file -> file.number() == changed.number() ? changed : file);
    }

    Model each(UnaryOperator<ModelFile> change) {
        List<ModelFile> changed = new ArrayList<>(files);
        changed.replaceAll(change);
        return new Model(changed, now);
    }

    /**
     * The model once these records have been seen. A pending file may have become ready, or vanished, where that is
     * right; what nobody was answered of is pending.
     */
    Sight seeing(Map<ObjectKey, FileRecord> records, Duration since) {
        List<String> differences = new ArrayList<>();
        List<ModelFile> seen = new ArrayList<>(files.size());
        Map<ObjectKey, FileRecord> others = new HashMap<>(records);
        for (ModelFile file : files) {
            @Nullable FileRecord actual = others.remove(file.record().key());
            Optional<ModelFile> now = file.seen(actual, since, this.now);
            now.ifPresentOrElse(seen::add, () -> differences.add(difference(file, actual)));
        }
        others.values().stream()
                .filter(FileRecord::isReady)
                .forEach(unknown -> differences.add("Nobody was ever answered of " + unknown));
        return new Sight(new Model(seen, now), differences);
    }

    private static String difference(ModelFile file, @Nullable FileRecord actual) {
        String expected = file.isThere() ? String.valueOf(file.record()) : "nothing, as it was removed";
        return file + ": there is " + (actual == null ? "nothing" : actual) + ", but has to be " + expected
                + " (bytes: " + file.bytes() + ")";
    }
}
