package io.ordermatrix.source;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** The {@link ChunkLines} of a group, chunk after chunk, one file open at a time. */
final class GroupLines implements Iterator<Row> {
    private final ScanSpec spec;
    private final ChunkGroup group;
    private final Configuration hadoop;
    private int next;
    private ChunkLines lines;

    GroupLines(ScanSpec spec, ChunkGroup group, Configuration hadoop) {
        this.spec = spec;
        this.group = group;
        this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
        return (lines != null && lines.hasNext()) || next < group.chunks().size();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        // A chunk always has a line, if only the one that says that it has ended.
        if (lines == null || !lines.hasNext()) {
            lines = new ChunkLines(spec, group, next++, hadoop);
        }
        return lines.next();
    }
}
