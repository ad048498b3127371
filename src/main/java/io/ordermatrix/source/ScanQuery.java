package io.ordermatrix.source;

import io.ordermatrix.group.Grouping;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.WantedColumns;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * What a query wants of a scan.
 *
 * @param schema the columns to hand over: of events, or of groups
 * @param predicate which rows, besides the selection
 * @param grouping what to aggregate; null to hand over events
 */
record ScanQuery(StructType schema, RowPredicate predicate, Grouping grouping) implements Serializable {
    Optional<Grouping> aggregation() {
        return Optional.ofNullable(grouping);
    }

    /** Whether it wants one group of all rows, which there is of no rows too. */
    boolean isTotal() {
        return grouping != null && grouping.keys().isEmpty();
    }

    /** The columns that are handed over or aggregated. */
    WantedColumns wanted() {
        return aggregation()
                .map(aggregated -> WantedColumns.of(aggregated.slots()))
                .orElseGet(() -> EventColumns.wanted(schema));
    }
}
