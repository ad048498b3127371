package io.ordermatrix.group;

import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.OrderSlots;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What to group rows by and what to compute for each group.
 *
 * @param keys the columns to group by, the most significant first; if empty, all rows are one group
 */
public record Grouping(List<OrderColumn> keys, List<Aggregate> aggregates) implements SpillKind {
    public Grouping {
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
    }

    /** The slots of a batch that the grouping reads. */
    public BitSet slots() {
        BitSet slots = new BitSet();
        keys.forEach(key -> slots.set(OrderSlots.of(key)));
        aggregates.forEach(aggregate -> slots.set(aggregate.slot()));
        return slots;
    }

    @Override
    public GroupLayout layout() {
        return new GroupLayout(keys, aggregates.size());
    }

    /** Merges the parts of each group. */
    @Override
    public SortedGroups merge(KeyRange range, Configuration hadoop) throws IOException {
        return new GroupMerge(range, this, hadoop);
    }
}
