package io.ordermatrix.file;

/**
 * A file in a directory.
 *
 * @param path relative to the directory, with slashes
 */
public record WrittenFile(String path, long bytes) {}
