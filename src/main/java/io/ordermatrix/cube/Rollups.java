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
    private static final int SECURITY = CubeRow.index(OrderColumn.SECURITY_CODE);
    private static final int DATE = CubeRow.index(OrderColumn.TRADE_DATE);
    private static final int PARTICIPANT = CubeRow.index(OrderColumn.PARTICIPANTID);

    private final Codes securities;
    private final Codes dates;
    private final Codes participants;
    private final Map<Rollup, RollupRows> groups = new EnumMap<>(Rollup.class);
    /** The rollups that divide what a participant has in a cell, and those that do not. */
    private final List<RollupRows> finer = new ArrayList<>();

    private final List<RollupRows> coarser = new ArrayList<>();
    /** The rows with the same security, date and participant that came last, which most rollups have as one. */
    private final CubeRow run = new CubeRow();

    private boolean hasRun;
    private int security;
    private int date;
    private int participant;

    private Rollups(Codes securities, Codes dates, Codes participants) {
        this.securities = securities;
        this.dates = dates;
        this.participants = participants;
        for (Rollup rollup : Rollup.values()) {
            RollupRows rows = new RollupRows(rollup);
            groups.put(rollup, rows);
            (rollup.dividesParticipants() ? finer : coarser).add(rows);
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
        if (hasRun
                && row.key(PARTICIPANT) == run.key(PARTICIPANT)
                && row.key(SECURITY) == run.key(SECURITY)
                && row.key(DATE) == run.key(DATE)) {
            CollectedTotals.merge(run.totals(), row.totals());
        } else {
            endRun();
            run.copy(row);
            hasRun = true;
            security = securities.number(row.key(SECURITY));
            date = dates.number(row.key(DATE));
            participant = participants.number(row.key(PARTICIPANT));
        }
        for (RollupRows rows : finer) {
            rows.of(row).add(row.totals(), security, date, participant);
        }
    }

    private void endRun() {
        if (hasRun) {
            hasRun = false;
            for (RollupRows rows : coarser) {
                rows.of(run).add(run.totals(), security, date, participant);
            }
        }
    }

    private Map<RollupKey, RollupGroup> groups(Rollup rollup) {
        endRun();
        return groups.get(rollup).groups();
    }

    /** Adds the rollups of another part of the same cube. */
    public void add(Rollups other) {
        int[] securityNumbers = securities.translate(other.securities);
        int[] dateNumbers = dates.translate(other.dates);
        int[] participantNumbers = participants.translate(other.participants);
        groups.forEach((rollup, rows) -> other.groups(rollup)
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
        return groups(rollup).entrySet().stream()
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
        groups(Rollup.BY_SECURITY_DATE)
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
            SortedMap<RollupKey, RollupGroup> rows = new TreeMap<>(groups(rollup));
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
