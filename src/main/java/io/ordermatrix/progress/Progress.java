package io.ordermatrix.progress;

import io.ordermatrix.matrix.CellStatus;
import java.time.Duration;
import java.util.Objects;

/**
 * What is known of a run at one instant. Bytes are those of the input as it is stored.
 *
 * @param bytesDone read so far, those that an earlier run has committed included
 * @param bytesTotal of the whole input; 0 before the scan is planned
 * @param bytesResumed of {@code bytesDone}, those that an earlier run has committed: no work of this one
 * @param rows read so far, rejected ones included, neither headers nor blank lines
 * @param cells of the matrix; 0 where it is not known yet
 * @param wavesDone ended, in this run or an earlier one
 * @param wavesEnded ended in this run
 * @param workers chunks that are read at the same time
 * @param elapsed since the run has started
 * @param scanning time of this run in which chunks were read
 * @param committing what the waves that ended in this run took after their last byte was read, together
 * @param sinceLastByte since all bytes of the current wave, or of the whole input, have been read; zero while some are left
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

    /** How many cells have a status that only an unfinished run has, {@code PENDING} or {@code RUNNING}. */
    long cells(CellStatus status) {
        return phase.cells() == status ? cells - cellsDone : 0;
    }

    /** Share of the input that has been read, 0 to 1; 0 where the input's size is not known. */
    double share() {
        return bytesTotal == 0 ? 0 : (double) bytesDone / bytesTotal;
    }
}
