package io.ordermatrix.csv;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Marks delimiters with the widest vectors of the machine, and with AVX-512 lists them many at a time. Compiled
 * separately, and loaded only if the JVM has the Vector API's module.
 */
final class VectorKernel implements DelimiterKernel {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> POSITIONS = IntVector.SPECIES_512;
    private static final int POSITION_LANES = POSITIONS.length();
    private static final long LANE_BITS = (1L << POSITION_LANES) - 1;

    private static final ByteVector PLACES = ByteVector.zero(SPECIES).addIndex(1);
    private static final IntVector PLACES_OF_PART = IntVector.zero(POSITIONS).addIndex(1);

    /** {@code compress}, which is newer than the JDK that this is compiled for; null where it would be slow. */
    private static final MethodHandle COMPRESS_BYTES = compress(ByteVector.class);

    private static final MethodHandle COMPRESS_INTS = compress(IntVector.class);

    private final boolean compressesBytes;

    VectorKernel() {
        this(ProcessorFlags.contain("avx512_vbmi2"));
    }

    /**
     * @param compressesBytes whether the processor can move the bytes of a vector together, and not only its ints
     */
    VectorKernel(boolean compressesBytes) {
        this.compressesBytes = compressesBytes;
    }

    private static MethodHandle compress(Class<?> vector) {
        if (LANES < WORD) {
            return null;
        }
        try {
            return MethodHandles.lookup()
                    .findVirtual(vector, "compress", MethodType.methodType(vector, VectorMask.class));
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
        if (COMPRESS_INTS == null) {
            return BitPositions.list(bits, from, to, position, positions, entry);
        }
        return compressesBytes
                ? listWords(bits, from, to, position, positions, entry)
                : listParts(bits, from, to, position, positions, entry);
    }

    private static int listWords(long[] bits, int from, int to, int position, int[] positions, int entry) {
        int next = entry;
        int base = position;
        for (int word = from; word < to; word += WORDS) {
            long delimiters = bits[word];
            int found = Long.bitCount(delimiters);
            ByteVector places = compress(PLACES, VectorMask.fromLong(SPECIES, delimiters));
            write(places, 0, base, positions, next);
            write(places, 1, base, positions, next);
            if (found > 2 * POSITION_LANES) {
                write(places, 2, base, positions, next);
                write(places, 3, base, positions, next);
            }
            next += found;
            base += WORD;
        }
        return next;
    }

    /** Writes a quarter of the places in a word as positions. */
    private static void write(ByteVector places, int quarter, int base, int[] positions, int entry) {
        IntVector numbers = (IntVector) places.convertShape(VectorOperators.B2I, POSITIONS, quarter);
        numbers.add(base).intoArray(positions, entry + quarter * POSITION_LANES);
    }

    private static int listParts(long[] bits, int from, int to, int position, int[] positions, int entry) {
        int next = entry;
        int base = position;
        for (int word = from; word < to; word += WORDS) {
            long delimiters = bits[word];
            for (int shift = 0; shift < WORD; shift += POSITION_LANES) {
                long lanes = (delimiters >>> shift) & LANE_BITS;
                compress(PLACES_OF_PART.add(base + shift), VectorMask.fromLong(POSITIONS, lanes))
                        .intoArray(positions, next);
                next += Long.bitCount(lanes);
            }
            base += WORD;
        }
        return next;
    }

    /** Moves the lanes of the mask to the front. */
    private static ByteVector compress(ByteVector vector, VectorMask<Byte> lanes) {
        try {
            return (ByteVector) COMPRESS_BYTES.invokeExact(vector, lanes);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static IntVector compress(IntVector vector, VectorMask<Integer> lanes) {
        try {
            return (IntVector) COMPRESS_INTS.invokeExact(vector, lanes);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static AssertionError impossible(Throwable e) {
        return new AssertionError("The method declares no exceptions", e);
    }

    @Override
    public boolean areDigits(byte[] bytes, int from, long[] bits, int words, int[] ends, int rows, DigitFields fields) {
        return LANES == WORD && VectorDigits.test(bytes, from, bits, words, ends, rows, fields);
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
