package io.ordermatrix.file;

/**
 * A file of a directory.
 *
 * @param path below the directory, with slashes
 */
public record WrittenFile(String path, long bytes) {}
