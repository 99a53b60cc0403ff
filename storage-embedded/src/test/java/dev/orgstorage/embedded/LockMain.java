package dev.orgstorage.embedded;

import java.nio.file.Path;

/** Locks a folder, says how that went, and waits to be killed. */
final class LockMain {

    private LockMain() {}

    public static void main(String[] arguments) throws Exception {
        try {
            FolderLock lock = FolderLock.of(Path.of(arguments[0]));
            System.out.println("locked");
            System.in.read();
            lock.close();
        } catch (EmbeddedException e) {
            System.out.println(e.getMessage());
        }
    }
}
