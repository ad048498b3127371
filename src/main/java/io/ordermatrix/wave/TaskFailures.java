package io.ordermatrix.wave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Records task failures reported by Spark, even of tasks that succeeded on a retry. */
public final class TaskFailures extends SparkListener {
    /** The local property of Spark's jobs that names the wave. */
    public static final String WAVE_PROPERTY = "ordermatrix.wave";

    private static final int MOST = 1000;

    private final Map<Integer, Integer> waveOfStage = new HashMap<>();
    private final Map<Task, Failure> failures = new HashMap<>();

    private record Task(int stage, int index) {}

    /**
     * A task that failed.
     *
     * @param wave the wave in which it failed; 0 after all waves
     * @param attempts that failed
     * @param exception of the last attempt
     */
    public record Failure(int wave, int attempts, String exception) {
        Failure then(Failure later) {
            return new Failure(wave, attempts + later.attempts, later.exception);
        }
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        int wave = properties == null ? 0 : Integer.parseInt(properties.getProperty(WAVE_PROPERTY, "0"));
        CollectionConverters.asJava(job.stageIds()).forEach(stage -> waveOfStage.put((Integer) stage, wave));
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.reason() instanceof TaskFailedReason reason
                && !(reason instanceof TaskKilled)
                && failures.size() < MOST) {
            int wave = waveOfStage.getOrDefault(task.stageId(), 0);
            failures.merge(
                    new Task(task.stageId(), task.taskInfo().index()),
                    new Failure(wave, 1, describe(reason)),
                    Failure::then);
        }
    }

    private static String describe(TaskFailedReason reason) {
        return reason instanceof ExceptionFailure failure
                ? failure.className() + ": " + failure.description()
                : reason.toErrorString().lines().findFirst().orElse("");
    }

    /** How often the task has failed that has failed most often; 0 without failures. */
    public static int mostAttempts(List<Failure> failures) {
        return failures.stream().mapToInt(Failure::attempts).max().orElse(0);
    }

    /** The failures of a wave so far. */
    public synchronized List<Failure> of(int wave) {
        List<Failure> found = new ArrayList<>();
        failures.values().stream().filter(failure -> failure.wave() == wave).forEach(found::add);
        return found;
    }
}
