package io.ordermatrix.orders;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.group.EvenGroups;
import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.parquet.ParquetSource.ByteRange;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.table.SpilledKind;
import io.ordermatrix.table.StoredFile;
import io.ordermatrix.table.StoredKind;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * The selected events as a table: sorted by cell, time and order, with all columns of the result.
 *
 * @param events how they are spilled
 */
record OrderLayout(EventLayout events) implements SpilledKind, StoredKind {
    private static final long serialVersionUID = 1;

    /** The columns that events are sorted by. */
    private static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.TIMESTAMP, OrderColumn.ORDER_ID);

    /** The columns of an event, in the order of the result. */
    static final List<OrderColumn> COLUMNS = Stream.concat(
                    OrderColumn.needed().stream(), OrderColumn.derived().stream())
            .toList();

    /**
     * Describes the table.
     *
     * @param others its optional columns
     * @param read all optional columns that are read of a file
     */
    static OrderLayout of(List<FileColumn> others, List<FileColumn> read) {
        List<OrderColumn> values =
                COLUMNS.stream().filter(column -> !KEYS.contains(column)).toList();
        return new OrderLayout(new EventLayout(KEYS, values, others, read));
    }

    @Override
    public String rowName() {
        return "order_event";
    }

    @Override
    public GroupLayout layout() {
        return events.layout();
    }

    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return events.merge(range, hadoop);
    }

    @Override
    public SortedGroups rows(KeyRange range, Configuration hadoop) throws IOException {
        return new EvenGroups(merge(range, hadoop), layout());
    }

    @Override
    public List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        COLUMNS.stream()
                .filter(column -> column != OrderColumn.TRADE_DATE)
                .forEach(column -> columns.add(column(column)));
        for (int other = 0; other < events.others().size(); other++) {
            columns.add(other(other));
        }
        return columns;
    }

    private ParquetColumn other(int other) {
        FileColumn column = events.others().get(other);
        return ParquetColumn.ofOptional(
                column.name(),
                column.type(),
                events.index(other),
                new ParquetColumn.Absence(events.nullIndex(other), events.nullBit(other)));
    }

    private ParquetColumn column(OrderColumn column) {
        GroupLayout layout = layout();
        int key = KEYS.indexOf(column);
        return key < 0
                ? ParquetColumn.of(column.columnName(), column.type(), events.index(column))
                : ParquetColumn.of(
                        column.columnName(),
                        column.type(),
                        (rows, from, to, values) -> layout.unpack(key, rows, from, to, values));
    }

    /** The packed key before all events that follow a cut. */
    long[] key(EventCut cut, ZoneId zone) {
        long[][] keys = {
            {cut.date()},
            {cut.security()},
            {cut.isWholeSecurity() ? Long.MIN_VALUE : cut.timestamp(zone)},
            {Long.MIN_VALUE}
        };
        long[][] packed = new long[layout().words()][1];
        layout().pack(keys, 1, packed);
        return Arrays.stream(packed).mapToLong(word -> word[0]).toArray();
    }

    @Override
    public SortedGroups stored(StoredFile file, Configuration hadoop) throws IOException {
        return new StoredEvents(events, new StoredOrderReader(file, ByteRange.WHOLE_FILE, events.wanted(), hadoop));
    }
}
