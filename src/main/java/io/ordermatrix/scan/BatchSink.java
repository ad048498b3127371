package io.ordermatrix.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** Receives the kept rows of one split, and commits its output when all of them have arrived. */
public interface BatchSink extends Closeable {
    /** Receives the rows of a batch, which are valid only during the call. */
    void add(RowBatch batch) throws IOException;

    /** Called when all rows have arrived. */
    void commit() throws IOException;

    /** Makes a sink in each task. */
    interface Factory extends Serializable {
        /**
         * Makes a sink.
         *
         * @param split the number of the split
         * @param attempt a number that no other attempt at the split has
         */
        BatchSink open(int split, long attempt, Configuration hadoop) throws IOException;
    }
}
