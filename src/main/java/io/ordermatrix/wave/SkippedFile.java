package io.ordermatrix.wave;

/**
 * A file that was skipped because it can't be read.
 *
 * @param location its full name
 * @param file its name as a person writes it
 * @param wave in which it was met
 * @param attempts how often it was tried
 */
public record SkippedFile(String location, String file, int wave, int attempts, String error) {}
