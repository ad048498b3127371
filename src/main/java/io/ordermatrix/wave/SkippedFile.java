package io.ordermatrix.wave;

/**
 * A file that was skipped because it can't be read.
 *
 * @param location the file's full name
 * @param file its name as a person would write it
 * @param wave the wave in which it was read
 * @param attempts how often reading it was tried
 */
public record SkippedFile(String location, String file, int wave, int attempts, String error) {}
