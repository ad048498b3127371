package io.ordermatrix.orders;

import io.ordermatrix.engine.SplitTask;
import io.ordermatrix.order.DropReason;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.Selection;
import io.ordermatrix.parquet.ParquetSource;
import io.ordermatrix.parquet.ParquetSource.ByteRange;
import io.ordermatrix.scan.BatchSink;
import io.ordermatrix.scan.RowTally;
import io.ordermatrix.scan.WantedColumns;
import io.ordermatrix.spark.SparkTasks;
import io.ordermatrix.table.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Reads a selection of events that were written before, instead of scanning the files that they came from. */
public final class SelectedOrders {
    /** About two row groups: enough for a task to be worth its start. */
    private static final long TASK_BYTES = 32L << 20;

    private SelectedOrders() {}

    /** What a task reads. */
    private record Part(int number, StoredFile file, ByteRange range) implements Serializable {}

    /**
     * Passes the selected events to sinks.
     *
     * @param files of the events, in order
     * @param wanted the columns that the sinks read
     * @return what became of all events
     */
    public static RowAccounting read(
            JavaSparkContext spark,
            List<StoredFile> files,
            Selection selection,
            WantedColumns wanted,
            List<BatchSink.Factory> sinks) {
        SplitTask task = new SplitTask(spark, sinks);
        return SparkTasks.forEach(
                        spark,
                        parts(files, selection),
                        (part, attempt, hadoop) -> read(part, selection, wanted, task, hadoop))
                .stream()
                .reduce(RowAccounting.NONE, RowAccounting::plus);
    }

    /** The files of other dates are not cut: only their lengths matter. */
    private static List<Part> parts(List<StoredFile> files, Selection selection) {
        List<Part> parts = new ArrayList<>();
        for (StoredFile file : files) {
            long bytes = isSelected(file, selection) ? TASK_BYTES : Long.MAX_VALUE;
            for (long start = 0; start < file.bytes(); start += Math.min(bytes, file.bytes())) {
                long end = file.bytes() - start <= bytes ? file.bytes() : start + bytes;
                parts.add(new Part(parts.size(), file, new ByteRange(start, end)));
            }
        }
        return parts;
    }

    private static boolean isSelected(StoredFile file, Selection selection) {
        return selection.containsDate(LocalDate.ofEpochDay(file.day()));
    }

    private static RowAccounting read(
            Part part, Selection selection, WantedColumns wanted, SplitTask task, Configuration hadoop)
            throws IOException {
        if (!isSelected(part.file(), selection)) {
            RowTally tally = new RowTally();
            tally.dropped(
                    DropReason.DATE, ParquetSource.rows(new Path(part.file().name()), hadoop));
            return tally.accounting();
        }
        SelectedEvents events = new SelectedEvents(part.file(), part.range(), selection, wanted, hadoop);
        task.run(part.number(), hadoop, attempt -> events);
        return events.tally().accounting();
    }
}
