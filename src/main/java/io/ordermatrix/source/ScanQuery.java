package io.ordermatrix.source;

import io.ordermatrix.group.Grouping;
import io.ordermatrix.scan.RowPredicate;
import io.ordermatrix.scan.WantedColumns;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * What a query needs from a scan.
 *
 * @param schema the columns to return: of events, or of groups
 * @param predicate the rows to keep, in addition to the selection
 * @param grouping what to aggregate; null to return events
 */
record ScanQuery(StructType schema, RowPredicate predicate, Grouping grouping) implements Serializable {
    Optional<Grouping> aggregation() {
        return Optional.ofNullable(grouping);
    }

    /** Whether the query has a single group of all rows, which exists even without rows. */
    boolean isTotal() {
        return grouping != null && grouping.keys().isEmpty();
    }

    /** The columns that are returned or aggregated. */
    WantedColumns wanted() {
        return aggregation()
                .map(aggregated -> WantedColumns.of(aggregated.slots()))
                .orElseGet(() -> EventColumns.wanted(schema));
    }
}
