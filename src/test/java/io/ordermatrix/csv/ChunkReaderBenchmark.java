package io.ordermatrix.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast a chunk in memory is read: only marking delimiters, also finding all fields, and also parsing the eleven
 * needed columns. One operation is {@value #MEGABYTES} MB (of a million bytes): 100 operations a second are 1 GB/s.
 *
 * <p>To run all benchmarks, with the JDK under test as {@code java}:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -cp target/classes:target/test-classes:$(cat target/test.classpath) org.openjdk.jmh.Main io.ordermatrix.csv
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ChunkReaderBenchmark {
    static final int MEGABYTES = 10;

    @Param({"swar", "vector"})
    private String kernelName;

    @Param("512")
    private int bufferKilobytes;

    @Param("32")
    private int stepKilobytes;

    private DelimiterKernel kernel;
    private byte[] file;
    private long[] bits;

    /** Makes the rows. */
    @Setup
    public void setUp() {
        kernel = kernelName.equals("swar")
                ? new SwarKernel(',')
                : Kernels.vector().orElseThrow();
        file = SampleRows.make(MEGABYTES * 1_000_000);
        bits = new long[stepKilobytes * 1024 / DelimiterKernel.WORD * DelimiterKernel.WORDS];
    }

    /** Only the kernel, called step by step as the index does. */
    @Benchmark
    public long mark() {
        long quotes = 0;
        int step = stepKilobytes * 1024;
        for (int from = 0; from + step <= file.length; from += step) {
            quotes |= kernel.mark(file, from, step / DelimiterKernel.WORD, bits, 0);
        }
        return quotes + bits[0];
    }

    /** Finds and counts all fields of all rows. */
    @Benchmark
    public long find() throws IOException {
        ChunkReader reader = reader();
        RowBlock rows = reader.rows();
        long plain = 0;
        while (reader.next()) {
            for (int row = 0; row < rows.size(); row++) {
                plain += rows.kind(row) == RowBlock.PLAIN ? 1 : 0;
            }
        }
        return plain;
    }

    /** Parses and checks the eleven needed columns of all rows. */
    @Benchmark
    public long parse() throws IOException {
        ChunkReader reader = reader();
        RowBlock rows = reader.rows();
        long sum = 0;
        while (reader.next()) {
            sum += parse(rows);
        }
        return sum;
    }

    private static long parse(RowBlock rows) {
        byte[] bytes = rows.bytes();
        int[] ends = rows.ends();
        long sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.kind(row) != RowBlock.PLAIN) {
                throw new IllegalStateException("Row " + row);
            }
            int first = rows.first(row);
            sum += bigint(bytes, ends, first + SampleRows.ORDER_ID);
            sum += bigint(bytes, ends, first + SampleRows.TIMESTAMP);
            sum += integer(bytes, ends, first + SampleRows.SECURITY);
            sum += price(bytes, ends, first + SampleRows.PRICE);
            sum += tinyint(bytes, ends, first + SampleRows.SIDE);
            sum += integer(bytes, ends, first + SampleRows.QUANTITY);
            sum += integer(bytes, ends, first + SampleRows.LEAVES_QUANTITY);
            sum += integer(bytes, ends, first + SampleRows.MATCHED_QUANTITY);
            sum += smallint(bytes, ends, first + SampleRows.ORDER_TYPE);
            sum += integer(bytes, ends, first + SampleRows.PARTICIPANT);
            sum += tinyint(bytes, ends, first + SampleRows.STATUS);
        }
        return sum;
    }

    private static long bigint(byte[] bytes, int[] ends, int entry) {
        return checked(Numbers.integer(bytes, ends[entry - 1] + 1, ends[entry], Long.MAX_VALUE));
    }

    private static long integer(byte[] bytes, int[] ends, int entry) {
        return checked(Numbers.integer(bytes, ends[entry - 1] + 1, ends[entry], Integer.MAX_VALUE));
    }

    private static long smallint(byte[] bytes, int[] ends, int entry) {
        return checked(Numbers.integer(bytes, ends[entry - 1] + 1, ends[entry], Short.MAX_VALUE));
    }

    private static long tinyint(byte[] bytes, int[] ends, int entry) {
        return checked(Numbers.digit(bytes, ends[entry - 1] + 1, ends[entry], Byte.MAX_VALUE));
    }

    private static long price(byte[] bytes, int[] ends, int entry) {
        return checked(Numbers.decimal(bytes, ends[entry - 1] + 1, ends[entry], 0, Integer.MAX_VALUE));
    }

    private static long checked(long value) {
        if (value == Numbers.NONE) {
            throw new IllegalStateException("No number");
        }
        return value;
    }

    private ChunkReader reader() {
        return new ChunkReader(
                new ByteArrayInputStream(file),
                0,
                file.length,
                SampleRows.COLUMNS,
                false,
                kernel,
                bufferKilobytes * 1024,
                Integer.MAX_VALUE,
                stepKilobytes * 1024);
    }
}
