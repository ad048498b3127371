package io.ordermatrix.progress;

import java.io.PrintWriter;
import java.time.Duration;

/** One line of a terminal that is redrawn in place, never wraps, and is erased at the end. */
final class TerminalLine implements ProgressView {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final PrintWriter terminal;
    private final int columns;
    private int drawn;

    TerminalLine(PrintWriter terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public void show(ProgressStatus status) {
        String text = ProgressText.of(status);
        // A character in the last column makes some terminals begin a new line.
        draw(text.substring(0, Math.min(text.length(), Math.max(0, columns - 1))));
    }

    @Override
    public void end(ProgressStatus last) {
        draw("");
    }

    private void draw(String text) {
        // The cursor returns to the start, so that what others print begins a line, over this one.
        terminal.print('\r' + text + " ".repeat(Math.max(0, drawn - text.length())) + '\r');
        terminal.flush();
        drawn = text.length();
    }
}
