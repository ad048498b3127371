package io.ordermatrix.cli;

/** A command with an option to print the stack traces of its failures. */
interface VerboseCommand {
    boolean isVerbose();
}
