package io.ordermatrix.hardware;

import io.ordermatrix.units.DataSize;

/**
 * What counts of a machine when a job is planned for it.
 *
 * @param origin which machine it is, for people
 */
record Machine(int cores, DataSize memory, String origin) {}
