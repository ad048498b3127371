package io.ordermatrix.cli;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Optional;

/**
 * Finds out whether standard error is a terminal. Only the C library knows: {@code System.console()} is about standard
 * input and output, and since Java 22 it exists even without a terminal.
 */
final class StandardError {
    private static final int DESCRIPTOR = 2;
    private static final int USUAL_COLUMNS = 80;

    private StandardError() {}

    /**
     * The width of the terminal, from the variable COLUMNS or else the usual one; empty if standard error is not a
     * terminal.
     */
    static Optional<Integer> terminalColumns() {
        return isTerminal() ? Optional.of(columns(System.getenv("COLUMNS"))) : Optional.empty();
    }

    private static boolean isTerminal() {
        // The scripts that start Spark look before they put a filter in between.
        if (System.getenv("ORDERMATRIX_TERMINAL") != null) {
            return true;
        }
        try {
            String name = Platform.isWindows() ? "_isatty" : "isatty";
            return Function.getFunction(Platform.C_LIBRARY_NAME, name).invokeInt(new Object[] {DESCRIPTOR}) != 0;
        } catch (UnsatisfiedLinkError unknown) {
            return false;
        }
    }

    /** The width given by the variable's value, which may be absent or invalid. */
    static int columns(String variable) {
        return variable != null && variable.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(variable) : USUAL_COLUMNS;
    }
}
