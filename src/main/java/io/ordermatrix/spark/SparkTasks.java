package io.ordermatrix.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * Runs work as Spark tasks, one per piece.
 *
 * <p>Work goes to Spark as an object of a class of its own. Of a lambda, Spark reads the bytecode of the class around it
 * before each job, which takes longer than a small job itself.
 */
public final class SparkTasks {
    private SparkTasks() {}

    /** What a task does. */
    @FunctionalInterface
    public interface Work<T, R> extends Serializable {
        /**
         * Does one piece.
         *
         * @param attempt unique among all attempts
         * @return the result for the driver
         */
        R on(T piece, long attempt, Configuration hadoop) throws IOException;
    }

    /** Where a piece is done best. */
    @FunctionalInterface
    public interface Locality<T> {
        /** The hosts that hold the data of a piece; empty if it is equally far from all. */
        List<String> hosts(T piece) throws IOException;
    }

    /** Does all pieces and returns their results, in order. */
    public static <T extends Serializable, R> List<R> forEach(JavaSparkContext spark, List<T> pieces, Work<T, R> work) {
        try {
            return forEach(spark, pieces, piece -> List.of(), work);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Does all pieces, on their hosts if these are free, and returns their results, in order. */
    public static <T extends Serializable, R> List<R> forEach(
            JavaSparkContext spark, List<T> pieces, Locality<T> locality, Work<T, R> work) throws IOException {
        if (pieces.isEmpty()) {
            return List.of();
        }
        List<Pieces.Piece> located = new ArrayList<>();
        for (T piece : pieces) {
            located.add(new Pieces.Piece(located.size(), piece, locality.hosts(piece)));
        }
        SparkContext context = spark.sc();
        Object[] results = (Object[]) context.runJob(
                new Pieces(context, located), new Task<>(work, SharedHadoop.of(spark)), ClassTag$.MODULE$.Object());
        @SuppressWarnings("unchecked") // the tasks return nothing else
        List<R> typed = (List<R>) Arrays.asList(results);
        return typed;
    }

    private static final class Task<T, R> extends AbstractFunction2<TaskContext, Iterator<Object>, Object>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Work<T, R> work;
        private final SharedHadoop hadoop;

        Task(Work<T, R> work, SharedHadoop hadoop) {
            this.work = work;
            this.hadoop = hadoop;
        }

        @Override
        public Object apply(TaskContext context, Iterator<Object> pieces) {
            @SuppressWarnings("unchecked") // a partition has one piece
            T piece = (T) pieces.next();
            try {
                return work.on(piece, context.taskAttemptId(), hadoop.configuration());
            } catch (IOException failure) {
                throw Task.<RuntimeException>asIs(failure);
            }
        }

        /** Scala's functions may throw every exception, but the compiler of Java does not know it. */
        @SuppressWarnings("unchecked")
        private static <E extends Exception> RuntimeException asIs(Exception failure) throws E {
            throw (E) failure;
        }
    }
}
