package io.ordermatrix.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Pieces of work as an RDD, one per partition. The ones that Spark makes of lists describe themselves to the web UI in JSON, for which
 * Spark loads a mapper of its own for 0.05 s or more.
 */
final class Pieces extends RDD<Object> {
    private static final long serialVersionUID = 1;

    /** For the driver; a task gets its piece with the partition. */
    private final transient List<Piece> pieces;

    /**
     * A partition.
     *
     * @param hosts where the piece is done best; empty if it makes no difference
     */
    record Piece(int index, Serializable content, List<String> hosts) implements Partition {
        private static final long serialVersionUID = 1;
    }

    Pieces(SparkContext context, List<Piece> pieces) {
        super(context, seq(List.of()), ClassTag$.MODULE$.Object());
        this.pieces = List.copyOf(pieces);
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    @Override
    public Partition[] getPartitions() {
        return pieces.toArray(Partition[]::new);
    }

    @Override
    public Seq<String> getPreferredLocations(Partition partition) {
        return seq(((Piece) partition).hosts());
    }

    /** Does nothing: pieces have no checkpoint to write. Spark looks for one after each job, and describes what it does in JSON. */
    @Override
    public void doCheckpoint() {}

    @Override
    public Iterator<Object> compute(Partition partition, TaskContext task) {
        List<Object> content = List.of(((Piece) partition).content());
        return CollectionConverters.asScala(content.iterator());
    }
}
