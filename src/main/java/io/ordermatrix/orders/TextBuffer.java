package io.ordermatrix.orders;

import io.ordermatrix.scan.RowBatch;
import java.util.Arrays;

/** The text of buffered events, copied because the blocks that it comes from are reused. */
final class TextBuffer {
    private static final int FULL_BYTES = 1 << 25;

    private final EventLayout kind;
    /** The optional columns that are text. */
    private final int[] texts;

    private final long[] positions = new long[RowBatch.CAPACITY];
    private byte[] bytes = {};
    private int size;

    TextBuffer(EventLayout kind) {
        this.kind = kind;
        texts = kind.texts().toArray();
    }

    boolean isFull() {
        return size >= FULL_BYTES;
    }

    /** Copies the text of a batch, and puts its new positions into the rows of its events, whose places are given. */
    void add(RowBatch batch, EventRows rows, int[] places) {
        for (int other : texts) {
            long[] source = batch.other(kind.place(other));
            for (int row = 0; row < batch.size(); row++) {
                int length = (int) source[row];
                positions[row] = (long) size << Integer.SIZE | length;
                append(batch.text(), (int) (source[row] >>> Integer.SIZE), length);
            }
            rows.put(positions, batch.size(), places, kind.valueIndex(other));
        }
    }

    private void append(byte[] text, int start, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        System.arraycopy(text, start, bytes, size, length);
        size += length;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        size = 0;
    }
}
