package io.ordermatrix.group;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads all spills of a range of keys side by side, in the order of their keys; what has the same key comes in the order of the
 * spills.
 */
public final class SpillMerge implements SortedGroups {
    private final List<Source> sources = new ArrayList<>();
    private final PriorityQueue<Source> waiting;
    private final long[] group;

    /** A spill that is being read. */
    private record Source(int number, SpillCursor cursor) {}

    public SpillMerge(KeyRange range, GroupLayout layout, Configuration hadoop) throws IOException {
        group = new long[layout.stride()];
        waiting = new PriorityQueue<>((one, other) -> {
            int order = layout.compare(one.cursor.key(), other.cursor.key());
            return order != 0 ? order : Integer.compare(one.number, other.number);
        });
        try {
            for (SpillSlice slice : range.slices()) {
                Source source = new Source(sources.size(), new SpillCursor(slice, range.to(), layout, hadoop));
                sources.add(source);
                if (source.cursor.nextFrom(range.from())) {
                    waiting.add(source);
                }
            }
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public boolean next() throws IOException {
        Source first = waiting.poll();
        if (first == null) {
            return false;
        }
        first.cursor.copy(group);
        if (first.cursor.next()) {
            waiting.add(first);
        }
        return true;
    }

    @Override
    public long[] group() {
        return group;
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.cursor.close();
        }
    }
}
