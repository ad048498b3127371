package io.ordermatrix.source;

import io.ordermatrix.order.Filter;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the rows of one chunk while it is read. */
final class RowTally {
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<Filter, Long> dropped = new EnumMap<>(Filter.class);
    private long lines;
    private long header;
    private long blank;
    private long parsed;
    private long kept;

    void header() {
        lines++;
        header++;
    }

    void blank() {
        lines++;
        blank++;
    }

    void rejected(RejectReason reason) {
        lines++;
        rejected.merge(reason.toString(), 1L, Long::sum);
    }

    void dropped(Filter filter) {
        lines++;
        parsed++;
        dropped.merge(filter, 1L, Long::sum);
    }

    void kept() {
        lines++;
        parsed++;
        kept++;
    }

    /** The lines counted so far. */
    long lines() {
        return lines;
    }

    RowAccounting accounting() {
        return new RowAccounting(lines, header, blank, rejected, parsed, dropped, kept);
    }
}
