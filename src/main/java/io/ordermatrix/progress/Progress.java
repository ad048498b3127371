package io.ordermatrix.progress;

import io.ordermatrix.matrix.CellStatus;
import java.time.Duration;
import java.util.Objects;

/**
 * The progress of a run at one instant. Bytes are those of the input as stored.
 *
 * @param bytesDone read so far, including those committed by an earlier run
 * @param bytesTotal of the whole input; 0 before the scan is planned
 * @param bytesResumed the part of {@code bytesDone} that was committed by an earlier run
 * @param rows read so far, including rejected ones, but neither headers nor blank lines
 * @param cells in the matrix; 0 if not known yet
 * @param wavesDone waves that ended in this run or were committed by an earlier one
 * @param wavesEnded ended in this run
 * @param workers how many chunks are read at the same time
 * @param elapsed since the start of the run
 * @param scanning the time that this run spent reading chunks
 * @param committing the total time that the waves of this run took after their last byte was read
 * @param sinceLastByte time since all bytes of the current wave, or of the whole input, were read; zero while some are
 *     left
 */
public record Progress(
        Phase phase,
        long bytesDone,
        long bytesTotal,
        long bytesResumed,
        long rows,
        long cellsDone,
        long cells,
        int wavesDone,
        int waves,
        int wavesEnded,
        int workers,
        Duration elapsed,
        Duration scanning,
        Duration committing,
        Duration sinceLastByte) {

    public Progress {
        Objects.requireNonNull(phase);
        Objects.requireNonNull(elapsed);
        Objects.requireNonNull(scanning);
        Objects.requireNonNull(committing);
        Objects.requireNonNull(sinceLastByte);
    }

    /** The number of cells with a status that only unfinished runs have: {@code PENDING} or {@code RUNNING}. */
    long cells(CellStatus status) {
        return phase.cells() == status ? cells - cellsDone : 0;
    }

    /** Share of the input that has been read, 0 to 1; 0 if the input's size is not known. */
    double share() {
        return bytesTotal == 0 ? 0 : (double) bytesDone / bytesTotal;
    }
}
