package io.ordermatrix.lifecycle;

import io.ordermatrix.group.Groups;
import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.table.RowObserver;
import io.ordermatrix.table.TableFile;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * Groups lifecycles as they are written, and writes the groups to a file of their own: order flow. Lifecycles come by date and
 * security, so that the groups of one cell are complete before those of the next begin.
 */
final class FlowSink implements RowObserver {
    /** The words of a packed key: date and security, then participant and hour. */
    private static final int CELL_WORD = 0;

    private static final int GROUP_WORD = 1;

    private final TableFile file;
    private final ExchangeClock clock;
    private final FlowRollups rollups = new FlowRollups();
    private final Lifecycle order = new Lifecycle();
    private final long[][] keys = new long[FlowMeasures.KEYS.size()][Groups.MOST];
    private final long[][] packed = new long[FlowTable.LAYOUT.words()][Groups.MOST];
    private final FlowRows ended = new FlowRows();
    /** The groups of the cell, by participant and hour. */
    private final KeyNumbers numbers = new KeyNumbers();

    private long[][] groups = {};
    private long cell;
    private boolean hasRows;

    private FlowSink(TableFile file, ZoneId zone) {
        this.file = file;
        clock = new ExchangeClock(zone);
    }

    /**
     * Sinks that write a file for each of the lifecycles.
     *
     * @param directory the full name of the table's directory
     * @param zone of the hours
     */
    static RowObserver.Factory into(String directory, ZoneId zone) {
        return (piece, attempt, hadoop) -> new FlowSink(
                new TableFile(new FlowTable(), new Path(directory, piece).toString(), attempt, hadoop), zone);
    }

    @Override
    public void see(Groups rows) throws IOException {
        hasRows = true;
        packKeys(rows);
        int count = rows.to() - rows.from();
        for (int row = 0; row < count; row++) {
            if (packed[CELL_WORD][row] != cell) {
                endCell();
                cell = packed[CELL_WORD][row];
            }
            order.moveTo(rows.columns(), rows.from() + row);
            FlowMeasures.add(order, group(packed[GROUP_WORD][row]), FlowTable.LAYOUT.words());
        }
    }

    private void packKeys(Groups rows) {
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

    private void endCell() throws IOException {
        for (int number : numbers.inOrder()) {
            if (ended.to() == Groups.MOST) {
                write();
            }
            ended.add(groups[number]);
        }
        numbers.clear();
    }

    private void write() throws IOException {
        file.add(ended);
        rollups.add(ended);
        ended.clear();
    }

    @Override
    public byte[] result() throws IOException {
        if (hasRows) {
            endCell();
            write();
            file.commit(Map.of());
        }
        return rollups.toBytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
