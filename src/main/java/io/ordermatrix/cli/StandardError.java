package io.ordermatrix.cli;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Optional;

/**
 * What standard error is connected to. The C library is asked, for the JVM does not know: {@code System.console()} is about
 * standard input and output, and from Java 22 on it is there without a terminal as well.
 */
final class StandardError {
    private static final int DESCRIPTOR = 2;
    private static final int USUAL_COLUMNS = 80;

    private StandardError() {}

    /** The width of the terminal, by the variable COLUMNS or else the usual one; empty where it is none. */
    static Optional<Integer> terminalColumns() {
        return isTerminal() ? Optional.of(columns(System.getenv("COLUMNS"))) : Optional.empty();
    }

    private static boolean isTerminal() {
        try {
            String name = Platform.isWindows() ? "_isatty" : "isatty";
            return Function.getFunction(Platform.C_LIBRARY_NAME, name).invokeInt(new Object[] {DESCRIPTOR}) != 0;
        } catch (UnsatisfiedLinkError unknown) {
            return false;
        }
    }

    /** Of the variable's value, which may be absent or anything. */
    static int columns(String variable) {
        return variable != null && variable.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(variable) : USUAL_COLUMNS;
    }
}
