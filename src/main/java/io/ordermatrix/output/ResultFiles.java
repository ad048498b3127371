package io.ordermatrix.output;

import io.ordermatrix.cube.Rollup;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names in an output directory. */
public final class ResultFiles {
    public static final String RUN = "run.json";
    public static final String INPUTS = "inputs.jsonl.gz";
    public static final String MATRIX = "matrix.csv";
    /** The names of securities, if the feed has names. */
    public static final String SECURITIES = "securities.csv";

    public static final String REJECTS = "rejects.csv";
    public static final String REPORT = "report.html";
    public static final String CUBE = "cube";
    public static final String ORDERS = "orders";
    public static final String LIFECYCLES = "lifecycles";
    public static final String FLOW = "flow";

    private static final Set<String> FILES = Stream.concat(
                    Stream.of(RUN, INPUTS, MATRIX, SECURITIES, REJECTS, REPORT),
                    Arrays.stream(Rollup.values()).flatMap(rollup -> Stream.of(of(rollup), ofFlow(rollup))))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern PARTITION =
            Pattern.compile("(cube|orders|lifecycles|flow)/trade_date=\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern PART = Pattern.compile(PARTITION + "/part-[-.\\w]+\\.parquet");

    private ResultFiles() {}

    /** The file of a rollup. */
    public static String of(Rollup rollup) {
        return rollup.label() + ".csv";
    }

    /** The file of a report on order flow. */
    public static String ofFlow(Rollup rollup) {
        return "flow_" + of(rollup);
    }

    /**
     * Whether a run writes a file with this path.
     *
     * @param path relative to the output directory, with slashes
     */
    static boolean isResult(String path) {
        return FILES.contains(path) || PART.matcher(path).matches();
    }

    /** Whether a run makes a directory with this path. */
    static boolean isResultDirectory(String path) {
        return path.equals(CUBE)
                || path.equals(ORDERS)
                || path.equals(LIFECYCLES)
                || path.equals(FLOW)
                || PARTITION.matcher(path).matches();
    }
}
