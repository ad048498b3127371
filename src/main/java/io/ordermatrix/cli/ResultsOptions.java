package io.ordermatrix.cli;

import picocli.CommandLine.Option;

/** The options of commands on the results of a run. */
final class ResultsOptions {
    @Option(names = "--run", paramLabel = "DIR", required = true, description = "The output directory of a run.")
    private String directory;

    @Option(names = "--verbose", description = "Print the stack trace of an error.")
    private boolean verbose;

    String directory() {
        return directory;
    }

    boolean verbose() {
        return verbose;
    }
}
