package io.ordermatrix.engine;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.Header;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.SelectionFilter;
import io.ordermatrix.scan.BatchReader;
import io.ordermatrix.scan.ChunkRecordWriter;
import io.ordermatrix.scan.ContentChecksum;
import io.ordermatrix.scan.DerivedColumns;
import io.ordermatrix.scan.OrderSlots;
import io.ordermatrix.scan.RowBatch;
import io.ordermatrix.scan.RowTally;
import io.ordermatrix.scan.ScanCount;
import io.ordermatrix.scan.ScanSpec;
import io.ordermatrix.scan.WantedColumns;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Turns the lines of a split, already split into fields by Spark, into batches of kept order events, and accounts for
 * every line.
 */
final class SparkCsvBatches implements BatchReader {
    private final ScanSpec spec;
    private final Configuration hadoop;
    private final Split split;
    private final ExchangeClock clock;
    private final Header header;
    private final List<OrderColumn> filterColumns;
    private final SelectionFilter filter;
    private final OrderText text;
    private final DerivedColumns derived;
    private final ChunkRecordWriter records;
    private final Iterator<Row> lines;
    private final OtherFields others;
    private final RowBatch batch;
    private final Map<OrderColumn, Long> values = new EnumMap<>(OrderColumn.class);
    private Row line;
    private RowTally tally = new RowTally();
    private ScanCount finished = ScanCount.NONE;

    /**
     * @param first the first line of the split
     * @param lines the remaining lines
     */
    SparkCsvBatches(
            ScanSpec spec,
            Split split,
            Header header,
            WantedColumns wanted,
            Row first,
            Iterator<Row> lines,
            long attempt,
            Configuration hadoop)
            throws IOException {
        this.spec = spec;
        this.hadoop = hadoop;
        this.split = split;
        clock = new ExchangeClock(spec.selection().zone());
        this.header = header;
        this.lines = lines;
        line = first;
        filterColumns = spec.selection().filterColumns();
        filter = new SelectionFilter(spec.selection());
        text = new OrderText(spec.format());
        text.begin(header.midnight());
        batch = new RowBatch(wanted.others().size());
        others = new OtherFields(wanted.others(), header, batch);
        derived = new DerivedColumns(spec.selection().zone(), wanted.slots());
        records = new ChunkRecordWriter(spec.records().orElseThrow(), split.number(), attempt, hadoop);
    }

    @Override
    public boolean next() throws IOException {
        if (line == null) {
            return false;
        }
        batch.setSize(0);
        others.begin();
        while (line != null && batch.size() < RowBatch.CAPACITY) {
            read(line);
            line = lines.hasNext() ? lines.next() : null;
        }
        derived.make(batch);
        others.end();
        return true;
    }

    private void read(Row row) throws IOException {
        String kind = row.getString(3);
        switch (kind) {
            case ChunkLines.HEADER -> tally.header();
            case ChunkLines.BLANK -> tally.blank();
            case ChunkLines.END_OF_CHUNK -> endChunk(row.getInt(1));
            case ChunkLines.ORDER -> readOrder(row, row.getStruct(6));
            default -> reject(row, RejectReason.parse(kind));
        }
    }

    private void endChunk(int index) throws IOException {
        Chunk chunk = split.chunks().get(index);
        records.add(tally.record(chunk, ContentChecksum.of(spec.fileOf(chunk), chunk, hadoop)));
        if (index == split.chunks().size() - 1) {
            records.commit();
        }
        finished = finished.plus(tally, split.chunks().get(index).bytes());
        tally = new RowTally();
    }

    private void readOrder(Row row, Row fields) throws IOException {
        values.clear();
        RejectReason reason = readColumns(filterColumns, fields);
        if (reason == null) {
            DropReason dropping = filter.dropping(
                    values.getOrDefault(OrderColumn.TIMESTAMP, 0L),
                    values.getOrDefault(OrderColumn.SECURITY_CODE, 0L).intValue(),
                    values.getOrDefault(OrderColumn.PARTICIPANTID, 0L).intValue(),
                    values.getOrDefault(OrderColumn.EXCHANGEORDERTYPE, 0L).intValue());
            if (dropping != null) {
                tally.dropped(dropping);
                return;
            }
            reason = readColumns(OrderColumn.needed(), fields);
        }
        if (reason != null) {
            reject(row, reason);
            return;
        }
        tally.kept(1);
        tally.dates(new long[] {clock.epochDay(values.get(OrderColumn.TIMESTAMP))}, 1);
        int at = batch.size();
        values.forEach((column, value) -> batch.column(OrderSlots.of(column))[at] = value);
        others.put(at, fields);
        batch.setSize(at + 1);
    }

    private RejectReason readColumns(List<OrderColumn> columns, Row fields) {
        for (OrderColumn column : columns) {
            OptionalLong constant = header.constant(column.columnName());
            if (constant.isPresent()) {
                values.put(column, constant.getAsLong());
                continue;
            }
            RejectReason reason = text.read(column, fields.getString(header.field(column)));
            if (reason != null) {
                return reason;
            }
            values.put(column, text.value());
        }
        return null;
    }

    private void reject(Row row, RejectReason reason) throws IOException {
        tally.rejected(reason);
        byte[] raw = row.getAs("raw");
        records.reject(row.getLong(2), tally.lines(), reason, raw, 0, raw.length);
    }

    @Override
    public RowBatch batch() {
        return batch;
    }

    @Override
    public ScanCount count() {
        return finished.plus(tally, 0);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
