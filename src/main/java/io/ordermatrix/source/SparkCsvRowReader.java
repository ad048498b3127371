package io.ordermatrix.source;

import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.Filter;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.SelectionFilter;
import io.ordermatrix.order.SizeBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Turns the lines of a group's chunks, cut into fields by Spark, into kept order events, and accounts for every line. */
final class SparkCsvRowReader implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    /** The events, with the date as days since 1970-01-01. */
    static final StructType SCHEMA = new StructType(Arrays.stream(OrderSchema.EVENTS.fields())
            .map(field -> field.dataType().equals(DataTypes.DateType)
                    ? DataTypes.createStructField(field.name(), DataTypes.IntegerType, false)
                    : field)
            .toArray(StructField[]::new));

    private final Broadcast<ScanSpec> spec;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final Header header;

    SparkCsvRowReader(Broadcast<ScanSpec> spec, Broadcast<SerializableConfiguration> hadoop, Header header) {
        this.spec = spec;
        this.hadoop = hadoop;
        this.header = header;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) throws IOException {
        if (!lines.hasNext()) {
            return Collections.emptyIterator();
        }
        return new Events(lines);
    }

    private final class Events implements Iterator<Row> {
        private final Iterator<Row> lines;
        private final List<OrderColumn> filterColumns;
        private final SelectionFilter filter;
        private final ExchangeClock clock;
        private final OrderText text;
        private RowTally tally = new RowTally();
        private final Map<OrderColumn, Long> values = new EnumMap<>(OrderColumn.class);
        private ChunkGroup group;
        private ChunkRecordWriter writer;
        private Row next;

        Events(Iterator<Row> lines) throws IOException {
            this.lines = lines;
            var selection = spec.value().selection();
            filterColumns = selection.filterColumns();
            filter = new SelectionFilter(selection);
            clock = new ExchangeClock(selection.zone());
            text = new OrderText(spec.value().priceDecimals());
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Row event = next;
            try {
                advance();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return event;
        }

        private void advance() throws IOException {
            next = null;
            while (next == null && lines.hasNext()) {
                next = read(lines.next());
            }
        }

        /** The event of a line, or null if the line is not a kept one. */
        private Row read(Row line) throws IOException {
            if (writer == null) {
                group = spec.value().group(line.getInt(0));
                writer = openWriter(group);
            }
            String kind = line.getString(3);
            switch (kind) {
                case ChunkLines.HEADER -> tally.header();
                case ChunkLines.BLANK -> tally.blank();
                case ChunkLines.END_OF_CHUNK -> endChunk(line.getInt(1));
                case ChunkLines.ORDER -> {
                    return readOrder(line, line.getStruct(6));
                }
                default -> reject(line, RejectReason.parse(kind));
            }
            return null;
        }

        private void endChunk(int place) throws IOException {
            writer.add(tally.record(group.chunks().get(place)));
            tally = new RowTally();
            if (place == group.chunks().size() - 1) {
                writer.commit();
            }
        }

        private ChunkRecordWriter openWriter(ChunkGroup group) throws IOException {
            TaskContext task = TaskContext.get();
            ChunkRecordWriter opened = new ChunkRecordWriter(
                    spec.value().records().orElseThrow(),
                    group.number(),
                    task.taskAttemptId(),
                    hadoop.value().value());
            task.addTaskCompletionListener((TaskCompletionListener) context -> close(opened));
            return opened;
        }

        private static void close(ChunkRecordWriter opened) {
            try {
                opened.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private Row readOrder(Row line, Row fields) throws IOException {
            values.clear();
            RejectReason trouble = readColumns(filterColumns, fields);
            if (trouble == null) {
                Filter dropping = filter.dropping(
                        values.getOrDefault(OrderColumn.TIMESTAMP, 0L),
                        values.getOrDefault(OrderColumn.SECURITY_CODE, 0L).intValue(),
                        values.getOrDefault(OrderColumn.PARTICIPANTID, 0L).intValue(),
                        values.getOrDefault(OrderColumn.EXCHANGEORDERTYPE, 0L).intValue());
                if (dropping != null) {
                    tally.dropped(dropping);
                    return null;
                }
                trouble = readColumns(OrderColumn.needed(), fields);
            }
            if (trouble != null) {
                reject(line, trouble);
                return null;
            }
            tally.kept(
                    values.get(OrderColumn.TIMESTAMP),
                    values.get(OrderColumn.SECURITY_CODE).intValue(),
                    values.get(OrderColumn.PARTICIPANTID).intValue());
            return event();
        }

        private RejectReason readColumns(List<OrderColumn> columns, Row fields) {
            for (OrderColumn column : columns) {
                RejectReason trouble = text.read(column, fields.getString(header.field(column)));
                if (trouble != null) {
                    return trouble;
                }
                values.put(column, text.value());
            }
            return null;
        }

        private void reject(Row line, RejectReason reason) throws IOException {
            tally.rejected(reason);
            byte[] raw = line.getAs("raw");
            writer.reject(line.getLong(2), tally.lines(), reason, raw, 0, raw.length);
        }

        private Row event() {
            long timestamp = values.get(OrderColumn.TIMESTAMP);
            values.put(OrderColumn.TRADE_DATE, (long) clock.epochDay(timestamp));
            values.put(OrderColumn.HOUR, (long) clock.hour(timestamp));
            int quantity = values.get(OrderColumn.QUANTITY).intValue();
            values.put(OrderColumn.SIZE_BUCKET, (long) SizeBucket.of(quantity).code());
            StructField[] fields = SCHEMA.fields();
            Object[] event = new Object[fields.length];
            for (int at = 0; at < fields.length; at++) {
                long value = values.get(OrderColumn.named(fields[at].name()).orElseThrow());
                event[at] = narrow(value, fields[at]);
            }
            return RowFactory.create(event);
        }

        private static Object narrow(long value, StructField field) {
            return switch (field.dataType().typeName()) {
                case "byte" -> (byte) value;
                case "short" -> (short) value;
                case "integer" -> (int) value;
                default -> value;
            };
        }
    }
}
