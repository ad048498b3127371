package io.ordermatrix.scan;

import static io.ordermatrix.scan.OrderSlots.EXCHANGEORDERTYPE;
import static io.ordermatrix.scan.OrderSlots.PARTICIPANTID;
import static io.ordermatrix.scan.OrderSlots.SECURITY_CODE;
import static io.ordermatrix.scan.OrderSlots.TIMESTAMP;

import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.SelectionFilter;

/** Drops the rows of a batch that a selection does not keep. */
public final class BatchSelection {
    private final SelectionFilter filter;
    private final boolean keepsAll;
    private final int[] rows = new int[RowBatch.CAPACITY];

    public BatchSelection(Selection selection) {
        filter = new SelectionFilter(selection);
        keepsAll = selection.filters().isEmpty();
    }

    /**
     * Drops rows.
     *
     * @param batch with the columns of the selection's filters
     * @param slots the slots that have values
     * @param tally counts the rows that are dropped
     */
    public void apply(RowBatch batch, int[] slots, RowTally tally) {
        if (keepsAll) {
            return;
        }
        long[] timestamps = batch.column(TIMESTAMP);
        long[] securities = batch.column(SECURITY_CODE);
        long[] participants = batch.column(PARTICIPANTID);
        long[] orderTypes = batch.column(EXCHANGEORDERTYPE);
        int kept = 0;
        for (int row = 0; row < batch.size(); row++) {
            DropReason reason = filter.dropping(
                    timestamps[row], (int) securities[row], (int) participants[row], (int) orderTypes[row]);
            if (reason == null) {
                rows[kept++] = row;
            } else {
                tally.dropped(reason);
            }
        }
        batch.keep(rows, kept, slots);
    }
}
