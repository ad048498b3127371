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
 * @param measures in the order of the page: the columns that are summed, or {@link #ROWS}
 * @param details the finest keys of the grains
 * @param roomShare the part of a page's room for one measure that each of these has
 */
record GrainTable(String directory, List<String> measures, List<Detail> details, double roomShare)
        implements Serializable {
    /** The measure that counts the rows of the table, which are orders. */
    static final String ROWS = "rows";

    static final GrainTable CUBE = new GrainTable(
            ResultFiles.CUBE,
            List.of("events", "buy_events", "sell_events", "quantity_sum", "notional_sum"),
            List.of(Detail.NONE, Detail.HOUR, Detail.SIZE),
            1);

    /** Order flow has twenty times as many measures. */
    static final GrainTable FLOW =
            new GrainTable(ResultFiles.FLOW, FlowMeasures.SHOWN, List.of(Detail.NONE, Detail.HOUR), 0.05);

    /** A row for each order and day; neither the cube nor order flow has order types and minutes. */
    static final GrainTable LIFECYCLES = new GrainTable(
            ResultFiles.LIFECYCLES,
            List.of(ROWS, "events", "fills", "matched_quantity"),
            List.of(Detail.TYPE, Detail.TEN_MINUTES),
            1);

    /** The measures that every page has, however large the run. */
    static final List<String> LEADING_MEASURES = List.of("events", "quantity_sum");

    private static final List<String> KEYS = List.of("security_code", "participantid");

    /** The names of the measures in the page. */
    List<String> shownMeasures() {
        return measures.stream()
                .map(measure -> measure.equals(ROWS) ? "orders" : measure)
                .toList();
    }

    GrainTable withMeasures(List<String> shown) {
        return new GrainTable(directory, shown, details, roomShare);
    }

    /** Whether a measure is how many rows there are, many of which have the same keys. */
    boolean countsRows() {
        return measures.contains(ROWS);
    }

    /** The index of the first measure among the columns. */
    int firstMeasure() {
        return columns().size() - (countsRows() ? measures.size() - 1 : measures.size());
    }

    /** The columns to read: security, participant, details, then measures. */
    List<String> columns() {
        return Stream.of(
                        KEYS.stream(),
                        details.stream().filter(detail -> detail != Detail.NONE).map(Detail::column),
                        measures.stream().filter(measure -> !measure.equals(ROWS)))
                .flatMap(names -> names)
                .toList();
    }
}
