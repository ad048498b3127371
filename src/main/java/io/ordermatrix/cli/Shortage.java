package io.ordermatrix.cli;

import io.ordermatrix.hardware.ResourcePlan;
import io.ordermatrix.run.RunInterruptedException;
import io.ordermatrix.run.RunRequest;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkThrowable;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.util.Utils;

/** A shortage of disk space or memory that ended a run: explains what to change. */
final class Shortage {
    /** Messages of operating systems and of HDFS about a full disk or an exceeded quota. */
    private static final List<String> FULL_DISK = List.of(
            "No space left on device",
            "There is not enough space on the disk",
            "Disk quota exceeded",
            "The DiskSpace quota of");
    /** Spark's error condition when the heap is too small to start. */
    private static final String SMALL_HEAP = "INVALID_DRIVER_MEMORY";

    private final RunRequest request;

    Shortage(RunRequest request) {
        this.request = request;
    }

    /** Explains the failure in one line; empty if it has another reason. */
    Optional<String> describe(Throwable failure) {
        if (failure instanceof RunInterruptedException) {
            return Optional.empty();
        }
        List<Throwable> causes = causes(failure);
        if (causes.stream().anyMatch(Shortage::isMemory)) {
            return Optional.of(memory());
        }
        if (causes.stream().anyMatch(Shortage::isDisk)) {
            return Optional.of(disk());
        }
        return Optional.empty();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        Stream.iterate(failure, cause -> cause != null && !causes.contains(cause), Throwable::getCause)
                .forEach(causes::add);
        return causes;
    }

    private static boolean isMemory(Throwable cause) {
        return cause instanceof OutOfMemoryError
                || (cause instanceof SparkThrowable spark && SMALL_HEAP.equals(spark.getCondition()));
    }

    private static boolean isDisk(Throwable cause) {
        String message = cause.getMessage();
        return message != null && FULL_DISK.stream().anyMatch(message::contains);
    }

    private String memory() {
        ResourcePlan plan = request.plan();
        if (plan.executors().isPresent()) {
            return "out of memory: the executors have %s each; raise cluster.memory-per-node or lower cluster.cores-per-node; %s"
                    .formatted(plan.executors().get().memory(), howToResume());
        }
        return "out of memory: the heap has %s for %d %s; raise local.driver-memory or lower local.workers; %s"
                .formatted(
                        DataSize.ofBytes(Runtime.getRuntime().maxMemory()).approximate(),
                        plan.workers(),
                        plan.workers() == 1 ? "worker" : "workers",
                        howToResume());
    }

    private String disk() {
        Map<String, String> directories = new LinkedHashMap<>();
        directories.put(request.config().output().orElseThrow(), "--output");
        SparkConf settings = new SparkConf();
        if (request.plan().executors().isEmpty()) {
            Arrays.stream(Utils.getConfiguredLocalDirs(settings))
                    .forEach(directory -> directories.putIfAbsent(directory, "spark.local.dir"));
        }
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(settings);
        List<String> free = new ArrayList<>();
        directories.forEach((directory, setting) ->
                free.add("%s (%s) has %s free".formatted(directory, setting, free(directory, hadoop))));
        return "a disk is full: %s; free some space, or choose another directory; %s"
                .formatted(String.join(", ", free), howToResume());
    }

    private String howToResume() {
        String again = "then rerun the same command";
        return request.question().isPresent() ? again : again + ", which resumes after the last finished wave";
    }

    private static String free(String directory, Configuration hadoop) {
        try {
            Path path = new Path(directory);
            FileSystem fileSystem = path.getFileSystem(hadoop);
            Path existing = fileSystem.makeQualified(path);
            while (!fileSystem.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            return DataSize.ofBytes(fileSystem.getStatus(existing).getRemaining())
                    .approximate();
        } catch (IOException unknown) {
            return "an unknown number of bytes";
        }
    }
}
