package io.ordermatrix.order;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where every line of the input went. All values are numbers of lines.
 *
 * @param lines all lines of the input
 * @param header first lines of files
 * @param blank empty lines
 * @param rejected by the text of the {@link RejectReason}; only reasons that occurred
 * @param parsed lines that were read as order events
 * @param dropped by filter, with an entry for every filter
 * @param kept order events that the selection keeps
 */
public record RowAccounting(
        long lines,
        long header,
        long blank,
        Map<String, Long> rejected,
        long parsed,
        Map<DropReason, Long> dropped,
        long kept)
        implements Serializable {

    public static final RowAccounting NONE = new RowAccounting(0, 0, 0, Map.of(), 0, Map.of(), 0);

    public RowAccounting {
        rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
        Map<DropReason, Long> byFilter = new EnumMap<>(DropReason.class);
        for (DropReason filter : DropReason.values()) {
            byFilter.put(filter, dropped.getOrDefault(filter, 0L));
        }
        dropped = Collections.unmodifiableMap(byFilter);
    }

    public RowAccounting plus(RowAccounting other) {
        return new RowAccounting(
                lines + other.lines,
                header + other.header,
                blank + other.blank,
                sum(rejected, other.rejected),
                parsed + other.parsed,
                sum(dropped, other.dropped),
                kept + other.kept);
    }

    private static <K> Map<K, Long> sum(Map<K, Long> first, Map<K, Long> second) {
        Map<K, Long> sum = new TreeMap<>(first);
        second.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    public long rejectedRows() {
        return total(rejected);
    }

    public long droppedRows() {
        return total(dropped);
    }

    /** The share of data rows (neither header nor blank) that were rejected, 0 to 1. */
    public double rejectShare() {
        long rows = rejectedRows() + parsed;
        return rows == 0 ? 0 : (double) rejectedRows() / rows;
    }

    /** What does not add up, in words; empty if both balances hold. */
    public Optional<String> imbalance() {
        if (lines != header + blank + rejectedRows() + parsed) {
            return Optional.of("lines %d != header %d + blank %d + rejected %d + parsed %d"
                    .formatted(lines, header, blank, rejectedRows(), parsed));
        }
        if (parsed != droppedRows() + kept) {
            return Optional.of("parsed %d != dropped %d + kept %d".formatted(parsed, droppedRows(), kept));
        }
        return Optional.empty();
    }

    private static long total(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
