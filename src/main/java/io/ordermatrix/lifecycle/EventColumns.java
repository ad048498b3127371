package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.Groups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.orders.EventLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The columns of spilled events by their names, with one entry for each event. */
final class EventColumns {
    /** The changereason of an event whose file does not have it. */
    static final int NO_REASON = -1;

    private static final int REASON = 0;
    /** The index of the first quote among the optional columns. */
    static final int FIRST_QUOTE = 1;

    private final GroupLayout layout;
    private final long[][] columns;
    private final Map<OrderColumn, long[]> values = new EnumMap<>(OrderColumn.class);
    private final int timestamp;
    private final List<OptionalColumn> others = new ArrayList<>();
    private final long[] timestamps = new long[Groups.MOST];
    private final int[] reasons = new int[Groups.MOST];

    /** An optional column. */
    static final class OptionalColumn {
        private final long[] values;
        /** Longs of which a bit is set where the column is null. */
        private final long[] nulls;

        private final long nullBit;

        private OptionalColumn(long[] values, long[] nulls, long nullBit) {
            this.values = values;
            this.nulls = nulls;
            this.nullBit = nullBit;
        }

        boolean isNull(int event) {
            return (nulls[event] & nullBit) != 0;
        }

        /** The value of an event; anything if it is null. */
        long get(int event) {
            return values[event];
        }
    }

    /**
     * @param columns where the events are put
     */
    EventColumns(EventLayout events, long[][] columns) {
        this.columns = columns;
        layout = events.layout();
        timestamp = events.keys().indexOf(OrderColumn.TIMESTAMP);
        events.values().forEach(column -> values.put(column, columns[events.index(column)]));
        for (int other = 0; other < events.others().size(); other++) {
            others.add(new OptionalColumn(
                    columns[events.index(other)], columns[events.nullIndex(other)], events.nullBit(other)));
        }
    }

    /** Unpacks what is not a column by itself, once events are there. */
    void unpack(int count) {
        layout.unpack(timestamp, columns, 0, count, timestamps);
        OptionalColumn reason = others.get(REASON);
        for (int event = 0; event < count; event++) {
            reasons[event] = reason.isNull(event) ? NO_REASON : (int) reason.get(event);
        }
    }

    /** A word of the packed keys. */
    long[] key(int word) {
        return columns[word];
    }

    long[] timestamps() {
        return timestamps;
    }

    /** The changereason, or {@link #NO_REASON}. */
    int[] reasons() {
        return reasons;
    }

    /** A column that all files have. */
    long[] values(OrderColumn column) {
        return values.get(column);
    }

    /** A quote, numbered as in {@link LifecycleEvents}. */
    OptionalColumn quote(int number) {
        return others.get(FIRST_QUOTE + number);
    }
}
