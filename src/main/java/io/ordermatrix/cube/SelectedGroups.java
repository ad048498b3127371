package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SelectionFilter;
import io.ordermatrix.scan.RowTally;
import io.ordermatrix.table.StoredFile;
import io.ordermatrix.table.StoredKind;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The groups in the files of a date that a selection keeps; the events of all groups are counted. */
final class SelectedGroups implements SortedGroups {
    private static final GroupLayout LAYOUT = OrderCube.GROUPING.layout();
    private static final int DATE = OrderCube.GROUPING.keys().indexOf(OrderColumn.TRADE_DATE);
    private static final int SECURITY = OrderCube.GROUPING.keys().indexOf(OrderColumn.SECURITY_CODE);
    private static final int PARTICIPANT = OrderCube.GROUPING.keys().indexOf(OrderColumn.PARTICIPANTID);
    private static final int HOUR = OrderCube.GROUPING.keys().indexOf(OrderColumn.HOUR);
    private static final int EVENTS = LAYOUT.words() + Measures.EVENTS;

    private final StoredKind kind;
    private final Iterator<StoredFile> left;
    private final SelectionFilter filter;
    private final RowTally tally;
    private final Configuration hadoop;
    private SortedGroups source;
    private int kept;

    /**
     * @param files of one date, in the order of their keys
     * @param tally counts the events of the groups that were read
     */
    SelectedGroups(
            StoredKind kind, List<StoredFile> files, SelectionFilter filter, RowTally tally, Configuration hadoop) {
        this.kind = kind;
        left = files.iterator();
        this.filter = filter;
        this.tally = tally;
        this.hadoop = hadoop;
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            if (source == null) {
                if (!left.hasNext()) {
                    return false;
                }
                source = kind.stored(left.next(), hadoop);
            }
            if (source.next()) {
                keep(source.columns());
                return true;
            }
            source.close();
            source = null;
        }
    }

    /** Moves the groups that are kept to the beginning of the columns. */
    private void keep(long[][] columns) {
        kept = 0;
        for (int group = source.from(); group < source.to(); group++) {
            DropReason reason = filter.droppingHour(
                    (int) LAYOUT.key(DATE, columns, group),
                    (int) LAYOUT.key(SECURITY, columns, group),
                    (int) LAYOUT.key(PARTICIPANT, columns, group),
                    (int) LAYOUT.key(HOUR, columns, group));
            if (reason == null) {
                tally.kept(columns[EVENTS][group]);
                for (long[] column : columns) {
                    column[kept] = column[group];
                }
                kept++;
            } else {
                tally.dropped(reason, columns[EVENTS][group]);
            }
        }
    }

    @Override
    public long[][] columns() {
        return source.columns();
    }

    @Override
    public int to() {
        return kept;
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
