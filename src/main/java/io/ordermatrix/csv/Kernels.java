package io.ordermatrix.csv;

import java.util.Optional;

/** Chooses the kernel, once. */
final class Kernels {
    /**
     * Of the JDKs measured, 17 and 25, the first on which the Vector API wins: finding the fields of a row of 156 bytes
     * takes 29 ns, against 81 with SWAR. On 17, turning a mask into a long is a call, not an instruction: 218 ns
     * against 74.
     */
    private static final int FIRST_FAST_JDK = 25;

    /** In bytes. The narrowest vectors measured, which still win: 44 ns with 16 bytes, 37 with 32, 29 with 64. */
    private static final int NARROWEST_FAST_VECTOR = 16;

    static final DelimiterKernel FASTEST = vector().filter(Kernels::isFast).orElseGet(SwarKernel::new);

    private Kernels() {}

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
