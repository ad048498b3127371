package io.ordermatrix.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmMemoryGaugeTest {
    private static final int HELD = 64 << 20;

    @Test
    void measuresWhatACollectionLeaves() {
        JvmMemoryGauge gauge = new JvmMemoryGauge();
        byte[] held = new byte[HELD];
        System.gc();
        MemoryReading memory = gauge.read();
        assertThat(held).hasSize(HELD);
        assertThat(memory.heapUsed()).isBetween((long) HELD, memory.heapLimit());
        assertThat(memory.heapLimit()).isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(memory.machineUsed()).isBetween(0L, memory.machineTotal());
    }
}
