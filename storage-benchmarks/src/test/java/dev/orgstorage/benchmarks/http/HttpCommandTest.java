package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class HttpCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(run("--files", "10", "--rounds", "0", "--beside", "http://localhost:1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--files and --scale: at least 1000")
                .contains("--connections, --rounds and --seconds are at least 1")
                .contains("--beside needs --profile and --pid");
    }

    @Test
    void anotherServersOptionsNeedAnotherServer() {
        assertThat(run("--pid", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("are of the server that --beside names");
    }

    @Test
    void aServerThatIsNotThereIsNotMeasured() {
        assertThat(run("--beside", "http://localhost:1", "--profile", "other.lua", "--pid", "99999999"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--pid: there is no process 99999999");
    }

    @Test
    void aRouteThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThat(run("--only", "teleport")).isEqualTo(2);
        assertThat(err.toString()).contains("teleport").contains("list-personal");
    }

    @Test
    void runsOfTheirOwnAreNotMixed() {
        assertThat(run("--scale", "1000,2000", "--soak", "1m", "--stall", "--chart", "x.svg"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--beside, --scale and --soak are for runs of their own");
        assertThat(run("--stall", "--chart", "x.svg")).isEqualTo(2);
        assertThat(err.toString()).contains("--stall needs --soak").contains("--chart draws what --scale measures");
    }

    @Test
    void aTimeHasAUnit() {
        assertThat(run("--soak", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("'10' is not a time such as 90s, 10m or 1h");
    }

    @Test
    void whereNoPostgresIsInstalledThatIsSaid(@TempDir Path home) {
        assertThat(run("--postgres", home + "/none", "--home", home.toString(), "--files", "1000"))
                .isEqualTo(1);
        assertThat(err.toString())
                .endsWith("no PostgreSQL in " + home
                        + "/none: name the folder that has bin/postgres in it, such as /usr/lib/postgresql/18\n");
    }

    private int run(String... args) {
        return new CommandLine(new HttpCommand())
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
