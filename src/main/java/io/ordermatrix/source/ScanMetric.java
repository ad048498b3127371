package io.ordermatrix.source;

import io.ordermatrix.scan.ScanCount;
import io.ordermatrix.spark.ScanCounter;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** A {@link ScanCounter} as a metric of a query. */
public abstract class ScanMetric implements CustomMetric {
    private final ScanCounter counter;

    ScanMetric(ScanCounter counter) {
        this.counter = counter;
    }

    static CustomMetric[] all() {
        return new CustomMetric[] {new KeptRows(), new DroppedRows(), new RejectedRows(), new ReadBytes()};
    }

    /** The metrics of what a task has read so far. */
    static CustomTaskMetric[] of(ScanCount count) {
        return new CustomTaskMetric[] {
            new TaskValue(ScanCounter.KEPT_ROWS.id(), count.keptRows()),
            new TaskValue(ScanCounter.DROPPED_ROWS.id(), count.droppedRows()),
            new TaskValue(ScanCounter.REJECTED_ROWS.id(), count.rejectedRows()),
            new TaskValue(ScanCounter.READ_BYTES.id(), count.bytes())
        };
    }

    @Override
    public String name() {
        return counter.id();
    }

    @Override
    public String description() {
        return counter.description();
    }

    @Override
    public String aggregateTaskMetrics(long[] taskMetrics) {
        return NumberFormat.getIntegerInstance(Locale.ROOT)
                .format(Arrays.stream(taskMetrics).sum());
    }

    private record TaskValue(String name, long value) implements CustomTaskMetric {}

    /** Spark instantiates metrics by class name, hence the public classes and constructors. */
    public static final class KeptRows extends ScanMetric {
        public KeptRows() {
            super(ScanCounter.KEPT_ROWS);
        }
    }

    public static final class DroppedRows extends ScanMetric {
        public DroppedRows() {
            super(ScanCounter.DROPPED_ROWS);
        }
    }

    public static final class RejectedRows extends ScanMetric {
        public RejectedRows() {
            super(ScanCounter.REJECTED_ROWS);
        }
    }

    public static final class ReadBytes extends ScanMetric {
        public ReadBytes() {
            super(ScanCounter.READ_BYTES);
        }
    }
}
