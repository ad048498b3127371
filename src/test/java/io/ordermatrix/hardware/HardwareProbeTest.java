package io.ordermatrix.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.units.DataSize;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareProbeTest {
    @Test
    void findsSaneFiguresHere() {
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
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void knowsTheWidthOfVectorRegistersHere() {
        assertThat(HardwareProbe.detect().vectorBits().orElseThrow()).isIn(128, 256, 512);
    }

    @Test
    void aContainersFileCacheIsWhatItsStatisticsCallFiles() {
        List<String> statistics =
                List.of("anon 7000", "file 500", "inactive_file 300", "active_file 200", "total_inactive_file 300");
        assertThat(MachineMemory.fileCache(statistics.stream())).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu sse sse2 avx avx2 avx512f, 512",
        "flags : fpu sse sse2 avx avx2, 256",
        "PF_AVX2_INSTRUCTIONS_AVAILABLE, 256",
        "machdep.cpu.features: SSE SSE2 AVX1.0, 128",
        "Features : fp asimd crc32, 128"
    })
    void knowsTheWidthOfVectorRegisters(String flags, int bits) {
        assertThat(HardwareProbe.vectorBits(List.of("other", flags))).hasValue(bits);
    }

    @Test
    void mayNotKnowTheWidthOfVectorRegisters() {
        assertThat(HardwareProbe.vectorBits(List.of())).isEmpty();
        assertThat(HardwareProbe.vectorBits(List.of("vfp"))).isEqualTo(OptionalInt.empty());
    }
}
