package io.ordermatrix.source;

import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What Spark's UI shows of a scan. Tasks that are tried again are counted again; exact counts are in run.json. */
public abstract class ScanMetric implements CustomMetric {
    private final String name;
    private final String description;

    ScanMetric(String name, String description) {
        this.name = name;
        this.description = description;
    }

    static CustomMetric[] all() {
        return new CustomMetric[] {new KeptRows(), new DroppedRows(), new RejectedRows(), new ReadBytes()};
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
            super("keptRows", "order events kept");
        }
    }

    public static final class DroppedRows extends ScanMetric {
        public DroppedRows() {
            super("droppedRows", "order events dropped by selection and predicates");
        }
    }

    public static final class RejectedRows extends ScanMetric {
        public RejectedRows() {
            super("rejectedRows", "rows rejected");
        }
    }

    public static final class ReadBytes extends ScanMetric {
        public ReadBytes() {
            super("readBytes", "bytes of text read");
        }
    }
}
