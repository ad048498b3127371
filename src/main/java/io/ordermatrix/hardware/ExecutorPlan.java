package io.ordermatrix.hardware;

import io.ordermatrix.config.DataSize;

/**
 * The executors of a cluster, all alike.
 *
 * @param executors how many there are on all nodes together
 * @param cores of each, at most 5
 * @param memory heap of each, whole mebibytes
 * @param memoryOverhead what each takes beside its heap, whole mebibytes
 */
public record ExecutorPlan(int executors, int cores, DataSize memory, DataSize memoryOverhead) {}
