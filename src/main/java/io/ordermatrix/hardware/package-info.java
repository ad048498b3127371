/**
 * What the machine offers and how a job uses it.
 *
 * <p>{@link io.ordermatrix.hardware.HardwareProbe} looks at the machine and gives a
 * {@link io.ordermatrix.hardware.HardwareProfile}. From that, the configuration and the size of the input,
 * {@link io.ordermatrix.hardware.ResourcePlanner} derives a {@link io.ordermatrix.hardware.ResourcePlan}: workers, chunks,
 * memory and, on a cluster, the {@link io.ordermatrix.hardware.ExecutorPlan}. The planner is a pure function.
 *
 * <p>Inside, a {@code MachinePlanner} plans for one machine and a {@code ClusterPlanner} for the executors that there is
 * {@code ExecutorRoom} for; both cut the input as {@code ScanSizes} says. What was set in {@code GivenSettings} or in the
 * configuration wins over a formula, so that every value is a {@code Derived} one with its origin. Each constant says why
 * it is what it is, and no formula makes memory grow with the input.
 *
 * <p>Nothing here knows Spark, but for the names of its settings.
 */
package io.ordermatrix.hardware;
