package io.ordermatrix.csv;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one number takes, by the form of the field. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NumbersBenchmark {
    static final int FIELDS = 1000;

    /** What the fields look like: d is a digit, the digits of one to six are as many as that. */
    @Param({"d", "one to six", "dddddd", "ddddddddddddddddddd", "-ddddddddddddddddddd", "dddd.0"})
    private String shape;

    private byte[] bytes;
    private int[] ends;

    /** Makes the fields. */
    @Setup
    public void setUp() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(" ".repeat(ChunkReader.MARGIN));
        ends = new int[FIELDS + 1];
        ends[0] = text.length() - 1;
        for (int i = 0; i < FIELDS; i++) {
            String field = shape.equals("one to six") ? "d".repeat(1 + random.nextInt(6)) : shape;
            for (int j = 0; j < field.length(); j++) {
                char c = field.charAt(j);
                // No nine, so that 19 digits fit into a long.
                text.append(c == 'd' ? (char) ('0' + random.nextInt(9)) : c);
            }
            ends[i + 1] = text.length();
            text.append(',');
        }
        bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** With {@link Numbers#integer}; fields with a point, with {@link Numbers#decimal}. */
    @Benchmark
    @OperationsPerInvocation(FIELDS)
    public long number() {
        return shape.indexOf('.') < 0 ? integers() : decimals();
    }

    /** With {@link Numbers#digit}. */
    @Benchmark
    @OperationsPerInvocation(FIELDS)
    public long digit() {
        long sum = 0;
        for (int i = 1; i <= FIELDS; i++) {
            sum += Numbers.digit(bytes, ends[i - 1] + 1, ends[i], Long.MAX_VALUE);
        }
        return sum;
    }

    private long integers() {
        long sum = 0;
        for (int i = 1; i <= FIELDS; i++) {
            sum += Numbers.integer(bytes, ends[i - 1] + 1, ends[i], Long.MAX_VALUE);
        }
        return sum;
    }

    private long decimals() {
        long sum = 0;
        for (int i = 1; i <= FIELDS; i++) {
            sum += Numbers.decimal(bytes, ends[i - 1] + 1, ends[i], 0, Integer.MAX_VALUE);
        }
        return sum;
    }
}
