package io.ordermatrix.lifecycle;

import io.ordermatrix.cube.Rollup;
import io.ordermatrix.group.Groups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.DatedTable;
import io.ordermatrix.table.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** Order flow by fewer keys, computed from the groups of a table of order flow. */
public final class FlowRollups {
    /** The reports, by the keys that they have in common with those of the cube. */
    public static final List<Rollup> ALL = List.of(
            Rollup.OVERALL,
            Rollup.BY_SECURITY,
            Rollup.BY_DATE,
            Rollup.BY_PARTICIPANT,
            Rollup.BY_HOUR,
            Rollup.BY_SECURITY_DATE);

    private final Map<Rollup, SortedMap<Key, long[]>> groups = new EnumMap<>(Rollup.class);

    /** Up to two whole numbers, where dates are days since 1970-01-01; unused numbers are 0. */
    private record Key(long first, long second) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::first).thenComparingLong(Key::second);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    FlowRollups() {
        ALL.forEach(rollup -> groups.put(rollup, new TreeMap<>()));
    }

    /** The rollups of files that were written before. Runs a Spark job. */
    public static FlowRollups of(JavaSparkContext spark, List<StoredFile> files) throws IOException {
        return sum(SparkTasks.forEach(spark, files, (file, attempt, hadoop) -> {
            FlowRollups rollups = new FlowRollups();
            DatedTable.read(new FlowTable(), file, rollups::add, hadoop);
            return rollups.toBytes();
        }));
    }

    /** Adds groups of the table. */
    void add(Groups rows) {
        long[] sums = new long[FlowMeasures.SUMS.size()];
        for (int group = rows.from(); group < rows.to(); group++) {
            for (int sum = 0; sum < sums.length; sum++) {
                sums[sum] = rows.columns()[FlowTable.LAYOUT.words() + sum][group];
            }
            for (Rollup rollup : ALL) {
                add(rollup, key(rollup, rows.columns(), group), sums);
            }
        }
    }

    private static Key key(Rollup rollup, long[][] rows, int group) {
        List<OrderColumn> columns = rollup.columns();
        return new Key(
                columns.isEmpty() ? 0 : key(columns.get(0), rows, group),
                columns.size() < 2 ? 0 : key(columns.get(1), rows, group));
    }

    private static long key(OrderColumn column, long[][] rows, int group) {
        return FlowTable.LAYOUT.key(FlowMeasures.KEYS.indexOf(column), rows, group);
    }

    private void add(Rollup rollup, Key key, long[] more) {
        long[] sums = groups.get(rollup).computeIfAbsent(key, absent -> new long[more.length]);
        for (int sum = 0; sum < sums.length; sum++) {
            sums[sum] = Math.addExact(sums[sum], more[sum]);
        }
    }

    /** Adds the rollups of other groups. */
    public void add(FlowRollups other) {
        other.groups.forEach((rollup, rows) -> rows.forEach((key, sums) -> add(rollup, key, sums)));
    }

    /** The sum of the rollups of several tasks. */
    static FlowRollups sum(List<byte[]> all) throws IOException {
        FlowRollups rollups = new FlowRollups();
        for (byte[] bytes : all) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            for (Rollup rollup : ALL) {
                for (int left = in.readInt(); left > 0; left--) {
                    Key key = new Key(in.readLong(), in.readLong());
                    long[] sums = new long[FlowMeasures.SUMS.size()];
                    for (int sum = 0; sum < sums.length; sum++) {
                        sums[sum] = in.readLong();
                    }
                    rollups.add(rollup, key, sums);
                }
            }
        }
        return rollups;
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Rollup rollup : ALL) {
            out.writeInt(groups.get(rollup).size());
            for (Map.Entry<Key, long[]> group : groups.get(rollup).entrySet()) {
                out.writeLong(group.getKey().first());
                out.writeLong(group.getKey().second());
                for (long sum : group.getValue()) {
                    out.writeLong(sum);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** The column names of a report's rows. */
    public static List<String> header(Rollup rollup) {
        return Stream.concat(rollup.keys().stream(), FlowMeasures.NAMES.stream())
                .toList();
    }

    /** The rows of a report, sorted by key: keys, then measures; null where a measure has no value. */
    public Stream<List<Object>> rows(Rollup rollup) {
        return groups.get(rollup).entrySet().stream().map(group -> row(rollup, group.getKey(), group.getValue()));
    }

    private static List<Object> row(Rollup rollup, Key key, long[] sums) {
        List<Object> row = new ArrayList<>();
        List<OrderColumn> columns = rollup.columns();
        for (int at = 0; at < columns.size(); at++) {
            long value = at == 0 ? key.first() : key.second();
            row.add(columns.get(at) == OrderColumn.TRADE_DATE ? LocalDate.ofEpochDay(value) : (Object) value);
        }
        for (long sum : sums) {
            row.add(sum);
        }
        for (FlowMeasures.Ratio ratio : FlowMeasures.RATIOS) {
            double value = FlowMeasures.ratio(ratio, sum -> sums[sum]);
            row.add(Double.isNaN(value) ? null : value);
        }
        return row;
    }
}
