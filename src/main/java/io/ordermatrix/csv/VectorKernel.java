package io.ordermatrix.csv;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Marks delimiters with the widest vectors of the machine, and with AVX-512 lists them sixteen at a time. Compiled
 * separately, and loaded only if the JVM has the Vector API's module.
 */
final class VectorKernel implements DelimiterKernel {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final VectorSpecies<Integer> POSITIONS = IntVector.SPECIES_512;
    private static final int POSITION_LANES = POSITIONS.length();
    private static final IntVector LANE_NUMBERS = IntVector.zero(POSITIONS).addIndex(1);
    private static final long LANE_BITS = (1L << POSITION_LANES) - 1;

    /**
     * {@code IntVector.compress}, which is newer than the JDK that this is compiled for; null where it would be slow.
     */
    private static final MethodHandle COMPRESS = LANES == WORD ? compress() : null;

    private static MethodHandle compress() {
        try {
            MethodType type = MethodType.methodType(IntVector.class, VectorMask.class);
            return MethodHandles.lookup().findVirtual(IntVector.class, "compress", type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Override
    public long mark(byte[] bytes, int from, int count, long[] bits, int at) {
        long anyQuote = 0;
        int position = from;
        int word = at;
        for (int i = 0; i < count; i++) {
            long delimiters = 0;
            long newlines = 0;
            long quotes = 0;
            for (int shift = 0; shift < WORD; shift += LANES) {
                ByteVector vector = ByteVector.fromArray(SPECIES, bytes, position + shift);
                long newline = vector.eq((byte) '\n').toLong();
                delimiters |= (vector.eq((byte) ',').toLong() | newline) << shift;
                newlines |= newline << shift;
                quotes |= vector.eq((byte) '"').toLong() << shift;
            }
            anyQuote |= quotes;
            bits[word] = delimiters;
            bits[word + 1] = newlines;
            bits[word + 2] = quotes;
            position += WORD;
            word += WORDS;
        }
        return anyQuote;
    }

    @Override
    public int list(long[] bits, int from, int to, int position, int[] positions, int entry) {
        if (COMPRESS == null) {
            return BitPositions.list(bits, from, to, position, positions, entry);
        }
        int next = entry;
        int base = position;
        for (int word = from; word < to; word += WORDS) {
            long delimiters = bits[word];
            for (int shift = 0; shift < WORD; shift += POSITION_LANES) {
                long lanes = (delimiters >>> shift) & LANE_BITS;
                compress(LANE_NUMBERS.add(base + shift), lanes).intoArray(positions, next);
                next += Long.bitCount(lanes);
            }
            base += WORD;
        }
        return next;
    }

    /** Moves the lanes of the set bits to the front. */
    private static IntVector compress(IntVector vector, long lanes) {
        VectorMask<Integer> mask = VectorMask.fromLong(POSITIONS, lanes);
        try {
            return (IntVector) COMPRESS.invokeExact(vector, mask);
        } catch (Throwable e) {
            // The method declares no exceptions.
            throw new AssertionError(e);
        }
    }

    @Override
    public int width() {
        return LANES;
    }

    @Override
    public String description() {
        return "Vector API, " + width() + " bytes at a time";
    }
}
