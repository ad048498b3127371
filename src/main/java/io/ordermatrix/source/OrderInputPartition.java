package io.ordermatrix.source;

import io.ordermatrix.input.Split;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * One task of a scan.
 *
 * @param hosts that hold its bytes, the best first; none if that does not matter
 */
record OrderInputPartition(Split split, List<String> hosts) implements InputPartition {
    OrderInputPartition {
        hosts = List.copyOf(hosts);
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
