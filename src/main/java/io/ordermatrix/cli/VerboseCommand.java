package io.ordermatrix.cli;

/** A command that can be asked for the stack traces of its failures. */
interface VerboseCommand {
    boolean isVerbose();
}
