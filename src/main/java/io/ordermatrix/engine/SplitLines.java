package io.ordermatrix.engine;

import io.ordermatrix.input.Split;
import io.ordermatrix.scan.ScanSpec;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** The {@link ChunkLines} of a split, chunk by chunk, with one file open at a time. */
final class SplitLines implements Iterator<Row> {
    private final ScanSpec spec;
    private final Split split;
    private final Configuration hadoop;
    private int next;
    private ChunkLines lines;

    SplitLines(ScanSpec spec, Split split, Configuration hadoop) {
        this.spec = spec;
        this.split = split;
        this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
        return (lines != null && lines.hasNext()) || next < split.chunks().size();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        // A chunk always has a row, if only the one that marks its end.
        if (lines == null || !lines.hasNext()) {
            lines = new ChunkLines(spec, split, next++, hadoop);
        }
        return lines.next();
    }
}
