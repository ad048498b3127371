package io.ordermatrix.cli;

/** What the program's exit status says. */
final class ExitStatus {
    static final int DONE = 0;
    /** The run failed. */
    static final int FAILED = 1;
    /** Usage, configuration or input are not what the command needs. */
    static final int USAGE = 2;
    /** Done, but cells failed. */
    static final int FAILED_CELLS = 3;

    /** Told to stop, as shells say it of a program that Ctrl-C has ended. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
