package io.ordermatrix.progress;

import io.ordermatrix.file.Json;
import io.ordermatrix.file.WholeLocalFile;
import io.ordermatrix.matrix.CellStatus;
import io.ordermatrix.memory.MemoryReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress for other programs: a JSON object in a local file that is replaced atomically, so that readers always find a
 * complete object. If the file can't be written, one warning is logged and the run continues.
 */
final class ProgressFile implements ProgressView {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Path file;
    private boolean hasFailed;

    /**
     * The fields of the object, whose names are in snake case; docs/progress.md describes them.
     *
     * @param secondsLeft null if unknown
     */
    private record Content(
            String updated,
            String phase,
            long bytesDone,
            long bytesTotal,
            long bytesResumed,
            long rows,
            long cellsPending,
            long cellsRunning,
            long cellsDone,
            long cellsTotal,
            int wavesDone,
            int wavesTotal,
            int workers,
            double elapsedSeconds,
            long bytesPerSecond,
            Double secondsLeft,
            long heapUsedBytes,
            long heapLimitBytes,
            long machineUsedBytes,
            long machineTotalBytes) {

        static Content of(ProgressStatus status) {
            Progress progress = status.progress();
            MemoryReading memory = status.memory();
            return new Content(
                    status.time().toString(),
                    progress.phase().name(),
                    progress.bytesDone(),
                    progress.bytesTotal(),
                    progress.bytesResumed(),
                    progress.rows(),
                    progress.cells(CellStatus.PENDING),
                    progress.cells(CellStatus.RUNNING),
                    progress.cellsDone(),
                    progress.cells(),
                    progress.wavesDone(),
                    progress.waves(),
                    progress.workers(),
                    progress.elapsed().toMillis() / 1000.0,
                    Math.round(status.estimate().bytesPerSecond()),
                    status.estimate()
                            .left()
                            .map(left -> left.toMillis() / 1000.0)
                            .orElse(null),
                    memory.heapUsed(),
                    memory.heapLimit(),
                    memory.machineUsed(),
                    memory.machineTotal());
        }
    }

    ProgressFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public void show(ProgressStatus status) {
        try {
            byte[] json =
                    (Json.READABLE.writeValueAsString(Content.of(status)) + "\n").getBytes(StandardCharsets.UTF_8);
            WholeLocalFile.write(file, out -> {
                out.write(json);
                return json.length;
            });
        } catch (IOException failure) {
            if (!hasFailed) {
                LOG.warn("{}: progress can't be written: {}", file, failure.toString());
            }
            hasFailed = true;
        }
    }

    @Override
    public void end(ProgressStatus last) {
        show(last);
    }
}
