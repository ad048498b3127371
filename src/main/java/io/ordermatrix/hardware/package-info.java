/**
 * What the machine offers and how a job uses it.
 *
 * <p>{@link io.ordermatrix.hardware.HardwareProbe} looks at the machine and gives a
 * {@link io.ordermatrix.hardware.HardwareProfile}. From that, the configuration and the size of the input,
 * {@link io.ordermatrix.hardware.ResourcePlanner} derives a {@link io.ordermatrix.hardware.ResourcePlan}: workers, chunks,
 * memory and, on a cluster, the {@link io.ordermatrix.hardware.ExecutorPlan}. Each value knows what it was derived from.
 * The planner is a pure function and the only place with formulas; each constant says why it is what it is.
 *
 * <p>Nothing here knows Spark, but for the names of its settings.
 */
package io.ordermatrix.hardware;
