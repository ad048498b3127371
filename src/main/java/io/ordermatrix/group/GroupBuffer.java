package io.ordermatrix.group;

import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import java.util.Arrays;

/** Rows in the layout of groups, each for itself even where keys are equal, until there are enough to be sorted and spilled. */
public final class GroupBuffer {
    private final GroupLayout layout;
    private final int[] values;
    private final int capacity;
    private final long[][] batchKeys;
    private long[] rows;
    private int size;

    /**
     * @param values the slots of a batch that follow the key
     * @param capacity rows; more than a batch has
     */
    public GroupBuffer(GroupLayout layout, int[] values, int capacity) {
        this.layout = layout;
        this.values = values.clone();
        this.capacity = capacity;
        batchKeys = new long[layout.words()][RowBatch.CAPACITY];
        rows = new long[RowBatch.CAPACITY * layout.stride()];
    }

    /** Whether it may not take another batch. */
    public boolean isFull() {
        return size > capacity - RowBatch.CAPACITY;
    }

    /** Adds rows. The buffer must not be full. */
    public void add(RowBatch batch) {
        int count = batch.size();
        int stride = layout.stride();
        int words = layout.words();
        while ((size + count) * stride > rows.length) {
            rows = Arrays.copyOf(rows, Math.min(2 * rows.length, capacity * stride));
        }
        layout.pack(batch, batchKeys);
        for (int word = 0; word < words; word++) {
            scatter(batchKeys[word], count, word);
        }
        for (int at = 0; at < values.length; at++) {
            scatter(batch.column(values[at]), count, words + at);
        }
        size += count;
    }

    private void scatter(long[] column, int count, int offset) {
        int stride = layout.stride();
        int at = size * stride + offset;
        for (int row = 0; row < count; row++) {
            rows[at] = column[row];
            at += stride;
        }
    }

    /** Spills all rows in the order of their keys, equal ones in the order in which they came, and forgets them. */
    public void spill(SpillWriter spills) throws IOException {
        for (int row : GroupOrder.of(rows, size, layout)) {
            spills.add(rows, row * layout.stride());
        }
        spills.endSorted();
        size = 0;
    }
}
