package io.ordermatrix.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads columns of whole numbers without nulls, some rows at a time. */
public final class ParquetNumbers {
    private ParquetNumbers() {}

    /** Receives rows. */
    public interface Rows {
        /**
         * Receives some rows, which are valid only during the call.
         *
         * @param columns one array for each column that is read, with one entry per row
         */
        void take(long[][] columns, int rows);
    }

    /** Passes on all rows of a file, in order. */
    public static void read(Path file, List<String> columns, Configuration hadoop, Rows rows) throws IOException {
        long[][] values = new long[columns.size()][ParquetSource.MOST_ROWS];
        try (ParquetSource source = new ParquetSource(file, columns, hadoop)) {
            while (source.next()) {
                for (int at = 0; at < values.length; at++) {
                    source.numbers(at, values[at]);
                }
                rows.take(values, source.rows());
            }
        }
    }
}
