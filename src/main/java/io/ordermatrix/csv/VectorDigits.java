package io.ordermatrix.csv;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tests fields for digits with vectors of 64 bytes: the bytes of all fields together, word by word, and the lengths of a row's fields
 * sixteen at a time. Apart from longs, no field is looked at by itself.
 */
final class VectorDigits {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final VectorSpecies<Integer> LENGTHS = IntVector.SPECIES_512;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What makes '0' the lowest of all bytes, and the byte that is then above '9'. */
    private static final byte ZERO_TO_LOWEST = (byte) (Byte.MIN_VALUE - '0');

    private static final byte ABOVE_NINE = (byte) (Byte.MIN_VALUE + 10);

    /** How many bits of {@link DigitFields#bits} a word has at least, wherever in its first byte they begin. */
    private static final int FEWEST_BITS = Long.SIZE - Byte.SIZE + 1;

    /** By how much an entry is shifted to the right for the byte of {@link DigitFields#bits} that has its bit. */
    private static final int BYTE_SHIFT = Integer.numberOfTrailingZeros(Byte.SIZE);

    /** {@code Long.expand}, which is newer than the JDK that this is compiled for; null if there is none. */
    private static final MethodHandle EXPAND = expand();

    private VectorDigits() {}

    private static MethodHandle expand() {
        try {
            MethodType type = MethodType.methodType(long.class, long.class, long.class);
            return MethodHandles.lookup().findStatic(Long.class, "expand", type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** As {@link DelimiterKernel#areDigits}. */
    static boolean test(byte[] bytes, int from, long[] bits, int words, int[] ends, int rows, DigitFields fields) {
        return areDigits(bytes, from, bits, words, fields)
                && areShort(ends, rows, fields)
                && areLongs(bytes, ends, rows, fields);
    }

    /** Whether the fields have a byte at least, and no other bytes than digits. */
    private static boolean areDigits(byte[] bytes, int from, long[] bits, int words, DigitFields fields) {
        byte[] fieldBits = fields.bits();
        int position = from;
        int entry = 0;
        int room = 0;
        long found = 0;
        // A field begins at the first byte, as if there were a delimiter before it.
        long delimiterBefore = 1;
        long carryBefore = 0;
        for (int word = 0; word < words; word++) {
            long delimiters = bits[word * DelimiterKernel.WORDS];
            ByteVector vector = ByteVector.fromArray(BYTES, bytes, position);
            long digits = vector.add(ZERO_TO_LOWEST).lt(ABOVE_NINE).toLong();
            long inside = ~delimiters;
            long others = inside & ~digits;
            // All bits of a field are set, so that any bit added to them carries into the delimiter after the field, or
            // out of the word, into the field that the next word begins with.
            long sum = inside + others;
            long empty = delimiters << 1 | delimiterBefore;
            delimiterBefore = delimiters >>> (Long.SIZE - 1);
            // Not a division: the compiler does not know that no entry is negative.
            long tested = (long) LONGS.get(fieldBits, entry >>> BYTE_SHIFT) >>> (entry & (Byte.SIZE - 1));
            int count = Long.bitCount(delimiters);
            found |= ((sum | empty) & expand(tested, delimiters)) | (carryBefore & tested);
            carryBefore = (others | (inside & ~sum)) >>> (Long.SIZE - 1);
            // Negative if the word has more fields than there are bits.
            room |= FEWEST_BITS - 1 - count;
            entry += count;
            position += DelimiterKernel.WORD;
        }
        return found == 0 && room >= 0;
    }

    /** Whether no field has too many bytes. */
    private static boolean areShort(int[] ends, int rows, DigitFields fields) {
        int[] mostDigits = fields.mostDigits();
        int columns = fields.columns();
        IntVector room = IntVector.zero(LENGTHS);
        for (int field = 0; field < mostDigits.length; field += DigitFields.LANES) {
            IntVector most = IntVector.fromArray(LENGTHS, mostDigits, field).add(1);
            int first = 1 + field;
            for (int row = 0; row < rows; row++) {
                IntVector end = IntVector.fromArray(LENGTHS, ends, first);
                IntVector before = IntVector.fromArray(LENGTHS, ends, first - 1);
                // Negative if a field is longer.
                room = room.or(most.add(before).sub(end));
                first += columns;
            }
        }
        return room.reduceLanes(VectorOperators.OR) >= 0;
    }

    private static boolean areLongs(byte[] bytes, int[] ends, int rows, DigitFields fields) {
        boolean areSmall = true;
        for (int field : fields.longs()) {
            int entry = 1 + field;
            for (int row = 0; row < rows; row++) {
                int start = ends[entry - 1] + 1;
                areSmall &= ends[entry] - start < DigitFields.LONG_DIGITS || bytes[start] != '9';
                entry += fields.columns();
            }
        }
        return areSmall;
    }

    /** Moves the low bits of a value to the places of the bits of a mask. */
    private static long expand(long value, long mask) {
        if (EXPAND == null) {
            return expandBitByBit(value, mask);
        }
        try {
            return (long) EXPAND.invokeExact(value, mask);
        } catch (Throwable e) {
            // The method declares no exceptions.
            throw new AssertionError(e);
        }
    }

    private static long expandBitByBit(long value, long mask) {
        long expanded = 0;
        long rest = mask;
        for (long bits = value; rest != 0; bits >>>= 1) {
            expanded |= (bits & 1) * Long.lowestOneBit(rest);
            rest &= rest - 1;
        }
        return expanded;
    }
}
