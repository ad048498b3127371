package io.ordermatrix.cli;

/** The program's exit statuses. */
final class ExitStatus {
    static final int DONE = 0;
    /** The run failed. */
    static final int FAILED = 1;
    /** Wrong usage, configuration or input. */
    static final int USAGE = 2;
    /** Done, but cells failed. */
    static final int FAILED_CELLS = 3;

    /** Stopped on request: the status that shells report after Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
