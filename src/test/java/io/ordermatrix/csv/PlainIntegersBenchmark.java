package io.ordermatrix.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one number of a column takes, compared to {@link Numbers}, which parses one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PlainIntegersBenchmark {
    /** As many as a block usually has. */
    private static final int ROWS = 200;

    private final PlainIntegers plain = new PlainIntegers(ROWS);
    private final long[] numbers = new long[ROWS];
    private final int[] rows = IntStream.range(0, ROWS).toArray();
    private RowBlock block;

    /** Finds the fields of some rows. */
    @Setup
    public void setUp() throws IOException {
        byte[] bytes = SampleRows.make(100_000);
        ChunkReader reader =
                new ChunkReader(new ByteArrayInputStream(bytes), 0, bytes.length, ',', SampleRows.COLUMNS, false);
        if (!reader.next() || reader.rows().size() < ROWS) {
            throw new IllegalStateException("Too few rows");
        }
        block = reader.rows();
    }

    /** Fields of six digits. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int shortFields() {
        return plain.parseShort(block, rows, ROWS, SampleRows.SECURITY, numbers);
    }

    /** The same fields, one by one. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long shortOneByOne() {
        return oneByOne(SampleRows.SECURITY, Integer.MAX_VALUE);
    }

    /** Fields of nineteen digits. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int longFields() {
        return plain.parseLong(block, rows, ROWS, SampleRows.TIMESTAMP, numbers);
    }

    /** The same fields, one by one. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long longOneByOne() {
        return oneByOne(SampleRows.TIMESTAMP, Long.MAX_VALUE);
    }

    private long oneByOne(int field, long limit) {
        byte[] bytes = block.bytes();
        int[] ends = block.ends();
        long none = 0;
        for (int row = 0; row < ROWS; row++) {
            int at = block.first(rows[row]) + field;
            long number = Numbers.integer(bytes, ends[at - 1] + 1, ends[at], limit);
            numbers[row] = number;
            none |= number;
        }
        return none;
    }
}
