package io.ordermatrix.csv;

import java.io.ByteArrayInputStream;
import java.util.Optional;

/** Readers of whole files with a kernel that another JVM or processor would choose. */
public final class KernelReaders {
    private KernelReaders() {}

    /** Reads every field by itself. */
    public static ChunkReader swar(byte[] file, int columns) {
        return reader(file, columns, new SwarKernel(','));
    }

    /** Tells of many fields at once that they are digits; empty if the JVM or the processor lacks what that takes. */
    public static Optional<ChunkReader> vector(byte[] file, int columns) {
        return Kernels.vector()
                .filter(kernel -> kernel.width() == DelimiterKernel.WORD)
                .map(kernel -> reader(file, columns, kernel));
    }

    private static ChunkReader reader(byte[] file, int columns, DelimiterKernel kernel) {
        return new ChunkReader(
                new ByteArrayInputStream(file),
                0,
                file.length,
                columns,
                true,
                kernel,
                file.length + 1,
                1 << 24,
                DelimiterKernel.WORD * 32);
    }
}
