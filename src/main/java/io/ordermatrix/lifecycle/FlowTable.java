package io.ordermatrix.lifecycle;

import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.order.ColumnType;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.table.StoredFile;
import io.ordermatrix.table.StoredGroups;
import io.ordermatrix.table.StoredKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Order flow as a table: by security, date, participant and hour of entry. */
record FlowTable() implements StoredKind {
    private static final long serialVersionUID = 1;

    static final GroupLayout LAYOUT = new GroupLayout(FlowMeasures.KEYS, FlowMeasures.SUMS.size());

    /** The keys in the files, whose date is in the directory's name. */
    static final List<OrderColumn> KEYS = FlowMeasures.KEYS.stream()
            .filter(key -> key != OrderColumn.TRADE_DATE)
            .toList();

    /** The columns that a group is read back from: its sums, since ratios follow from them. */
    private static final List<StoredSum> STORED = IntStream.range(0, FlowMeasures.SUMS.size())
            .mapToObj(sum -> new StoredSum(FlowMeasures.SUMS.get(sum), sum))
            .toList();

    private record StoredSum(String name, int index) implements StoredGroups.Value {
        @Override
        public void collect(ParquetSource source, int column, long[][] values) throws IOException {
            source.numbers(column, values[index]);
        }
    }

    @Override
    public String rowName() {
        return "order_flow";
    }

    @Override
    public GroupLayout layout() {
        return LAYOUT;
    }

    @Override
    public SortedGroups stored(StoredFile file, Configuration hadoop) throws IOException {
        return new StoredGroups(file, LAYOUT, FlowMeasures.KEYS, STORED, hadoop);
    }

    @Override
    public List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>();
        for (OrderColumn key : KEYS) {
            int at = FlowMeasures.KEYS.indexOf(key);
            columns.add(ParquetColumn.of(
                    key.columnName(),
                    key.type(),
                    (rows, from, to, values) -> LAYOUT.unpack(at, rows, from, to, values)));
        }
        for (int sum = 0; sum < FlowMeasures.SUMS.size(); sum++) {
            columns.add(ParquetColumn.of(FlowMeasures.SUMS.get(sum), ColumnType.BIGINT, LAYOUT.words() + sum));
        }
        for (FlowMeasures.Ratio ratio : FlowMeasures.RATIOS) {
            columns.add(ParquetColumn.ofReals(
                    ratio.name(), (rows, row) -> FlowMeasures.ratio(ratio, sum -> rows[LAYOUT.words() + sum][row])));
        }
        return columns;
    }
}
