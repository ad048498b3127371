package io.ordermatrix.scan;

import io.ordermatrix.csv.ChunkReader;
import io.ordermatrix.cube.OrderCube;
import io.ordermatrix.group.Aggregate;
import io.ordermatrix.group.GroupTable;
import io.ordermatrix.group.Grouping;
import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.input.InputFiles;
import io.ordermatrix.input.Split;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.Selection;
import io.ordermatrix.order.TradingHours;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where the time of a scan goes: reads a whole file repeatedly without Spark, each benchmark with one more step than
 * the one before. The parameter {@code file} names a file made by {@code bench/bench.sh}:
 *
 * <pre>{@code
 * java -cp target/classes:target/test-classes:$(cat target/test.classpath) org.openjdk.jmh.Main ScanStages \
 *   -p file=target/bench/orders-2GB.csv -p threads=1,2
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 7)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
public class ScanStagesBenchmark {
    private static final int SPLITS = 8;

    @Param("")
    private String file;

    @Param({"1", "2"})
    private int threads;

    private final Configuration hadoop = new Configuration();
    private ExecutorService pool;
    private List<InputFile> files;
    private List<Split> splits;

    /** The result of one split. */
    private interface Step {
        long of(Split split) throws IOException;
    }

    /** Opens the file. */
    @Setup
    public void setUp() {
        files = InputFiles.find(List.of(file), LineFormat.PLAIN, hadoop);
        splits = Split.cut(
                files, DataSize.ofBytes(files.get(0).length() / SPLITS + 1).bytes());
        pool = Executors.newFixedThreadPool(threads);
    }

    /** Stops the threads. */
    @TearDown
    public void tearDown() {
        pool.shutdown();
    }

    private long all(Step step) throws Exception {
        List<Callable<Long>> work = new ArrayList<>();
        splits.forEach(split -> work.add(() -> step.of(split)));
        long sum = 0;
        for (Future<Long> done : pool.invokeAll(work)) {
            sum += done.get();
        }
        return sum;
    }

    /** Finds all fields of all rows. */
    @Benchmark
    public long findFields() throws Exception {
        return all(split -> {
            Chunk chunk = split.chunks().get(0);
            InputFile input = files.get(chunk.file());
            try (ChunkReader reader = new ChunkReader(
                    input.open(hadoop, ChunkReader.streamStart(chunk.start())),
                    chunk.start(),
                    chunk.end(),
                    ',',
                    input.header().fieldCount(),
                    true)) {
                while (reader.next()) {
                    // The content of the blocks is not needed here.
                }
                return reader.lines();
            }
        });
    }

    /** Checks every row, parses its eleven needed columns, and accounts for it. */
    @Benchmark
    public long parseRows() throws Exception {
        BitSet needed = new BitSet();
        needed.set(0, OrderSlots.NEEDED);
        return all(split -> read(split, Selection.everything(ZoneOffset.ofHours(10)), needed, null));
    }

    /** Query A of the comparison: three keys, five aggregates, six hours. */
    @Benchmark
    public long groupsOfQueryA() throws Exception {
        Selection hours = new Selection(
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                TradingHours.parse("10:00-16:00"),
                ZoneOffset.ofHours(10));
        Grouping grouping = new Grouping(
                List.of(OrderColumn.SECURITY_CODE, OrderColumn.TRADE_DATE, OrderColumn.PARTICIPANTID),
                List.of(
                        Aggregate.count("events"),
                        Aggregate.sum("quantity", OrderColumn.QUANTITY),
                        Aggregate.sum("notional", OrderColumn.NOTIONAL),
                        Aggregate.min("low", OrderColumn.PRICE),
                        Aggregate.max("high", OrderColumn.PRICE)));
        return all(split -> read(split, hours, grouping.slots(), grouping));
    }

    /** Query B: the cube's five keys and all aggregates that it collects. */
    @Benchmark
    public long groupsOfQueryB() throws Exception {
        Grouping grouping = OrderCube.GROUPING;
        return all(split -> read(split, Selection.everything(ZoneOffset.ofHours(10)), grouping.slots(), grouping));
    }

    private long read(Split split, Selection selection, BitSet slots, Grouping grouping) throws IOException {
        ScanSpec spec = new ScanSpec(
                files,
                splits,
                selection,
                FeedFormat.ofAnyTime(FieldFormat.PLAIN, selection.zone()),
                ScanSpec.OnReject.DROP,
                null);
        OrderRows rows = new OrderRows(spec, new RowPredicate.Constant(true), WantedColumns.of(slots));
        GroupTable aggregate = grouping == null ? null : new GroupTable(grouping, GroupTable.MOST_GROUPS);
        long kept = 0;
        try (SplitReader reader = new SplitReader(spec, split, rows, 0, hadoop)) {
            while (reader.next()) {
                kept += reader.batch().size();
                if (aggregate != null) {
                    if (aggregate.isFull()) {
                        aggregate.clear();
                    }
                    aggregate.add(reader.batch());
                }
            }
        }
        return kept;
    }
}
