package io.ordermatrix.csv;

import java.util.Optional;

/** Chooses the kernel. */
final class Kernels {
    /**
     * Of the JDKs measured, 17 and 25, the first on which the Vector API wins: finding the fields of a row of 156 bytes
     * takes 31 ns, against 57 with SWAR. On 17, turning a mask into a long is a call, not an instruction: 316 ns
     * against 56. {@code ChunkReaderBenchmark} measures it.
     */
    private static final int FIRST_FAST_JDK = 25;

    /**
     * In bytes. The narrowest vectors measured, which still win: 46 ns with 16 bytes, 37 with 32, 31 with 64. SWAR, which the compiler
     * vectorizes as well, takes 67, 62 and 57.
     */
    private static final int NARROWEST_FAST_VECTOR = 16;

    private static final Optional<DelimiterKernel> FAST_VECTOR = vector().filter(Kernels::isFast);

    private Kernels() {}

    static DelimiterKernel fastest(char separator) {
        return FAST_VECTOR.filter(kernel -> kernel.separator() == separator).orElseGet(() -> new SwarKernel(separator));
    }

    private static boolean isFast(DelimiterKernel vector) {
        return Runtime.version().feature() >= FIRST_FAST_JDK && vector.width() >= NARROWEST_FAST_VECTOR;
    }

    /** The Vector API kernel, if the JVM has the module. */
    static Optional<DelimiterKernel> vector() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.empty();
        }
        try {
            // By name: a JVM without the module must be able to load every class except that one.
            Class<?> type = Class.forName("io.ordermatrix.csv.VectorKernel", true, Kernels.class.getClassLoader());
            DelimiterKernel kernel =
                    (DelimiterKernel) type.getDeclaredConstructor().newInstance();
            return Optional.of(kernel);
        } catch (ReflectiveOperationException | LinkageError e) {
            // The module is incubating: a later JDK may have changed it, and SWAR always works.
            return Optional.empty();
        }
    }
}
