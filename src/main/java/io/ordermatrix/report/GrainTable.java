package io.ordermatrix.report;

import io.ordermatrix.lifecycle.FlowMeasures;
import io.ordermatrix.output.ResultFiles;
import io.ordermatrix.report.Grain.Detail;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of results that a page shows at several grains.
 *
 * @param directory in the results; it has a file or several for each date
 * @param keys the columns with security, participant and hour, and the class of order size where the table has it
 * @param measures the columns that are summed, in the order of the page
 * @param details the finest keys of the grains
 * @param roomShare the part of a page's room for one measure that each of these has
 */
record GrainTable(String directory, List<String> keys, List<String> measures, List<Detail> details, double roomShare)
        implements Serializable {
    static final GrainTable CUBE = new GrainTable(
            ResultFiles.CUBE,
            List.of("security_code", "participantid", "hour", "size_bucket"),
            List.of("events", "buy_events", "sell_events", "quantity_sum", "notional_sum"),
            List.of(Detail.NONE, Detail.HOUR, Detail.SIZE),
            1);

    /** Order flow has twenty times as many measures. */
    static final GrainTable FLOW = new GrainTable(
            ResultFiles.FLOW,
            List.of("security_code", "participantid", "hour"),
            FlowMeasures.SHOWN,
            List.of(Detail.NONE, Detail.HOUR),
            0.05);

    /** The measures that every page has, however large the run. */
    static final List<String> LEADING_MEASURES = List.of("events", "quantity_sum");

    GrainTable withMeasures(List<String> shown) {
        return new GrainTable(directory, keys, shown, details, roomShare);
    }

    boolean hasSizes() {
        return details.contains(Detail.SIZE);
    }

    /** The columns to read, keys first. */
    List<String> columns() {
        return Stream.concat(keys.stream(), measures.stream()).toList();
    }
}
