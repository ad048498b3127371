package io.ordermatrix.hardware;

import io.ordermatrix.config.ClusterConfig;
import io.ordermatrix.units.DataSize;

/**
 * The executors that fit on a cluster, all of the same size.
 *
 * @param count the number of executors on all nodes together
 * @param cores cores of each executor
 * @param memory heap of each executor, in whole mebibytes
 * @param memoryOverhead what each executor needs in addition to its heap, in whole mebibytes
 * @param origin where this comes from, for people
 */
record ExecutorRoom(int count, int cores, DataSize memory, DataSize memoryOverhead, String origin) {
    private static final long MIB = 1 << 20;

    private static final int SYSTEM_CORES_PER_NODE = 1;
    private static final long SYSTEM_MEMORY_PER_NODE = 1_000_000_000;
    /** With more threads in one JVM, garbage collection and HDFS become bottlenecks. */
    private static final int MOST_CORES = 5;
    /** With fewer, the fixed costs of a JVM are shared by too few. */
    private static final int FEWEST_CORES = 3;
    /** Spark does not start in less than 450 MiB. */
    private static final long SMALLEST_MEMORY = 512 * MIB;

    private static final long SMALLEST_OVERHEAD = 384 * MIB;
    /** An executor needs one such part of its heap in addition to it, for threads, code and direct buffers. */
    private static final int HEAPS_PER_OVERHEAD = 10;

    /** Spark's defaults for a job on YARN or Kubernetes. */
    private static final int SPARK_EXECUTORS = 2;

    private static final int SPARK_CORES = 1;
    private static final long SPARK_MEMORY = 1024 * MIB;

    /** What the nodes of a cluster have for executors, without what their operating systems need. */
    static ClusterConfig lessSystem(ClusterConfig cluster) {
        return new ClusterConfig(
                cluster.nodes(),
                Math.max(1, cluster.coresPerNode() - SYSTEM_CORES_PER_NODE),
                DataSize.ofBytes(cluster.memoryPerNode().bytes() - SYSTEM_MEMORY_PER_NODE));
    }

    /** Whether an executor fits on a node with these resources for executors. */
    static boolean isOn(ClusterConfig free) {
        return free.memoryPerNode().bytes() >= SMALLEST_MEMORY + SMALLEST_OVERHEAD;
    }

    /**
     * As many executors as fit.
     *
     * @param free the resources of each node for executors
     */
    static ExecutorRoom forAll(ClusterConfig free, String origin) {
        long memory = free.memoryPerNode().bytes();
        int cores = coresPerExecutor(free.coresPerNode());
        long mostByMemory = Math.max(1, memory / (SMALLEST_MEMORY + SMALLEST_OVERHEAD));
        int perNode = Math.toIntExact(Math.min(free.coresPerNode() / cores, mostByMemory));
        return of(Math.multiplyExact(perNode, free.nodes()), cores, memory / perNode, origin);
    }

    /**
     * One executor for one worker, with a node of its own.
     *
     * @param free the resources of each node for executors
     */
    static ExecutorRoom forOne(ClusterConfig free, String origin) {
        return of(1, 1, free.memoryPerNode().bytes(), origin);
    }

    /** What Spark requests by default. */
    static ExecutorRoom ofSpark() {
        return new ExecutorRoom(
                SPARK_EXECUTORS,
                SPARK_CORES,
                DataSize.ofBytes(SPARK_MEMORY),
                DataSize.ofBytes(SMALLEST_OVERHEAD),
                "Spark's default, because the size of the cluster is unknown");
    }

    /** Of the good sizes, the one that leaves the fewest cores of a node idle; of several, the largest. */
    private static int coresPerExecutor(int cores) {
        int best = Math.min(cores, MOST_CORES);
        for (int candidate = best - 1; candidate >= FEWEST_CORES; candidate--) {
            if (cores % candidate < cores % best) {
                best = candidate;
            }
        }
        return best;
    }

    private static ExecutorRoom of(int count, int cores, long memory, String origin) {
        // The memory is for heap and overhead. The overhead is a tenth of the heap, so it is an eleventh of the memory.
        long overhead = Math.max(Rounding.divideUp(memory, HEAPS_PER_OVERHEAD + 1), SMALLEST_OVERHEAD);
        long wholeOverhead = Rounding.divideUp(overhead, MIB) * MIB;
        long heap = (memory - wholeOverhead) / MIB * MIB;
        return new ExecutorRoom(count, cores, DataSize.ofBytes(heap), DataSize.ofBytes(wholeOverhead), origin);
    }
}
