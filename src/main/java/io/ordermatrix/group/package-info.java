/**
 * Groups of rows, from the batches of a scan to merged groups, in memory that does not grow with their number.
 *
 * <p>A task adds batches to a {@link io.ordermatrix.group.GroupTable}. When it is full, its groups are sorted by their
 * keys and {@linkplain io.ordermatrix.group.SpillWriter spilled}. {@link io.ordermatrix.group.Spills} cuts the keys of
 * all spills into ranges of about the same size, whatever their distribution, and a {@link
 * io.ordermatrix.group.GroupMerge} reads its range from all spills side by side. So nothing is shuffled, no hash table
 * is as large as the result, and groups come in the order of their keys. If there are more spills than a task should
 * keep open, sets of them are first merged into one each.
 *
 * <p>{@link io.ordermatrix.group.GroupLayout} is the layout of a group everywhere: in the table, in spills and after
 * the merge. Knows nothing of Spark.
 */
package io.ordermatrix.group;
