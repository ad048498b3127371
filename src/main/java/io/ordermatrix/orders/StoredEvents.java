package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import java.io.IOException;
import java.util.Arrays;

/** The events in a file that has been written before, as they are spilled. */
final class StoredEvents implements SortedGroups {
    private final StoredOrderReader reader;
    private final GroupLayout layout;
    private final long[][] words;
    private final long[][] columns;

    StoredEvents(EventLayout kind, StoredOrderReader reader) {
        this.reader = reader;
        layout = kind.layout();
        int[] slots = kind.valueSlots();
        words = new long[layout.words()][MOST];
        columns = Arrays.copyOf(words, words.length + slots.length);
        for (int at = 0; at < slots.length; at++) {
            columns[words.length + at] = reader.batch().column(slots[at]);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!reader.next()) {
            return false;
        }
        layout.pack(reader.batch(), words);
        return true;
    }

    @Override
    public long[][] columns() {
        return columns;
    }

    @Override
    public byte[] text() {
        return reader.batch().text();
    }

    @Override
    public int to() {
        return reader.batch().size();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
