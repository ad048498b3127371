package io.ordermatrix.memory;

/** Measures how full the memory is. */
public interface MemoryGauge {
    /** The current reading. */
    MemoryReading read();
}
