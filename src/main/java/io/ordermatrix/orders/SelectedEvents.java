package io.ordermatrix.orders;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.parquet.ParquetSource.ByteRange;
import io.ordermatrix.scan.BatchReader;
import io.ordermatrix.scan.BatchSelection;
import io.ordermatrix.scan.DerivedColumns;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.RowTally;
import io.ordermatrix.scan.ScanCount;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** The events in a part of a file written before that a selection keeps, as a scan of files would read them. */
final class SelectedEvents implements BatchReader {
    private final StoredOrderReader reader;
    private final BatchSelection selection;
    private final DerivedColumns computed;
    private final int[] slots;
    private final RowTally tally = new RowTally();

    /**
     * @param wanted the columns of a kept event
     */
    SelectedEvents(StoredFile file, ByteRange range, Selection selection, WantedColumns wanted, Configuration hadoop)
            throws IOException {
        this.selection = new BatchSelection(selection);
        BitSet made = new BitSet();
        OrderColumn.computed().stream()
                .map(OrderSlots::of)
                .filter(wanted.slots()::get)
                .forEach(made::set);
        computed = new DerivedColumns(selection.zone(), made);
        BitSet read = computed.sources();
        read.or(wanted.slots());
        selection.filterColumns().forEach(column -> read.set(OrderSlots.of(column)));
        WantedColumns all = new WantedColumns(read, wanted.others());
        reader = new StoredOrderReader(file, range, all, hadoop);
        int others = wanted.others().size();
        slots = IntStream.concat(
                        read.stream(),
                        IntStream.range(OrderSlots.COUNT, OrderSlots.COUNT + others + RowBatch.nullWords(others)))
                .toArray();
    }

    @Override
    public boolean next() throws IOException {
        if (!reader.next()) {
            return false;
        }
        RowBatch batch = reader.batch();
        selection.apply(batch, slots, tally);
        computed.make(batch);
        tally.kept(batch.size());
        return true;
    }

    @Override
    public RowBatch batch() {
        return reader.batch();
    }

    @Override
    public ScanCount count() {
        return ScanCount.NONE.plus(tally, 0);
    }

    /** What became of the events read so far. */
    RowTally tally() {
        return tally;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
