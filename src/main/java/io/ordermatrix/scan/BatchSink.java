package io.ordermatrix.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** Takes the kept rows of one split, and leaves what it makes of them when they have all come. */
public interface BatchSink extends Closeable {
    /** Takes the rows of a batch, which are gone after that. */
    void add(RowBatch batch) throws IOException;

    /** The rows have all come. */
    void commit() throws IOException;

    /** Makes a sink in each task. */
    interface Factory extends Serializable {
        /**
         * Makes a sink.
         *
         * @param split its number
         * @param attempt a number that no other attempt at the split has
         */
        BatchSink open(int split, long attempt, Configuration hadoop) throws IOException;
    }
}
