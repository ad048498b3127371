package io.ordermatrix.orders;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillMerge;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.parquet.ParquetSource.ByteRange;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.table.StoredFile;
import io.ordermatrix.table.TableKind;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * How selected events are spilled: sorted by cell, time and order, with all columns of the result.
 *
 * @param others optional columns of the files
 */
record OrderLayout(List<FileColumn> others) implements TableKind {
    private static final long serialVersionUID = 1;

    /** The columns that events are sorted by. */
    static final List<OrderColumn> KEYS =
            List.of(OrderColumn.TRADE_DATE, OrderColumn.SECURITY_CODE, OrderColumn.TIMESTAMP, OrderColumn.ORDER_ID);

    /** The word of a packed key that holds date and security. */
    static final int CELL_WORD = 0;

    /** The word that holds the time. */
    static final int TIME_WORD = 1;

    /** The word that holds the order. */
    static final int ORDER_WORD = 2;

    /** The columns of an event, in the order of the result. */
    static final List<OrderColumn> COLUMNS = Stream.concat(
                    OrderColumn.needed().stream(), OrderColumn.derived().stream())
            .toList();

    /** The columns that are not keys, in the order in which they follow the key. */
    static final List<OrderColumn> VALUES =
            COLUMNS.stream().filter(column -> !KEYS.contains(column)).toList();

    @Override
    public String rowName() {
        return "order_event";
    }

    OrderLayout {
        others = List.copyOf(others);
    }

    @Override
    public List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        COLUMNS.stream()
                .filter(column -> column != OrderColumn.TRADE_DATE)
                .forEach(column -> columns.add(column(column)));
        for (int other = 0; other < others.size(); other++) {
            columns.add(other(other));
        }
        return columns;
    }

    private ParquetColumn other(int other) {
        int first = layout().words() + VALUES.size();
        int nulls = first + others.size() + other / Long.SIZE;
        FileColumn column = others.get(other);
        return ParquetColumn.ofOptional(
                column.name(), column.type(), first + other, (rows, row) -> (rows[nulls][row] >>> other & 1) != 0);
    }

    private ParquetColumn column(OrderColumn column) {
        GroupLayout layout = layout();
        int key = KEYS.indexOf(column);
        return key < 0
                ? ParquetColumn.of(column.columnName(), column.type(), layout.words() + VALUES.indexOf(column))
                : ParquetColumn.of(
                        column.columnName(),
                        column.type(),
                        SortedGroups.MOST,
                        (rows, from, to, values) -> layout.unpack(key, rows, from, to, values));
    }

    @Override
    public GroupLayout layout() {
        int[] texts = IntStream.range(0, others.size())
                .filter(other -> others.get(other).isText())
                .map(other -> VALUES.size() + other)
                .toArray();
        return new GroupLayout(KEYS, valueSlots().length, texts);
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
        return new StoredEvents(this, new StoredOrderReader(file, ByteRange.WHOLE_FILE, wanted(), hadoop));
    }

    /** Events are not merged, only sorted. */
    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return new SpillMerge(range, layout(), hadoop);
    }

    /** The slots of a batch that follow the key: columns, optional columns, and which of the latter are null. */
    int[] valueSlots() {
        IntStream nulls = IntStream.range(0, RowBatch.nullWords(others.size()))
                .map(word -> RowBatch.nullSlot(others.size(), word));
        return IntStream.concat(
                        IntStream.concat(
                                VALUES.stream().mapToInt(OrderSlots::of),
                                IntStream.range(0, others.size()).map(RowBatch::otherSlot)),
                        nulls)
                .toArray();
    }

    /** The types of the values that follow the key. */
    List<ColumnType> valueTypes() {
        List<ColumnType> types = new ArrayList<>();
        VALUES.forEach(column -> types.add(column.type()));
        others.forEach(other -> types.add(other.type()));
        for (int word = 0; word < RowBatch.nullWords(others.size()); word++) {
            types.add(ColumnType.BIGINT);
        }
        return types;
    }

    /** The columns to read of an event. */
    WantedColumns wanted() {
        BitSet slots = new BitSet();
        COLUMNS.forEach(column -> slots.set(OrderSlots.of(column)));
        return new WantedColumns(slots, others);
    }
}
