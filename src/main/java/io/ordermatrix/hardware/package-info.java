/**
 * What the machine offers and how a job uses it.
 *
 * <p>{@link io.ordermatrix.hardware.HardwareProbe} examines the machine and returns a {@link
 * io.ordermatrix.hardware.HardwareProfile}. From that, the configuration and the size of the input, {@link
 * io.ordermatrix.hardware.ResourcePlanner} derives a {@link io.ordermatrix.hardware.ResourcePlan}: workers, chunks,
 * memory and, on a cluster, the {@link io.ordermatrix.hardware.ExecutorPlan}. The planner is a pure function.
 *
 * <p>Internally, a {@code MachinePlanner} plans for one machine and a {@code ClusterPlanner} for the executors that fit
 * on a cluster ({@code ExecutorRoom}); both cut the input into {@code ScanSizes}. Values set in {@code GivenSettings}
 * or in the configuration override formulas, so every value is a {@code Derived} one, with its origin. Every constant
 * has a reason, and no formula makes memory grow with the input.
 *
 * <p>Nothing here knows Spark, except for the names of its settings.
 */
package io.ordermatrix.hardware;
