package io.ordermatrix.cube;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The groups in a file of a cube that has been written before. */
final class StoredCube implements SortedGroups {
    private static final GroupLayout LAYOUT = OrderCube.GROUPING.layout();
    private static final List<OrderColumn> KEYS = OrderCube.GROUPING.keys();
    private static final List<Measure.Mergeable> MEASURES = Measures.MERGEABLE;

    private final ParquetSource source;
    private final long[][] keys = new long[KEYS.size()][MOST];
    private final long[][] columns = new long[LAYOUT.stride()][MOST];
    private final long[][] words = Arrays.copyOf(columns, LAYOUT.words());
    private final long[][] totals = Arrays.copyOfRange(columns, LAYOUT.words(), LAYOUT.stride());

    StoredCube(StoredFile file, Configuration hadoop) throws IOException {
        List<String> names = new ArrayList<>();
        KEYS.stream()
                .filter(key -> key != OrderColumn.TRADE_DATE)
                .map(OrderColumn::columnName)
                .forEach(names::add);
        MEASURES.stream().map(Measure::name).forEach(names::add);
        Arrays.fill(keys[KEYS.indexOf(OrderColumn.TRADE_DATE)], file.day());
        source = new ParquetSource(new Path(file.name()), names, hadoop);
    }

    @Override
    public boolean next() throws IOException {
        if (!source.next()) {
            return false;
        }
        int column = 0;
        for (int key = 0; key < keys.length; key++) {
            if (KEYS.get(key) != OrderColumn.TRADE_DATE) {
                source.numbers(column++, keys[key]);
            }
        }
        for (Measure.Mergeable measure : MEASURES) {
            measure.collect(source, column++, totals);
        }
        LAYOUT.pack(keys, source.rows(), words);
        return true;
    }

    @Override
    public long[][] columns() {
        return columns;
    }

    @Override
    public int from() {
        return 0;
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
