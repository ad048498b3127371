package io.ordermatrix.memory;

/** Tells how full the memory is. */
public interface MemoryGauge {
    /** As it is now. */
    MemoryReading read();
}
