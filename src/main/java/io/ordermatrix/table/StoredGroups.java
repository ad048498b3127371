package io.ordermatrix.table;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The groups in a file that was written before, as they are spilled. */
public final class StoredGroups implements SortedGroups {
    private final GroupLayout layout;
    private final List<OrderColumn> keyColumns;
    private final List<Value> valueColumns;
    private final ParquetSource source;
    private final long[][] keys;
    private final long[][] columns;
    private final long[][] words;
    private final long[][] values;

    /** A column of the file from which values of the groups follow. */
    public interface Value {
        String name();

        /**
         * Reads some rows.
         *
         * @param column its number in the source
         * @param values of the groups: for each, an array with one entry per row
         */
        void collect(ParquetSource source, int column, long[][] values) throws IOException;
    }

    /**
     * Opens a file.
     *
     * @param keys of the groups; the date is that of the file
     * @param values columns that all values of the layout follow from
     */
    public StoredGroups(
            StoredFile file,
            GroupLayout layout,
            List<OrderColumn> keys,
            List<? extends Value> values,
            Configuration hadoop)
            throws IOException {
        this.layout = layout;
        keyColumns = List.copyOf(keys);
        valueColumns = List.copyOf(values);
        this.keys = new long[keys.size()][MOST];
        columns = new long[layout.stride()][MOST];
        words = Arrays.copyOf(columns, layout.words());
        this.values = Arrays.copyOfRange(columns, layout.words(), layout.stride());
        List<String> names = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            if (keys.get(key) == OrderColumn.TRADE_DATE) {
                Arrays.fill(this.keys[key], file.day());
            } else {
                names.add(keys.get(key).columnName());
            }
        }
        values.forEach(value -> names.add(value.name()));
        source = new ParquetSource(new Path(file.name()), names, hadoop);
    }

    @Override
    public boolean next() throws IOException {
        if (!source.next()) {
            return false;
        }
        int column = 0;
        for (int key = 0; key < keys.length; key++) {
            if (keyColumns.get(key) != OrderColumn.TRADE_DATE) {
                source.numbers(column++, keys[key]);
            }
        }
        for (Value value : valueColumns) {
            value.collect(source, column++, values);
        }
        layout.pack(keys, source.rows(), words);
        return true;
    }

    @Override
    public long[][] columns() {
        return columns;
    }

    @Override
    public int to() {
        return source.rows();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
