package io.ordermatrix.source;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * One task of a scan.
 *
 * @param hosts where its bytes lie, the best first; none where that does not matter
 */
record OrderInputPartition(ChunkGroup group, List<String> hosts) implements InputPartition {
    OrderInputPartition {
        hosts = List.copyOf(hosts);
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
