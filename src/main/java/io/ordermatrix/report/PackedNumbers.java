package io.ordermatrix.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Many whole numbers as text: each with its sign in the lowest bit (0, -1, 1, -2 are 0, 1, 2, 3), as pieces of
 * seven bits, the lowest first, with the eighth bit set if more follow; all of them compressed with gzip and encoded in base 64.
 */
final class PackedNumbers {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(long number) {
        // The sign comes last, so that small negative numbers are short as well.
        long rest = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    void addAll(long[] numbers) {
        for (long number : numbers) {
            add(number);
        }
    }

    String text() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            bytes.writeTo(gzip);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Base64.getEncoder().encodeToString(compressed.toByteArray());
    }
}
