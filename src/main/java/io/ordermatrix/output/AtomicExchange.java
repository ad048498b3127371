package io.ordermatrix.output;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.file.Path;

/** Swaps two directories in one step. Java can't; Linux can, by the function {@code renameat2} of its C library. */
final class AtomicExchange {
    /** {@code AT_FDCWD}: a path that is not absolute begins at the working directory. */
    private static final int WORKING_DIRECTORY = -100;
    /** {@code RENAME_EXCHANGE}. */
    private static final int EXCHANGE = 2;

    private AtomicExchange() {}

    /**
     * Gives each of two directories the other's name.
     *
     * @return false if that could not be done, and nothing has changed: on other systems, with C libraries before glibc
     *     2.28, and on file systems that do not have it
     */
    static boolean swap(Path one, Path other) {
        if (!Platform.isLinux()) {
            return false;
        }
        try {
            Object[] arguments = {WORKING_DIRECTORY, bytes(one), WORKING_DIRECTORY, bytes(other), EXCHANGE};
            return Function.getFunction(Platform.C_LIBRARY_NAME, "renameat2").invokeInt(arguments) == 0;
        } catch (LinkageError absent) {
            return false;
        }
    }

    /** A path as the system's functions take it, in the encoding in which the JVM hands over names of files. */
    private static byte[] bytes(Path path) {
        return Native.toByteArray(path.toString(), System.getProperty("sun.jnu.encoding"));
    }
}
