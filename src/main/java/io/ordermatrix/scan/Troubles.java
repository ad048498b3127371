package io.ordermatrix.scan;

import io.ordermatrix.csv.Numbers;
import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RejectReason.Kind;

/** The rows of a batch that can't be read, found column by column, and the reason that counts for each. */
final class Troubles {
    private final RowBatch batch;
    private final int[] fields;
    private final int priceDecimals;
    private final boolean[] troubled = new boolean[RowBatch.CAPACITY];
    private boolean any;

    /**
     * @param fields for each slot, the field of the file that holds it, which changes with the file
     */
    Troubles(RowBatch batch, int[] fields, int priceDecimals) {
        this.batch = batch;
        this.fields = fields;
        this.priceDecimals = priceDecimals;
    }

    boolean any() {
        return any;
    }

    /** Marks the rows whose value of a slot, just parsed, can't be taken. */
    void mark(RowBlock block, int slot) {
        for (int row = 0; row < batch.size(); row++) {
            if (kind(block, row, slot) != null) {
                troubled[row] = true;
                any = true;
            }
        }
    }

    /**
     * Takes the marked rows out of the batch.
     *
     * @param parsed the slots in the order in which reasons count
     * @param kept the slots whose values the other rows keep
     * @param rejects takes the reason of each marked row
     */
    void reject(RowBlock block, int[] parsed, int[] kept, Rejects rejects) {
        any = false;
        int[] rows = new int[batch.size()];
        int count = 0;
        for (int row = 0; row < batch.size(); row++) {
            if (troubled[row]) {
                troubled[row] = false;
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
        throw new AssertionError("A row with trouble has a column with trouble");
    }

    /** What is wrong with a value that was parsed; null if nothing is. */
    private Kind kind(RowBlock block, int row, int slot) {
        long value = batch.column(slot)[row];
        if (value == Numbers.NONE) {
            Kind kind = kindOfNone(block, batch.blockRows()[row], slot);
            if (kind != null) {
                return kind;
            }
        }
        if (slot == OrderSlots.SIDE) {
            return value == 1 || value == 2 ? null : Kind.SIDE;
        }
        return value < 0 && OrderSlots.column(slot).isShareQuantity() ? Kind.NEGATIVE : null;
    }

    /** Why a parser gave no number; null if the number is the one that stands for none. */
    private Kind kindOfNone(RowBlock block, int blockRow, int slot) {
        int field = fields[slot];
        int start = block.start(blockRow, field);
        int end = block.end(blockRow, field);
        OrderColumn column = OrderSlots.column(slot);
        long limit = column.type().largest();
        Numbers.Outcome outcome = column == OrderColumn.PRICE
                ? Numbers.decimalOutcome(block.bytes(), start, end, priceDecimals, limit)
                : Numbers.integerOutcome(block.bytes(), start, end, limit);
        return switch (outcome) {
            case VALUE -> null;
            case MISSING -> Kind.MISSING;
            case NOT_A_NUMBER -> Kind.NOT_A_NUMBER;
            case OVERFLOW -> Kind.OVERFLOW;
            case PRECISION -> Kind.PRECISION;
        };
    }
}
