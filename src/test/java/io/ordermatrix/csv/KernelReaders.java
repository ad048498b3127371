package io.ordermatrix.csv;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;

/** Readers of whole files with a kernel that another JVM or processor would choose. */
public final class KernelReaders {
    private KernelReaders() {}

    /** Reads every field by itself. */
    public static ChunkReader swar(byte[] file, int columns) {
        return reader(file, columns, new SwarKernel(','));
    }

    /** Tell of the fields of a block that they are digits; one with vectors, if the JVM and the processor have what that takes. */
    public static List<ChunkReader> ofDigits(byte[] file, int columns) {
        return Stream.concat(
                        Stream.of(new PlainDigitKernel()),
                        Kernels.vector().filter(kernel -> kernel.width() == DelimiterKernel.WORD).stream())
                .map(kernel -> reader(file, columns, kernel))
                .toList();
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
