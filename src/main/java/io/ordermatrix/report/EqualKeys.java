package io.ordermatrix.report;

import io.ordermatrix.group.KeyNumbers;
import io.ordermatrix.parquet.ParquetNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Sums rows with the same keys before they go on, because a participant has many orders of a kind. The rows of a security follow
 * each other; the columns are security, participant and details, then what is summed.
 */
final class EqualKeys implements ParquetNumbers.Rows {
    private static final int SECURITY = 0;
    private static final int PARTICIPANT = 1;
    private static final int FIRST_GROUPS = 1 << 8;
    private static final long LOW_BITS = -1L >>> Integer.SIZE;

    private final int detail;
    private final LongUnaryOperator detailOf;
    private final int firstSum;
    private final ParquetNumbers.Rows target;
    /** The groups of the security, by participant and detail. */
    private final KeyNumbers numbers = new KeyNumbers();
    /** By column and group: the columns of the rows, then how many rows there are. */
    private long[][] groups;

    private int[] groupOfRow = {};
    private long security;

    /**
     * @param columns those of the rows
     * @param detail the column by which rows are told apart besides security and participant
     * @param detailOf makes an {@code int} of its value
     * @param firstSum the index of the first column that is summed
     * @param target takes the same columns, with zeros for other details, and one more: the number of rows behind each
     */
    EqualKeys(
            List<String> columns, String detail, LongUnaryOperator detailOf, int firstSum, ParquetNumbers.Rows target) {
        this.detail = columns.indexOf(detail);
        this.detailOf = detailOf;
        this.firstSum = firstSum;
        this.target = target;
        groups = new long[columns.size() + 1][FIRST_GROUPS];
    }

    @Override
    public void take(long[][] columns, int rows) {
        int from = 0;
        while (from < rows) {
            if (columns[SECURITY][from] != security) {
                endSecurity();
                security = columns[SECURITY][from];
            }
            int to = from + 1;
            while (to < rows && columns[SECURITY][to] == security) {
                to++;
            }
            take(columns, from, to);
            from = to;
        }
    }

    /** Takes rows of one security. */
    private void take(long[][] columns, int from, int to) {
        if (groupOfRow.length < to) {
            groupOfRow = new int[to];
        }
        for (int row = from; row < to; row++) {
            groupOfRow[row] = group(columns[PARTICIPANT][row], detailOf.applyAsLong(columns[detail][row]));
        }
        for (int column = firstSum; column < columns.length; column++) {
            long[] sums = groups[column];
            long[] values = columns[column];
            for (int row = from; row < to; row++) {
                sums[groupOfRow[row]] = Math.addExact(sums[groupOfRow[row]], values[row]);
            }
        }
        long[] counts = groups[columns.length];
        for (int row = from; row < to; row++) {
            counts[groupOfRow[row]]++;
        }
    }

    private int group(long participant, long detailValue) {
        int known = numbers.size();
        int group = numbers.count(participant << Integer.SIZE | (detailValue & LOW_BITS));
        if (group == known) {
            if (group == groups[0].length) {
                groups = Arrays.stream(groups)
                        .map(column -> Arrays.copyOf(column, 2 * column.length))
                        .toArray(long[][]::new);
            }
            for (long[] column : groups) {
                column[group] = 0;
            }
            groups[SECURITY][group] = security;
            groups[PARTICIPANT][group] = participant;
            groups[detail][group] = detailValue;
        }
        return group;
    }

    /** Passes on the groups of the security, to be called after its last row. */
    void endSecurity() {
        target.take(groups, numbers.size());
        numbers.clear(numbers.size());
    }
}
