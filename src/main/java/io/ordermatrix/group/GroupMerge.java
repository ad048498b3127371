package io.ordermatrix.group;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** Merges the parts of each group in a range of spills into one, in the order of their keys. */
final class GroupMerge implements SortedGroups {
    private final GroupLayout layout;
    private final Aggregate[] aggregates;
    private final SpillMerge parts;
    private final long[][] columns;
    private int size;
    private int part;
    private int partsEnd;

    GroupMerge(KeyRange range, Grouping grouping, Configuration hadoop) throws IOException {
        layout = grouping.layout();
        aggregates = grouping.aggregates().toArray(Aggregate[]::new);
        columns = new long[layout.stride()][MOST];
        parts = new SpillMerge(range, layout, hadoop);
    }

    @Override
    public boolean next() throws IOException {
        size = 0;
        while (hasPart()) {
            if (size > 0 && layout.compare(parts.columns(), part, columns, size - 1) == 0) {
                merge();
            } else if (size < MOST) {
                copy();
            } else {
                return true;
            }
            part++;
        }
        return size > 0;
    }

    private boolean hasPart() throws IOException {
        if (part < partsEnd) {
            return true;
        }
        if (!parts.next()) {
            return false;
        }
        part = parts.from();
        partsEnd = parts.to();
        return true;
    }

    private void copy() {
        for (int column = 0; column < columns.length; column++) {
            columns[column][size] = parts.columns()[column][part];
        }
        size++;
    }

    private void merge() {
        int words = layout.words();
        for (int at = 0; at < aggregates.length; at++) {
            long[] values = columns[words + at];
            values[size - 1] = aggregates[at].merge(values[size - 1], parts.columns()[words + at][part]);
        }
    }

    @Override
    public long[][] columns() {
        return columns;
    }

    @Override
    public int to() {
        return size;
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
