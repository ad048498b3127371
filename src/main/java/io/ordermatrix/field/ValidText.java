package io.ordermatrix.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts as UTF-8, which Parquet and those who read it insist on: what is not UTF-8 becomes U+FFFD, the replacement character.
 * Nearly all texts are valid, and need not be gathered here.
 */
public final class ValidText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int FIRST_BYTES = 1 << 12;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int start;
    private int end;

    /** Whether a part of a buffer is UTF-8, and needs no repair. */
    public static boolean isValid(byte[] buffer, int from, int to) {
        return isAscii(buffer, from, to) || decoded(buffer, from, to).indexOf(REPLACEMENT) < 0;
    }

    private static boolean isAscii(byte[] buffer, int from, int to) {
        int all = 0;
        for (int at = from; at < to; at++) {
            all |= buffer[at];
        }
        return all >= 0;
    }

    private static String decoded(byte[] buffer, int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    /** Gathers other texts. */
    public void clear() {
        start = 0;
        end = 0;
    }

    /** Gathers the text of a part of a buffer. */
    public void add(byte[] buffer, int from, int to) {
        if (isAscii(buffer, from, to)) {
            append(buffer, from, to);
        } else {
            byte[] valid = decoded(buffer, from, to).getBytes(StandardCharsets.UTF_8);
            append(valid, 0, valid.length);
        }
    }

    private void append(byte[] text, int from, int to) {
        start = end;
        end += to - from;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        System.arraycopy(text, from, bytes, start, to - from);
    }

    /** Where the text that was gathered last is in {@link #bytes}. */
    public int start() {
        return start;
    }

    public int length() {
        return end - start;
    }

    /** All texts that were gathered. */
    public byte[] bytes() {
        return bytes;
    }
}
