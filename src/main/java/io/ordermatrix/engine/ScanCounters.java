package io.ordermatrix.engine;

import io.ordermatrix.scan.ScanCount;
import io.ordermatrix.spark.ScanCounter;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;

/** The counters of a scan, for Spark's UI, its event log and our progress display. */
final class ScanCounters implements Serializable {
    private static final long serialVersionUID = 1;

    private final LongAccumulator keptRows;
    private final LongAccumulator droppedRows;
    private final LongAccumulator rejectedRows;
    private final LongAccumulator bytes;

    ScanCounters(JavaSparkContext spark) {
        keptRows = accumulator(spark, ScanCounter.KEPT_ROWS);
        droppedRows = accumulator(spark, ScanCounter.DROPPED_ROWS);
        rejectedRows = accumulator(spark, ScanCounter.REJECTED_ROWS);
        bytes = accumulator(spark, ScanCounter.READ_BYTES);
    }

    private static LongAccumulator accumulator(JavaSparkContext spark, ScanCounter counter) {
        return spark.sc().longAccumulator(counter.description());
    }

    /** Reports how much the current task has read. */
    void set(ScanCount count) {
        keptRows.setValue(count.keptRows());
        droppedRows.setValue(count.droppedRows());
        rejectedRows.setValue(count.rejectedRows());
        bytes.setValue(count.bytes());
    }
}
