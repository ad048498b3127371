package io.ordermatrix.progress;

import io.ordermatrix.spark.ScanCounter;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Listens to Spark for what the tasks of a scan have read: exactly for tasks that have ended, as of their executor's
 * last heartbeat for running ones.
 */
public final class ScanListener extends SparkListener {
    private final ProgressCounter counter;

    public ScanListener(ProgressCounter counter) {
        this.counter = counter;
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        TaskInfo task = start.taskInfo();
        counter.taskStarted(task.taskId(), Instant.ofEpochMilli(task.launchTime()));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        TaskInfo task = end.taskInfo();
        if (task.successful()) {
            counter.taskEnded(task.taskId(), end.stageId(), task.index(), count(task.accumulables()));
        } else {
            counter.taskFailed(task.taskId());
        }
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
        var tasks = heartbeat.accumUpdates().iterator();
        while (tasks.hasNext()) {
            var task = tasks.next();
            counter.taskProgressed((Long) task._1(), count(task._4()));
        }
    }

    private static TaskCount count(Seq<AccumulableInfo> values) {
        TaskCount count = TaskCount.NONE;
        Iterator<AccumulableInfo> each = values.iterator();
        while (each.hasNext()) {
            AccumulableInfo value = each.next();
            // The update is that of this task; the value would be that of all tasks.
            if (value.name().isDefined()
                    && value.update().isDefined()
                    && value.update().get() instanceof Long update) {
                Optional<ScanCounter> counter =
                        ScanCounter.described(value.name().get());
                if (counter.isPresent()) {
                    count = count.plus(
                            counter.get() == ScanCounter.READ_BYTES
                                    ? new TaskCount(update, 0)
                                    : new TaskCount(0, update));
                }
            }
        }
        return count;
    }
}
