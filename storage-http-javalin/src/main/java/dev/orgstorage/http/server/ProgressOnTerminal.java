package dev.orgstorage.http.server;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that goes on in its line, and leaves it empty at the end. How much there is to do is not known. */
final class ProgressOnTerminal implements Progress {
    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 500;

    private final PrintWriter terminal;
    private final ProgressBar bar;

    ProgressOnTerminal(PrintWriter terminal, String things) {
        this.terminal = terminal;
        this.bar = new ProgressBarBuilder()
                .setTaskName(things)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
                .showSpeed(new DecimalFormat("0"))
                .hideEta()
                .build();
    }

    @Override
    public void at(long done, String detail) {
        bar.setExtraMessage(" " + detail);
        bar.stepTo(done);
    }

    private void show(String line) {
        terminal.print('\r' + line);
        terminal.flush();
    }

    @Override
    public void close() {
        bar.close();
        show(" ".repeat(WIDTH));
        show("");
    }
}
