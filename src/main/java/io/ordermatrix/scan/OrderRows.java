package io.ordermatrix.scan;

import static io.ordermatrix.scan.OrderSlots.NEEDED;
import static io.ordermatrix.scan.OrderSlots.TRADE_DATE;

import io.ordermatrix.csv.RowBlock;
import io.ordermatrix.input.Header;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the rows of a block as order events, a batch at a time: first the columns of the selection, then, of the rows that it keeps,
 * those of the predicate, condition by condition, and of the rows that are kept after all the other needed columns and the columns
 * derived from them. Every row is counted.
 */
public final class OrderRows {
    private final BatchSelection selection;
    /** The columns that the selection reads, in its order. */
    private final int[] selecting;

    private final List<FilterStep> steps;
    private final LateColumns late;
    private final DerivedColumns lateDerived;
    /**
     * The slots filled when rows are checked for the last time, including those derived early, which are not derived
     * again.
     */
    private final int[] neededAndEarlyDerived;

    private final boolean dated;
    private final FileColumns others;
    private final RowBatch batch;
    private final ColumnParsers parsers;
    private final Rejects rejects = new Rejects();
    private final int[] rows = new int[RowBatch.CAPACITY];

    /**
     * @param predicate the condition of a query, in addition to the selection
     * @param wanted the columns to read of a kept row
     */
    public OrderRows(ScanSpec spec, RowPredicate predicate, WantedColumns wanted) {
        selection = new BatchSelection(spec.selection());
        List<OrderColumn> filterColumns = spec.selection().filterColumns();
        selecting = filterColumns.stream().mapToInt(OrderSlots::of).toArray();
        steps = FilterStep.of(predicate, filterColumns, spec.selection().zone());
        batch = new RowBatch(wanted.others().size());
        parsers = new ColumnParsers(batch, spec.format());
        others = new FileColumns(wanted.others());

        BitSet early = new BitSet();
        IntStream.of(selecting).forEach(early::set);
        steps.forEach(step -> IntStream.of(step.filled()).forEach(early::set));
        BitSet underived = (BitSet) wanted.slots().clone();
        underived.andNot(early);
        lateDerived = new DerivedColumns(spec.selection().zone(), underived);
        BitSet asked = lateDerived.sources();
        asked.or(wanted.slots());
        late = new LateColumns(parsers, early, asked);
        dated = wanted.slots().get(TRADE_DATE) && spec.records().isPresent();
        early.set(0, NEEDED);
        neededAndEarlyDerived = early.stream().toArray();
    }

    /** The kept rows that were read last. */
    RowBatch batch() {
        return batch;
    }

    /** The rejects among the rows that were read last. */
    Rejects rejects() {
        return rejects;
    }

    /** Continues with another file. */
    void begin(Header header) {
        parsers.begin(header);
        late.begin(header);
        others.begin(header);
    }

    /**
     * Reads rows of a block into the batch.
     *
     * @param from the first row
     * @param to after the last row; at most {@link RowBatch#CAPACITY} more than {@code from}
     * @param tally counts all of them
     */
    void read(RowBlock block, int from, int to, RowTally tally) {
        rejects.begin(from, to);
        takeWellFormed(block, from, to, tally);
        parsers.parse(block, selecting);
        rejectInvalid(block, selecting, selecting);
        selection.apply(batch, selecting, tally);
        for (FilterStep step : steps) {
            filter(block, step, tally);
        }
        int[] parsed = late.parse(block, batch, to - from);
        rejectInvalid(block, parsed, neededAndEarlyDerived);
        lateDerived.make(batch);
        others.read(block, batch);
        tally.kept(batch.size());
        if (dated) {
            tally.dates(batch.column(TRADE_DATE), batch.size());
        }
        for (int row = rejects.next(from); row >= 0; row = rejects.next(row + 1)) {
            tally.rejected(rejects.reason(row));
        }
    }

    /** Lists the rows that have the expected number of fields. */
    private void takeWellFormed(RowBlock block, int from, int to, RowTally tally) {
        int[] blockRows = batch.blockRows();
        int count = 0;
        for (int row = from; row < to; row++) {
            blockRows[count] = row;
            switch (block.kind(row)) {
                case RowBlock.PLAIN -> count++;
                case RowBlock.HEADER -> tally.header();
                case RowBlock.BLANK -> tally.blank();
                case RowBlock.QUOTE -> rejects.put(row, RejectReason.QUOTE);
                default -> rejects.put(row, RejectReason.FIELD_COUNT);
            }
        }
        batch.setSize(count);
    }

    private void rejectInvalid(RowBlock block, int[] parsed, int[] kept) {
        if (parsers.invalidRows().any()) {
            parsers.invalidRows().reject(block, parsed, kept, rejects);
        }
    }

    private void filter(RowBlock block, FilterStep step, RowTally tally) {
        parsers.parse(block, step.columns());
        rejectInvalid(block, step.columns(), step.filled());
        step.derived().make(batch);
        int before = batch.size();
        for (int row = 0; row < before; row++) {
            rows[row] = row;
        }
        int kept = step.condition().select(batch, rows, before);
        tally.filtered(before - kept);
        batch.keep(rows, kept, step.filled());
    }
}
