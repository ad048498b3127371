package io.ordermatrix.progress;

/**
 * What a task has read.
 *
 * @param bytes of the input, as stored
 * @param rows including rejected ones, but neither headers nor blank lines
 */
record TaskCount(long bytes, long rows) {
    static final TaskCount NONE = new TaskCount(0, 0);

    TaskCount plus(TaskCount other) {
        return new TaskCount(bytes + other.bytes, rows + other.rows);
    }
}
