package io.ordermatrix.group;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** Makes one group of all its parts in a range of spills, one group after the other in the order of their keys. */
final class GroupMerge implements SortedGroups {
    private final GroupLayout layout;
    private final Aggregate[] aggregates;
    private final SpillMerge parts;
    private final long[] group;
    private boolean hasPart;

    GroupMerge(KeyRange range, Grouping grouping, Configuration hadoop) throws IOException {
        layout = grouping.layout();
        aggregates = grouping.aggregates().toArray(Aggregate[]::new);
        group = new long[layout.stride()];
        parts = new SpillMerge(range, layout, hadoop);
        hasPart = parts.next();
    }

    @Override
    public boolean next() throws IOException {
        if (!hasPart) {
            return false;
        }
        int words = layout.words();
        long[] part = parts.group();
        System.arraycopy(part, 0, group, 0, group.length);
        hasPart = parts.next();
        while (hasPart && layout.compare(part, group) == 0) {
            for (int at = 0; at < aggregates.length; at++) {
                group[words + at] = aggregates[at].merge(group[words + at], part[words + at]);
            }
            hasPart = parts.next();
        }
        return true;
    }

    @Override
    public long[] group() {
        return group;
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
