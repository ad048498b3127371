package io.ordermatrix.lifecycle;

import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The groups in a file of order flow that was written before. */
final class StoredFlow implements SortedGroups {
    private final ParquetSource source;
    private final long[][] keys = new long[FlowMeasures.KEYS.size()][MOST];
    private final long[][] columns = new long[FlowTable.LAYOUT.stride()][MOST];
    private final long[][] words = Arrays.copyOf(columns, FlowTable.LAYOUT.words());

    StoredFlow(StoredFile file, Configuration hadoop) throws IOException {
        List<String> names = Stream.concat(
                        FlowTable.KEYS.stream().map(OrderColumn::columnName), FlowMeasures.SUMS.stream())
                .toList();
        Arrays.fill(keys[FlowMeasures.KEYS.indexOf(OrderColumn.TRADE_DATE)], file.day());
        source = new ParquetSource(new Path(file.name()), names, hadoop);
    }

    @Override
    public boolean next() throws IOException {
        if (!source.next()) {
            return false;
        }
        int column = 0;
        for (OrderColumn key : FlowTable.KEYS) {
            source.numbers(column++, keys[FlowMeasures.KEYS.indexOf(key)]);
        }
        for (int sum = 0; sum < FlowMeasures.SUMS.size(); sum++) {
            source.numbers(column++, columns[FlowTable.LAYOUT.words() + sum]);
        }
        FlowTable.LAYOUT.pack(keys, source.rows(), words);
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
