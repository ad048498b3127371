package io.ordermatrix.output;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.file.Path;

/**
 * Swaps two directories in one step. Java can't do this; Linux can, with the C library's function {@code renameat2}.
 */
final class AtomicExchange {
    /** {@code AT_FDCWD}: relative paths start at the working directory. */
    private static final int WORKING_DIRECTORY = -100;
    /** {@code RENAME_EXCHANGE}. */
    private static final int EXCHANGE = 2;

    private AtomicExchange() {}

    /**
     * Swaps the names of two directories.
     *
     * @return false if this is not supported, in which case nothing has changed: on other systems, with C libraries
     *     before glibc 2.28, and on some file systems
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

    /** A path for system functions, in the JVM's encoding of file names. */
    private static byte[] bytes(Path path) {
        return Native.toByteArray(path.toString(), System.getProperty("sun.jnu.encoding"));
    }
}
