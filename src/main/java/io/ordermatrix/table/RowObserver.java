package io.ordermatrix.table;

import io.ordermatrix.group.Groups;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Sees the rows of a table as they are written; in each task, those of one part of a date. */
public interface RowObserver extends Closeable {
    /** Sees rows, which are valid only during the call. */
    void see(Groups rows) throws IOException;

    /** What the file with the rows says about them, by name. */
    default Map<String, String> facts() throws IOException {
        return Map.of();
    }

    /** What the driver receives about all rows seen; called once, after the last rows. */
    byte[] result() throws IOException;

    @Override
    default void close() throws IOException {}

    /** Makes an observer in each task. */
    interface Factory extends Serializable {
        /**
         * Makes one.
         *
         * @param file the path of the part's file in the directory of the table
         * @param attempt unique among all attempts at all parts
         */
        RowObserver open(String file, long attempt, Configuration hadoop) throws IOException;
    }

    /** An observer that ignores all rows. */
    final class None implements RowObserver {
        /** The same for each part. */
        public static RowObserver open(String file, long attempt, Configuration hadoop) {
            return new None();
        }

        @Override
        public void see(Groups rows) {}

        @Override
        public byte[] result() {
            return new byte[0];
        }
    }
}
