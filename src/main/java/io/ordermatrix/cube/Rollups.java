package io.ordermatrix.cube;

import io.ordermatrix.order.Cell;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SizeBucket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/**
 * All rollups of a cube, computed in one pass: every task makes the rollups of its rows, and the driver adds them up.
 *
 * <p>They are small even if the cube is large. The largest has a row for every cell, which takes about 250 bytes of the
 * driver's memory: 250 MB for a million cells.
 *
 * <p>For example, the events of every participant, from the cube that a run has written:
 *
 * <pre>{@code
 * Rollups rollups = Rollups.of(spark.read().parquet("results/cube"));
 * int events = Rollups.header(Rollup.BY_PARTICIPANT).indexOf("events");
 * rollups.rows(Rollup.BY_PARTICIPANT).forEach(row -> System.out.println(row.get(0) + " " + row.get(events)));
 * }</pre>
 */
public final class Rollups {
    private static final SizeBucket[] SIZES = SizeBucket.values();

    private final Codes securities;
    private final Codes dates;
    private final Codes participants;
    private final Map<Rollup, RollupRows> groups = new EnumMap<>(Rollup.class);

    private Rollups(Codes securities, Codes dates, Codes participants) {
        this.securities = securities;
        this.dates = dates;
        this.participants = participants;
        for (Rollup rollup : Rollup.values()) {
            groups.put(rollup, new RollupRows(rollup));
        }
    }

    static Rollups empty() {
        return new Rollups(new Codes(), new Codes(), new Codes());
    }

    /**
     * Reads a cube once.
     *
     * @param cube as {@link OrderCube} makes it
     * @throws ArithmeticException if a sum overflows a BIGINT
     */
    public static Rollups of(Dataset<Row> cube) throws IOException {
        return sum(cube.select(CubeRow.columns().stream().map(functions::col).toArray(Column[]::new))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(Rollups::ofPartition)
                .collect());
    }

    /** The sum of the rollups of several tasks. */
    static Rollups sum(List<byte[]> all) throws IOException {
        Deque<byte[]> parts = new ArrayDeque<>(all);
        Rollups rollups = empty();
        while (!parts.isEmpty()) {
            // Each is released once it has been added: together they are as large as their sum.
            rollups.add(read(new DataInputStream(new ByteArrayInputStream(parts.poll()))));
        }
        return rollups;
    }

    private static Iterator<byte[]> ofPartition(Iterator<InternalRow> rows) throws IOException {
        Rollups rollups = empty();
        CubeRow row = new CubeRow();
        while (rows.hasNext()) {
            row.read(rows.next());
            rollups.add(row);
        }
        return List.of(rollups.toBytes()).iterator();
    }

    void add(CubeRow row) {
        int security = securities.number(row.key(OrderColumn.SECURITY_CODE));
        int date = dates.number(row.key(OrderColumn.TRADE_DATE));
        int participant = participants.number(row.key(OrderColumn.PARTICIPANTID));
        for (RollupRows rows : groups.values()) {
            rows.of(row).add(row.totals(), security, date, participant);
        }
    }

    /** Adds the rollups of another part of the same cube. */
    public void add(Rollups other) {
        int[] securityNumbers = securities.translate(other.securities);
        int[] dateNumbers = dates.translate(other.dates);
        int[] participantNumbers = participants.translate(other.participants);
        groups.forEach((rollup, rows) -> other.groups
                .get(rollup)
                .groups()
                .forEach((key, totals) -> rows.of(key).add(totals, securityNumbers, dateNumbers, participantNumbers)));
    }

    /** The column names of a rollup's rows. */
    public static List<String> header(Rollup rollup) {
        return Stream.concat(rollup.keys().stream(), Measures.NAMES.stream()).toList();
    }

    /**
     * The rows of a rollup, sorted by key: keys, then measures; null where a measure has no value. Without events there
     * are no rows.
     */
    public Stream<List<Object>> rows(Rollup rollup) {
        return groups.get(rollup).groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> row(rollup, group.getKey(), group.getValue()));
    }

    private static List<Object> row(Rollup rollup, RollupKey key, RollupGroup totals) {
        List<Object> row = new ArrayList<>();
        List<OrderColumn> columns = rollup.columns();
        for (int at = 0; at < columns.size(); at++) {
            row.add(shown(columns.get(at), at == 0 ? key.first() : key.second()));
        }
        row.addAll(totals.measures());
        return row;
    }

    private static Object shown(OrderColumn column, int value) {
        return switch (column) {
            case TRADE_DATE -> LocalDate.ofEpochDay(value);
            case SIZE_BUCKET -> SIZES[value].label();
            default -> value;
        };
    }

    /** The number of events of every cell that has any, in order. */
    public SortedMap<Cell, Long> cells() {
        SortedMap<Cell, Long> cells = new TreeMap<>();
        groups.get(Rollup.BY_SECURITY_DATE)
                .groups()
                .forEach((key, totals) ->
                        cells.put(new Cell(key.first(), LocalDate.ofEpochDay(key.second())), totals.events()));
        return cells;
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    void write(DataOutput out) throws IOException {
        securities.write(out);
        dates.write(out);
        participants.write(out);
        for (Rollup rollup : Rollup.values()) {
            // In order, so that files with them are the same for the same rows.
            SortedMap<RollupKey, RollupGroup> rows =
                    new TreeMap<>(groups.get(rollup).groups());
            out.writeInt(rows.size());
            for (Map.Entry<RollupKey, RollupGroup> group : rows.entrySet()) {
                out.writeInt(group.getKey().first());
                out.writeInt(group.getKey().second());
                group.getValue().write(out);
            }
        }
    }

    static Rollups read(DataInput in) throws IOException {
        Rollups rollups = new Rollups(Codes.read(in), Codes.read(in), Codes.read(in));
        for (Rollup rollup : Rollup.values()) {
            int count = in.readInt();
            for (int at = 0; at < count; at++) {
                RollupKey key = new RollupKey(in.readInt(), in.readInt());
                rollups.groups.get(rollup).put(key, RollupGroup.read(rollup, in));
            }
        }
        return rollups;
    }
}
