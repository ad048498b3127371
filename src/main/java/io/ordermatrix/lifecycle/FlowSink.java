package io.ordermatrix.lifecycle;

import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillWriter;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.table.RowObserver;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Groups lifecycles as they are written, and spills the groups: order flow. Lifecycles come by date and security, so that the
 * groups of one cell are complete before those of the next begin.
 */
final class FlowSink implements RowObserver {
    /** The words of a packed key: date and security, then participant and hour. */
    private static final int CELL_WORD = 0;

    private static final int GROUP_WORD = 1;

    private final SpillWriter spills;
    private final ExchangeClock clock;
    private final Lifecycle order = new Lifecycle();
    private final long[][] keys = new long[FlowMeasures.KEYS.size()][SortedGroups.MOST];
    private final long[][] packed = new long[FlowTable.LAYOUT.words()][SortedGroups.MOST];
    /** The groups of the cell, by participant and hour. */
    private final KeyNumbers numbers = new KeyNumbers();

    private long[][] groups = {};
    private long cell;

    private FlowSink(SpillWriter spills, ZoneId zone) {
        this.spills = spills;
        clock = new ExchangeClock(zone);
    }

    /**
     * Sinks that spill into a directory.
     *
     * @param directory the directory's full name
     * @param zone of the hours
     */
    static RowObserver.Factory into(String directory, ZoneId zone) {
        return (piece, attempt, hadoop) -> open(directory, zone, piece, attempt, hadoop);
    }

    private static FlowSink open(String directory, ZoneId zone, int piece, long attempt, Configuration hadoop)
            throws IOException {
        return new FlowSink(new SpillWriter(FlowTable.LAYOUT, new Path(directory), piece, attempt, hadoop), zone);
    }

    @Override
    public void see(SortedGroups rows) throws IOException {
        packKeys(rows);
        int count = rows.to() - rows.from();
        for (int row = 0; row < count; row++) {
            if (packed[CELL_WORD][row] != cell) {
                spillCell();
                cell = packed[CELL_WORD][row];
            }
            order.moveTo(rows.columns(), rows.from() + row);
            FlowMeasures.add(order, group(packed[GROUP_WORD][row]), FlowTable.LAYOUT.words());
        }
    }

    private void packKeys(SortedGroups rows) {
        long[] times = rows.columns()[LifecycleRows.index(LifecycleColumn.FIRST_TIMESTAMP)];
        int count = rows.to() - rows.from();
        clock.read(
                rows.from() == 0 ? times : Arrays.copyOfRange(times, rows.from(), rows.to()),
                count,
                keys[FlowMeasures.KEYS.indexOf(OrderColumn.TRADE_DATE)],
                keys[FlowMeasures.KEYS.indexOf(OrderColumn.HOUR)]);
        LifecycleRows.LAYOUT.unpack(
                LifecycleRows.KEYS.indexOf(OrderColumn.SECURITY_CODE),
                rows.columns(),
                rows.from(),
                rows.to(),
                keys[FlowMeasures.KEYS.indexOf(OrderColumn.SECURITY_CODE)]);
        System.arraycopy(
                rows.columns()[LifecycleRows.index(LifecycleColumn.PARTICIPANTID)],
                rows.from(),
                keys[FlowMeasures.KEYS.indexOf(OrderColumn.PARTICIPANTID)],
                0,
                count);
        FlowTable.LAYOUT.pack(keys, count, packed);
    }

    /** The group of the cell with this participant and hour: its key, then its sums. */
    private long[] group(long key) {
        int known = numbers.size();
        int number = numbers.count(key);
        if (number == groups.length) {
            groups = Arrays.copyOf(groups, Math.max(16, 2 * groups.length));
        }
        if (number == known) {
            long[] group = new long[FlowTable.LAYOUT.stride()];
            group[CELL_WORD] = cell;
            group[GROUP_WORD] = key;
            groups[number] = group;
        }
        return groups[number];
    }

    private void spillCell() throws IOException {
        for (int number : numbers.inOrder()) {
            spills.add(groups[number], 0);
        }
        numbers.clear();
    }

    @Override
    public byte[] result() throws IOException {
        spillCell();
        spills.commit();
        return new byte[0];
    }

    @Override
    public void close() throws IOException {
        spills.close();
    }
}
