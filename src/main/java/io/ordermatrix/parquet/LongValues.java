package io.ordermatrix.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;

/** The values of a page that come as longs, many at once. */
abstract class LongValues extends ValuesWriter {
    /** Adds values. */
    abstract void add(long[] added, int from, int to);

    /** Tells statistics the least and the most of the values added, if there are any. */
    abstract void describe(Statistics<?> statistics);

    /** The bytes of the texts that the values stand for, without their lengths. */
    long textBytes() {
        return 0;
    }

    @Override
    public final String memUsageString(String prefix) {
        return "%s %s %d bytes".formatted(prefix, getClass().getSimpleName(), getAllocatedSize());
    }
}
