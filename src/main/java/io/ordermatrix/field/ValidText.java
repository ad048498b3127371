package io.ordermatrix.field;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts of a buffer as UTF-8, which Parquet and those who read it insist on: what is no UTF-8 becomes U+FFFD, the replacement
 * character. Nearly all texts are valid, and stay where they are.
 */
public final class ValidText {
    private static final char REPLACEMENT = '\uFFFD';

    /** The buffer; with mended texts a copy of it, and these behind it. */
    private byte[] bytes;

    private int end;
    private int start;
    private int length;
    private boolean isCopy;

    /** Continues with another buffer. */
    public void begin(byte[] buffer) {
        bytes = buffer;
        end = buffer.length;
        isCopy = false;
    }

    /** Takes the text of a part of the buffer. */
    public void take(int from, int to) {
        start = from;
        length = to - from;
        if (!isAscii(from, to)) {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) >= 0) {
                append(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private boolean isAscii(int from, int to) {
        int all = 0;
        for (int at = from; at < to; at++) {
            all |= bytes[at];
        }
        return all >= 0;
    }

    private void append(byte[] mended) {
        if (!isCopy || bytes.length - end < mended.length) {
            bytes = Arrays.copyOf(bytes, 2 * end + mended.length);
            isCopy = true;
        }
        System.arraycopy(mended, 0, bytes, end, mended.length);
        start = end;
        length = mended.length;
        end += mended.length;
    }

    /** Where the text that was taken last is in {@link #bytes}. */
    public int start() {
        return start;
    }

    public int length() {
        return length;
    }

    /** The buffer of all texts that were taken. */
    public byte[] bytes() {
        return bytes;
    }
}
