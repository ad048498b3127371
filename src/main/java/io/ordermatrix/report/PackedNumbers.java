package io.ordermatrix.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Many whole numbers as text: each as pieces of seven bits, the lowest first, with the eighth bit set if more follow;
 * all of them compressed with gzip and encoded in base 64.
 */
final class PackedNumbers {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * Adds a number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    void add(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("can't be negative, found " + number);
        }
        long rest = number;
        while (rest > 0x7f) {
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
