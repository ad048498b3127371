package io.ordermatrix.lifecycle;

import io.ordermatrix.cube.EventCut;
import io.ordermatrix.group.GroupLayout;
import io.ordermatrix.group.KeyRange;
import io.ordermatrix.group.SortedGroups;
import io.ordermatrix.orders.EventLayout;
import io.ordermatrix.parquet.ParquetColumn;
import io.ordermatrix.table.SpilledKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Lifecycles as a table, made of spilled events.
 *
 * @param events how these are spilled
 * @param priceExponent the power of ten of a quote's unit in which prices are
 */
record LifecycleTable(EventLayout events, int priceExponent) implements SpilledKind {
    private static final long serialVersionUID = 1;

    @Override
    public String rowName() {
        return "lifecycle";
    }

    @Override
    public GroupLayout layout() {
        return events.layout();
    }

    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return events.merge(range, hadoop);
    }

    @Override
    public SortedGroups rows(KeyRange range, Configuration hadoop) throws IOException {
        return new LifecycleFold(merge(range, hadoop), events, priceExponent);
    }

    @Override
    public List<ParquetColumn> columns() {
        return LifecycleRows.columns();
    }

    /** The packed key before all events of the security that follows a cut. */
    long[] key(EventCut cut) {
        long[][] keys = {{cut.date()}, {cut.security()}, {Long.MIN_VALUE}, {Long.MIN_VALUE}};
        long[][] packed = new long[layout().words()][1];
        layout().pack(keys, 1, packed);
        return Arrays.stream(packed).mapToLong(word -> word[0]).toArray();
    }
}
