package io.ordermatrix.output;

import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.RowAccounting;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link RowAccounting} with the filters' names as in results. */
public record AccountingRecord(
        long lines,
        long header,
        long blank,
        Map<String, Long> rejected,
        long parsed,
        Map<String, Long> dropped,
        long kept) {

    public static AccountingRecord of(RowAccounting rows) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (DropReason filter : DropReason.values()) {
            dropped.put(filter.label(), rows.dropped().get(filter));
        }
        return new AccountingRecord(
                rows.lines(), rows.header(), rows.blank(), rows.rejected(), rows.parsed(), dropped, rows.kept());
    }

    public RowAccounting rows() {
        Map<DropReason, Long> byFilter = new EnumMap<>(DropReason.class);
        for (DropReason filter : DropReason.values()) {
            byFilter.put(filter, dropped.getOrDefault(filter.label(), 0L));
        }
        return new RowAccounting(lines, header, blank, rejected, parsed, byFilter, kept);
    }
}
