package io.ordermatrix.spark;

import java.util.Arrays;
import java.util.Optional;

/** What Spark's UI and event log show about a scan. Retried tasks are counted again; exact counts are in run.json. */
public enum ScanCounter {
    KEPT_ROWS("keptRows", "order events kept"),
    DROPPED_ROWS("droppedRows", "order events dropped by selection and predicates"),
    REJECTED_ROWS("rejectedRows", "rows rejected"),
    READ_BYTES("readBytes", "bytes of text read");

    private final String id;
    private final String description;

    ScanCounter(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The name of the metric. */
    public String id() {
        return id;
    }

    /** The text that people read, under which Spark reports a task's value to listeners. */
    public String description() {
        return description;
    }

    /** The counter with this description; empty for Spark's own metrics. */
    public static Optional<ScanCounter> described(String description) {
        return Arrays.stream(values())
                .filter(counter -> counter.description.equals(description))
                .findFirst();
    }
}
