package dev.orgstorage.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a program of PostgreSQL is started here. PostgreSQL refuses to be root, shall not get the Ctrl-C that is meant
 * for us, and shall die when we do; on Linux small programs set all that up and then become the one asked for.
 *
 * @param prefix what to put in front of a command; the process stays our direct child
 * @param uid whose the files must be
 */
record Launcher(List<String> prefix, int uid) {

    private static final int NOBODY = 65534;

    private static final String NEW_USER_NAMESPACE = "unshare -U ";
    private static final String AS_NOBODY = "setpriv --reuid=" + NOBODY + " --regid=" + NOBODY + " --clear-groups ";
    private static final String OWN_SESSION = "setsid ";
    private static final String DIES_WITH_US = "setpriv --pdeathsig QUIT ";

    static Launcher here() {
        int uid = ownUid();
        List<Launcher> candidates = uid == 0
                ? List.of(
                        launcher(NEW_USER_NAMESPACE + OWN_SESSION + DIES_WITH_US, uid),
                        launcher(NEW_USER_NAMESPACE, uid),
                        launcher(AS_NOBODY + OWN_SESSION + DIES_WITH_US, NOBODY),
                        launcher(AS_NOBODY, NOBODY))
                : List.of(
                        launcher(OWN_SESSION + DIES_WITH_US, uid),
                        launcher(OWN_SESSION, uid),
                        new Launcher(List.of(), uid));
        return candidates.stream()
                .filter(Launcher::works)
                .findFirst()
                .orElseThrow(() -> new EmbeddedException("PostgreSQL refuses to run as root, and neither `unshare -U`"
                        + " (user namespaces) nor `setpriv --reuid` (util-linux) works here:"
                        + " run this program as another user"));
    }

    private static int ownUid() {
        return (int) new UnixSystem().getUid();
    }

    private static Launcher launcher(String prefix, int uid) {
        return new Launcher(List.of(prefix.strip().split(" ", -1)), uid);
    }

    private boolean works() {
        return succeeds("true");
    }

    /** Who starts a program as somebody else may see folders which that one does not. */
    void requireReach(Path folder) {
        if (uid != ownUid() && !succeeds("test", "-x", folder.toString())) {
            throw new EmbeddedException("PostgreSQL, which runs as user " + uid + " here, cannot get to " + folder
                    + ": choose a folder that everybody may pass through to, or run this program as another user than"
                    + " root");
        }
    }

    private boolean succeeds(String... command) {
        try {
            return command(List.of(command))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while starting PostgreSQL", e);
        }
    }

    /** A process with stdout and stderr in one, English messages and none of the caller's settings for PostgreSQL. */
    ProcessBuilder command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Gives a folder and all in it to the user whom PostgreSQL runs as. */
    void own(Path folder) throws IOException {
        if (uidOf(folder) == uid) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int uidOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) instanceof Integer uid ? uid : -1;
    }
}
