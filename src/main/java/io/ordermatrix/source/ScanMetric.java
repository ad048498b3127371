package io.ordermatrix.source;

import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What Spark's UI shows of a scan. Tasks that are tried again are counted again; exact counts are in run.json. */
public abstract class ScanMetric implements CustomMetric {
    private static final String KEPT_ROWS = "order events kept";
    private static final String DROPPED_ROWS = "order events dropped by selection and predicates";
    private static final String REJECTED_ROWS = "rows rejected";
    private static final String READ_BYTES = "bytes of text read";

    private final String name;
    private final String description;

    ScanMetric(String name, String description) {
        this.name = name;
        this.description = description;
    }

    static CustomMetric[] all() {
        return new CustomMetric[] {new KeptRows(), new DroppedRows(), new RejectedRows(), new ReadBytes()};
    }

    /** Whether a metric of a task that Spark knows by this description counts bytes of the input. */
    public static boolean countsBytes(String described) {
        return described.equals(READ_BYTES);
    }

    /** Whether a metric of a task that Spark knows by this description counts rows; each row is in one of them. */
    public static boolean countsRows(String described) {
        return described.equals(KEPT_ROWS) || described.equals(DROPPED_ROWS) || described.equals(REJECTED_ROWS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String aggregateTaskMetrics(long[] taskMetrics) {
        return NumberFormat.getIntegerInstance(Locale.ROOT)
                .format(Arrays.stream(taskMetrics).sum());
    }

    CustomTaskMetric of(long value) {
        return new TaskValue(name, value);
    }

    private record TaskValue(String name, long value) implements CustomTaskMetric {}

    /** Spark makes metrics by their class names, hence the public classes and constructors. */
    public static final class KeptRows extends ScanMetric {
        public KeptRows() {
            super("keptRows", KEPT_ROWS);
        }
    }

    public static final class DroppedRows extends ScanMetric {
        public DroppedRows() {
            super("droppedRows", DROPPED_ROWS);
        }
    }

    public static final class RejectedRows extends ScanMetric {
        public RejectedRows() {
            super("rejectedRows", REJECTED_ROWS);
        }
    }

    public static final class ReadBytes extends ScanMetric {
        public ReadBytes() {
            super("readBytes", READ_BYTES);
        }
    }
}
