package io.ordermatrix.orders;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.group.SpillKind;
import io.ordermatrix.group.SpillMerge;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.FileColumn;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.WantedColumns;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * How events are spilled: sorted, with some of their columns. Events with equal keys stay in the order of the input.
 *
 * @param keys the columns to sort by: date and security, then two more
 * @param values columns that are not keys, in the order in which they follow the key
 * @param others optional columns of the files, which follow those
 * @param read all optional columns that are read of a file, which others are a part of
 * @param ofFirst those of the others that are needed only of the first event with the same three keys, an order's
 * @param ofLast those of the values that are needed only of the last event with the same three keys
 */
public record EventLayout(
        List<OrderColumn> keys,
        List<OrderColumn> values,
        List<FileColumn> others,
        List<FileColumn> read,
        List<FileColumn> ofFirst,
        List<OrderColumn> ofLast)
        implements SpillKind {
    private static final long serialVersionUID = 1;

    /** The index of the key that follows date and security. */
    static final int THIRD_KEY = 2;

    /** The word of a packed key that holds date and security. */
    static final int CELL_WORD = 0;

    /** The word that holds the third key. */
    static final int THIRD_WORD = 1;

    /** The word that holds the fourth key. */
    static final int FOURTH_WORD = 2;

    public EventLayout {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
        others = List.copyOf(others);
        read = List.copyOf(read);
        ofFirst = List.copyOf(ofFirst);
        ofLast = List.copyOf(ofLast);
    }

    /** Describes events all of whose values are needed. */
    public EventLayout(
            List<OrderColumn> keys, List<OrderColumn> values, List<FileColumn> others, List<FileColumn> read) {
        this(keys, values, others, read, List.of(), List.of());
    }

    @Override
    public GroupLayout layout() {
        int[] texts = texts().map(other -> values.size() + other).toArray();
        return new GroupLayout(keys, valueSlots().length, texts);
    }

    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return new SpillMerge(range, layout(), hadoop);
    }

    /** Which optional columns are text. */
    IntStream texts() {
        return IntStream.range(0, others.size())
                .filter(other -> others.get(other).isText());
    }

    /** Leaves out what is not needed of each event. */
    UnneededValues unneeded() {
        return new UnneededValues(
                ofFirst.stream().mapToInt(other -> index(others.indexOf(other))).toArray(),
                ofLast.stream().mapToInt(this::index).toArray());
    }

    /** The place of an optional column among those that are read. */
    int place(int other) {
        return read.indexOf(others.get(other));
    }

    /** The index of a value among the longs of an event. */
    public int index(OrderColumn value) {
        return layout().words() + values.indexOf(value);
    }

    /** The index of an optional column among the longs of an event. */
    public int index(int other) {
        return layout().words() + valueIndex(other);
    }

    /** The index of an optional column among the values of an event. */
    int valueIndex(int other) {
        return values.size() + other;
    }

    /** The index of the long whose bit says whether an optional column is null. */
    public int nullIndex(int other) {
        return layout().words() + values.size() + others.size() + place(other) / Long.SIZE;
    }

    /** The bit of this long, as a number. */
    public long nullBit(int other) {
        return 1L << place(other);
    }

    /** The slots of a batch that follow the key: columns, optional columns, and which of those that are read are null. */
    int[] valueSlots() {
        IntStream nulls =
                IntStream.range(0, RowBatch.nullWords(read.size())).map(word -> RowBatch.nullSlot(read.size(), word));
        return IntStream.concat(
                        IntStream.concat(
                                values.stream().mapToInt(OrderSlots::of),
                                IntStream.range(0, others.size()).map(other -> RowBatch.otherSlot(place(other)))),
                        nulls)
                .toArray();
    }

    /** The columns to read of an event. */
    public WantedColumns wanted() {
        BitSet slots = new BitSet();
        keys.forEach(column -> slots.set(OrderSlots.of(column)));
        values.forEach(column -> slots.set(OrderSlots.of(column)));
        return new WantedColumns(slots, read);
    }
}
