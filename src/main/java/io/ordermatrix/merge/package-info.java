/**
 * How parts of groups from many tasks and waves become groups, in memory that does not grow with their number.
 *
 * <p>Each task of a scan sorts the parts that it collects by their keys, a buffer at a time, and leaves them as runs in a
 * file: {@link io.ordermatrix.merge.RunFormat}. {@link io.ordermatrix.merge.MergedGroups} cuts the keys of all runs into
 * ranges of about the same size, whatever their distribution, and each task of a merge reads its range of every run side by
 * side, adding up what is of one group. So nothing is shuffled, nothing is held in a hash table, and the groups come in
 * the order of their keys. Where there are more runs than a task should hold open, sets of them are merged to one run each
 * before.
 */
package io.ordermatrix.merge;
