package io.ordermatrix.group;

import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.RowBatch;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Groups the rows of a split and spills the groups. */
public final class GroupSink implements BatchSink {
    private final GroupTable table;
    private final SpillWriter spills;

    private GroupSink(GroupTable table, SpillWriter spills) {
        this.table = table;
        this.spills = spills;
    }

    /**
     * Sinks that spill into a directory.
     *
     * @param directory the directory's full name
     */
    public static BatchSink.Factory into(String directory, Grouping grouping) {
        return (split, attempt, hadoop) -> open(directory, grouping, split, attempt, hadoop);
    }

    private static GroupSink open(String directory, Grouping grouping, int split, long attempt, Configuration hadoop)
            throws IOException {
        return new GroupSink(
                new GroupTable(grouping, GroupTable.MOST_GROUPS),
                new SpillWriter(grouping.layout(), new Path(directory), split, attempt, hadoop));
    }

    @Override
    public void add(RowBatch batch) throws IOException {
        if (table.isFull()) {
            table.spill(spills);
        }
        table.add(batch);
    }

    @Override
    public void commit() throws IOException {
        table.spill(spills);
        spills.commit();
    }

    @Override
    public void close() throws IOException {
        spills.close();
    }
}
