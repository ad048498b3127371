package io.ordermatrix.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermatrix.memory.MemoryReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal's line and the file for programs. */
class ProgressViewsTest {
    private static final Instant NOW = Instant.parse("2024-09-05T01:02:03Z");
    private static final MemoryReading MEMORY = new MemoryReading(4_100, 10_000, 6_300, 10_000);
    private static final Progress HALF_WAY = new Progress(
            Phase.SCANNING,
            82_490_000_000L,
            200_000_000_000L,
            0,
            1_204_400_000,
            12,
            90,
            5,
            20,
            5,
            7,
            Duration.ofSeconds(201),
            Duration.ofSeconds(190),
            Duration.ofSeconds(11),
            Duration.ZERO);

    private final StringWriter terminal = new StringWriter();

    @TempDir
    private Path folder;

    private static ProgressStatus status(Progress progress, Duration left) {
        return new ProgressStatus(NOW, progress, new ProgressEstimate(412_345_678, Optional.ofNullable(left)), MEMORY);
    }

    @Test
    void lineHasEverything() {
        show(200, status(HALF_WAY, Duration.ofSeconds(291)));
        assertThat(terminal)
                .hasToString("\rscanning 41.2%, 1.20G rows, 12/90 cells, 412 MB/s, 4:51 left, heap 41%, memory 63%,"
                        + " 7 workers\r");
    }

    @Test
    void lineHasHoursAndOnlyWhatIsKnown() {
        show(200, status(HALF_WAY, Duration.ofSeconds(3_891)));
        assertThat(terminal.toString()).contains("1:04:51 left");
        Progress starting = new ProgressCounter(new SimulatedClock()).progress();
        StringWriter other = new StringWriter();
        new TerminalLine(new PrintWriter(other), 200).show(status(starting, null));
        assertThat(other).hasToString("\rstarting, heap 41%, memory 63%\r");
    }

    @Test
    void lineNeverReachesTheEdge() {
        for (int columns : new int[] {1, 2, 40, 80}) {
            StringWriter narrow = new StringWriter();
            new TerminalLine(new PrintWriter(narrow), columns).show(status(HALF_WAY, Duration.ofSeconds(291)));
            assertThat(narrow.toString().replace("\r", "")).hasSize(columns - 1);
        }
    }

    @Test
    void aLineFullyReplacesTheLastAndIsErasedAtTheEnd() {
        TerminalLine line = new TerminalLine(new PrintWriter(terminal), 90);
        line.show(status(HALF_WAY, Duration.ofSeconds(291)));
        assertThat(screen()).hasSize(89);
        line.show(status(HALF_WAY, null));
        assertThat(screen().strip()).endsWith("7 workers").doesNotContain("left");
        line.end(status(HALF_WAY, null));
        assertThat(screen()).isBlank();
        assertThat(terminal.toString()).endsWith("\r").doesNotContain("\n");
    }

    /** The content of a terminal's line after everything that was printed. */
    private String screen() {
        StringBuilder line = new StringBuilder();
        for (String drawn : terminal.toString().split("\r", -1)) {
            line.replace(0, Math.min(line.length(), drawn.length()), drawn);
        }
        return line.toString();
    }

    private void show(int columns, ProgressStatus status) {
        new TerminalLine(new PrintWriter(terminal), columns).show(status);
    }

    @Test
    void fileHasEveryName() throws IOException {
        Path file = folder.resolve("progress.json");
        ProgressFile view = new ProgressFile(file);
        view.show(status(HALF_WAY, Duration.ofMillis(291_500)));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                        {"updated": "2024-09-05T01:02:03Z", "phase": "SCANNING", "bytes_done": 82490000000,
                         "bytes_total": 200000000000, "bytes_resumed": 0, "rows": 1204400000, "cells_pending": 0,
                         "cells_running": 78, "cells_done": 12, "cells_total": 90, "waves_done": 5, "waves_total": 20, "workers": 7, "elapsed_seconds": 201.0,
                         "bytes_per_second": 412345678, "seconds_left": 291.5, "heap_used_bytes": 4100,
                         "heap_limit_bytes": 10000, "machine_used_bytes": 6300, "machine_total_bytes": 10000}"""));
        view.end(status(HALF_WAY, null));
        assertThat(new ObjectMapper()
                        .readTree(file.toFile())
                        .get("seconds_left")
                        .isNull())
                .isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void fileIsAlwaysComplete() throws IOException {
        Path file = folder.resolve("progress.json");
        ProgressFile view = new ProgressFile(file);
        view.show(status(HALF_WAY, Duration.ofSeconds(291)));
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 2_000; round++) {
                view.show(status(HALF_WAY, round % 2 == 0 ? null : Duration.ofSeconds(round)));
            }
        });
        ObjectMapper json = new ObjectMapper();
        do {
            assertThat(json.readTree(Files.readAllBytes(file)).size()).isEqualTo(20);
        } while (!writing.isDone());
        writing.join();
    }

    @Test
    void anUnwritableFileDoesNotEndTheRun() {
        ProgressFile view = new ProgressFile(folder.resolve("absent/progress.json"));
        assertThatCode(() -> view.show(status(HALF_WAY, null))).doesNotThrowAnyException();
    }

    @Test
    void eachViewHasItsIntervalAndAllSeeTheEnd() {
        SimulatedClock clock = new SimulatedClock();
        CountingView often = new CountingView(Duration.ofMillis(500));
        CountingView seldom = new CountingView(Duration.ofSeconds(10));
        ProgressCounter counter = new ProgressCounter(clock);
        ProgressReporter reporter =
                new ProgressReporter(List.of(often, seldom), Set.of(MergedTable.CUBE), counter, () -> MEMORY, clock);
        for (int tick = 1; tick <= 60; tick++) {
            clock.goTo(tick * 0.5);
            reporter.tick();
        }
        assertThat(often.shown).isEqualTo(60);
        assertThat(seldom.shown).isEqualTo(3);
        reporter.close();
        assertThat(often.last).isEqualTo(Phase.FAILED);
        assertThat(seldom.last).isEqualTo(Phase.FAILED);
    }

    private static final class CountingView implements ProgressView {
        private final Duration interval;
        private int shown;
        private Phase last;

        CountingView(Duration interval) {
            this.interval = interval;
        }

        @Override
        public Duration interval() {
            return interval;
        }

        @Override
        public void show(ProgressStatus status) {
            shown++;
        }

        @Override
        public void end(ProgressStatus status) {
            last = status.progress().phase();
        }
    }
}
