package io.ordermatrix.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.units.DataSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareProbeTest {
    @Test
    void findsPlausibleValuesOnThisMachine() {
        HardwareProfile here = HardwareProbe.detect();

        assertThat(here.cores()).isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(here.memory()).isGreaterThanOrEqualTo(DataSize.ofMegabytes(500));
        assertThat(here.memory().bytes())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(here.availableMemory().bytes()).isBetween(1L, here.memory().bytes());
        assertThat(here.operatingSystem()).contains(System.getProperty("os.arch"));
        assertThat(here.javaVersion()).startsWith(System.getProperty("java.version"));
    }

    @Test
    void aContainersFileCacheComesFromItsStatistics() {
        List<String> statistics =
                List.of("anon 7000", "file 500", "inactive_file 300", "active_file 200", "total_inactive_file 300");
        assertThat(MachineMemory.fileCache(statistics.stream())).isEqualTo(500);
    }
}
