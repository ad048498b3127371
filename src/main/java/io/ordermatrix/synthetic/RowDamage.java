package io.ordermatrix.synthetic;

import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RejectReason.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Damages rows, taking turns among all reject reasons and all ways to cause each of them, but for dates that a reader may
 * take for implausible. A row is damaged in one respect only, so that its reason does not depend on the order of the checks.
 */
final class RowDamage {
    private static final List<RejectReason> REASONS =
            RejectReason.all().stream().filter(RowDamage::canBeCaused).toList();
    /** Ways to damage a row, by position of the reason in {@link #REASONS}. */
    private static final List<List<RowEdit>> WAYS =
            REASONS.stream().map(RowDamage::waysTo).toList();

    private final long[] counts = new long[REASONS.size()];
    private long damaged;

    /** Turns a valid row into one that is rejected for the reason whose turn it is. */
    String damage(List<String> fields) {
        int reason = (int) (damaged % REASONS.size());
        List<RowEdit> ways = WAYS.get(reason);
        damaged++;
        long turn = counts[reason]++;
        return ways.get((int) (turn % ways.size())).edit(fields);
    }

    /** Damaged rows by the text of their reason; only reasons that occurred. */
    SortedMap<String, Long> counts() {
        SortedMap<String, Long> byReason = new TreeMap<>();
        for (int reason = 0; reason < counts.length; reason++) {
            if (counts[reason] > 0) {
                byReason.put(REASONS.get(reason).toString(), counts[reason]);
            }
        }
        return byReason;
    }

    /** Only a reader knows which dates are plausible, and the timestamps of a plain feed are whole numbers. */
    private static boolean canBeCaused(RejectReason reason) {
        return reason.kind() != Kind.IMPLAUSIBLE
                && reason.kind() != Kind.FORMAT
                && (reason.kind() != Kind.PRECISION || reason.column() == OrderColumn.PRICE);
    }

    private static List<RowEdit> waysTo(RejectReason reason) {
        return switch (reason.kind()) {
            case FIELD_COUNT -> wrongFieldCounts();
            case QUOTE -> wrongQuotes();
            case MISSING -> texts(reason, Stream.of("", "  "));
            case NOT_A_NUMBER -> texts(reason, notNumbers(reason.column()));
            case OVERFLOW -> texts(reason, outside(reason.column().type()));
            case NEGATIVE -> texts(reason, Stream.of("-1", "-1000", "-2147483648"));
            case PRECISION -> texts(reason, Stream.of("3500.5", "3500.001", "0.1"));
            case SIDE -> texts(reason, Stream.of("0", "3", "-1"));
            case IMPLAUSIBLE, FORMAT -> throw new IllegalArgumentException("A plain feed can't have " + reason);
        };
    }

    private static List<RowEdit> texts(RejectReason reason, Stream<String> texts) {
        return texts.map(text -> RowEdit.of(reason.column(), text)).toList();
    }

    private static List<RowEdit> wrongFieldCounts() {
        return List.of(
                fields -> RowEdit.join(fields.subList(0, fields.size() - 1)),
                fields -> RowEdit.join(fields) + ",",
                fields -> RowEdit.join(fields.subList(1, fields.size())),
                fields -> RowEdit.join(fields) + ",0,0",
                fields -> fields.get(0),
                // The comma within the quotes is not a separator: one field too few.
                fields -> '"'
                        + fields.get(0)
                        + ','
                        + fields.get(1)
                        + '"'
                        + ','
                        + RowEdit.join(fields.subList(2, fields.size())));
    }

    private static List<RowEdit> wrongQuotes() {
        List<RowEdit> ways = new ArrayList<>();
        for (OrderColumn column :
                List.of(OrderColumn.TIMEVALIDITYDECODED, OrderColumn.TIMEVALIDITY, OrderColumn.ORDER_ID)) {
            ways.add(RowEdit.of(column, text -> '"' + text)); // never closed
            ways.add(RowEdit.of(column, text -> text + '"')); // inside an unquoted field
            ways.add(RowEdit.of(column, text -> '"' + text + "\"0")); // continues after the closing quote
        }
        return ways;
    }

    private static Stream<String> notNumbers(OrderColumn column) {
        Stream<String> everywhere = Stream.of("abc", "1e5", "1.2.3", "-", "+", "12a", "1 2", "--1", "0x1", "NaN");
        Stream<String> points = column == OrderColumn.PRICE ? Stream.of("5.", ".5", ".") : Stream.of("1.0", "1.");
        return Stream.concat(everywhere, points);
    }

    /** Just outside either limit, more digits than a long has, and numbers that would wrap around to 1. */
    private static Stream<String> outside(ColumnType type) {
        BigInteger smallest = BigInteger.valueOf(type.smallest());
        BigInteger largest = BigInteger.valueOf(type.largest());
        BigInteger values = largest.subtract(smallest).add(BigInteger.ONE);
        return Stream.of(
                        largest.add(BigInteger.ONE),
                        smallest.subtract(BigInteger.ONE),
                        values.add(BigInteger.ONE),
                        BigInteger.TWO.pow(64).add(BigInteger.ONE),
                        BigInteger.TEN.pow(20).subtract(BigInteger.ONE))
                .map(BigInteger::toString);
    }
}
