package io.ordermatrix.scan;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.field.FieldReaders;
import io.ordermatrix.field.NumberProblem;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RejectReason.Kind;
import java.util.Optional;

/** The rows of a batch with invalid values, found column by column, and the reject reason of each. */
final class InvalidRows {
    private final RowBatch batch;
    private final int[] fields;
    private final FeedFormat format;
    private final FieldReaders readers;
    private final boolean[] invalid = new boolean[RowBatch.CAPACITY];
    private boolean any;

    /**
     * @param fields for each slot, the field of the current file that holds it; updated by the owner for each file
     * @param readers of the columns that are not whole numbers
     */
    InvalidRows(RowBatch batch, int[] fields, FeedFormat format, FieldReaders readers) {
        this.batch = batch;
        this.fields = fields;
        this.format = format;
        this.readers = readers;
    }

    boolean any() {
        return any;
    }

    /** Marks the rows with an invalid value in a slot that was just parsed. */
    void mark(RowBlock block, int slot) {
        for (int row = 0; row < batch.size(); row++) {
            if (kind(block, row, slot) != null) {
                invalid[row] = true;
                any = true;
            }
        }
    }

    /**
     * Removes the marked rows from the batch.
     *
     * @param parsed the slots parsed, in the order of checking
     * @param kept the slots whose values are kept for the other rows
     * @param rejects receives the reason of each marked row
     */
    void reject(RowBlock block, int[] parsed, int[] kept, Rejects rejects) {
        any = false;
        int[] rows = new int[batch.size()];
        int count = 0;
        for (int row = 0; row < batch.size(); row++) {
            if (invalid[row]) {
                invalid[row] = false;
                rejects.put(batch.blockRows()[row], firstReason(block, row, parsed));
            } else {
                rows[count++] = row;
            }
        }
        batch.keep(rows, count, kept);
    }

    private RejectReason firstReason(RowBlock block, int row, int[] parsed) {
        for (int slot : parsed) {
            Kind kind = kind(block, row, slot);
            if (kind != null) {
                return new RejectReason(kind, OrderSlots.column(slot));
            }
        }
        throw new AssertionError("An invalid row has an invalid value");
    }

    /** What is wrong with a parsed value; null if nothing is. */
    private Kind kind(RowBlock block, int row, int slot) {
        long value = batch.column(slot)[row];
        if (value == Numbers.NONE) {
            Kind kind = kindOfNone(block, batch.blockRows()[row], slot);
            if (kind != null) {
                return kind;
            }
        }
        if (slot == OrderSlots.TIMESTAMP) {
            return format.isPlausible(value) ? null : Kind.IMPLAUSIBLE;
        }
        if (slot == OrderSlots.SIDE) {
            return value == 1 || value == 2 ? null : Kind.SIDE;
        }
        return value < 0 && OrderSlots.column(slot).isShareQuantity() ? Kind.NEGATIVE : null;
    }

    /** Why a parser returned {@link Numbers#NONE}; null if that is the number itself. */
    private Kind kindOfNone(RowBlock block, int blockRow, int slot) {
        int field = fields[slot];
        int start = block.start(blockRow, field);
        int end = block.end(blockRow, field);
        OrderColumn column = OrderSlots.column(slot);
        return readers.of(column)
                .map(reader -> Optional.ofNullable(reader.problem(block.bytes(), start, end)))
                .orElseGet(() -> Optional.ofNullable(NumberProblem.of(Numbers.integerOutcome(
                        block.bytes(), start, end, column.type().largest()))))
                .orElse(null);
    }
}
