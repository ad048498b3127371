package io.ordermatrix.group;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads a range of keys from all spills side by side, in the order of the keys; groups with the same key come in the
 * order of the spills. Consecutive groups of one spill are read at once if no group of another comes between them, so
 * that spills which hardly overlap cost little more than a copy.
 */
public final class SpillMerge implements SortedGroups {
    private final List<SpillCursor> cursors = new ArrayList<>();
    private final PriorityQueue<SpillCursor> waiting = new PriorityQueue<>(SpillCursor::compare);
    private SpillCursor current;
    private int to;

    public SpillMerge(KeyRange range, GroupLayout layout, Configuration hadoop) throws IOException {
        try {
            for (SpillSlice slice : range.slices()) {
                SpillCursor cursor = new SpillCursor(cursors.size(), slice, range, layout, hadoop);
                cursors.add(cursor);
                if (cursor.open()) {
                    waiting.add(cursor);
                }
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public boolean next() throws IOException {
        if (current != null && current.moveTo(to)) {
            waiting.add(current);
        }
        current = waiting.poll();
        if (current == null) {
            return false;
        }
        to = current.endBefore(waiting.peek());
        return true;
    }

    @Override
    public long[][] columns() {
        return current.columns();
    }

    @Override
    public byte[] text() {
        return current.text();
    }

    @Override
    public int from() {
        return current.row();
    }

    @Override
    public int to() {
        return to;
    }

    @Override
    public void close() throws IOException {
        for (SpillCursor cursor : cursors) {
            cursor.close();
        }
    }
}
