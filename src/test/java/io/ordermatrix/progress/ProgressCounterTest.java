package io.ordermatrix.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.matrix.CellStatus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts, what does not, and when. */
class ProgressCounterTest {
    private final SimulatedClock clock = new SimulatedClock();
    private final ProgressCounter counter = new ProgressCounter(clock);

    @BeforeEach
    void startSecondWaveOfThree() {
        clock.goTo(5);
        counter.startScan(300, 3, 100, 10, 1);
        counter.startWave(100, 4);
        counter.taskStarted(1, clock.instant());
        counter.taskStarted(2, clock.instant());
    }

    @Test
    void committedBytesAreDoneButNotByThisRun() {
        assertThat(counter.progress()).satisfies(progress -> {
            assertThat(progress.phase()).isEqualTo(Phase.SCANNING);
            assertThat(progress.bytesDone()).isEqualTo(100);
            assertThat(progress.bytesResumed()).isEqualTo(100);
            assertThat(progress.wavesDone()).isEqualTo(1);
            assertThat(progress.wavesEnded()).isZero();
            assertThat(progress.workers()).isEqualTo(4);
            assertThat(progress.elapsed()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    void cellsArePendingUntilInputIsReadThenRunningUntilDone() {
        ProgressCounter run = new ProgressCounter(clock);
        run.cells(0, 9);
        expectCells(run, 9, 0, 0);
        run.startScan(300, 3, 0, 0, 0);
        expectCells(run, 0, 9, 0);
        run.startPhase(Phase.WRITING);
        expectCells(run, 0, 9, 0);
        run.cells(9, 9);
        expectCells(run, 0, 0, 9);

        ProgressCounter failing = new ProgressCounter(clock);
        failing.cells(0, 9);
        failing.startScan(300, 3, 0, 0, 0);
        failing.stop();
        expectCells(failing, 9, 0, 0);
    }

    private static void expectCells(ProgressCounter run, long pending, long running, long done) {
        Progress progress = run.progress();
        assertThat(progress.cells(CellStatus.PENDING)).isEqualTo(pending);
        assertThat(progress.cells(CellStatus.RUNNING)).isEqualTo(running);
        assertThat(progress.cellsDone()).isEqualTo(done);
    }

    @Test
    void runningTasksCountAsOfTheirLastHeartbeat() {
        counter.taskProgressed(1, new TaskCount(20, 2));
        counter.taskProgressed(1, new TaskCount(30, 3));
        counter.taskProgressed(2, new TaskCount(5, 1));
        expect(135, 14);
        counter.taskEnded(1, 0, 0, new TaskCount(50, 6));
        expect(155, 17);
    }

    @Test
    void failedAttemptsDoNotCount() {
        counter.taskProgressed(1, new TaskCount(30, 3));
        counter.taskFailed(1);
        expect(100, 10);
        counter.taskProgressed(1, new TaskCount(30, 3));
        expect(100, 10);
    }

    @Test
    void aPartitionCountsOnce() {
        counter.taskEnded(1, 0, 7, new TaskCount(50, 6));
        counter.taskEnded(2, 0, 7, new TaskCount(50, 6));
        counter.taskEnded(2, 0, 8, new TaskCount(50, 6));
        expect(150, 16);
    }

    @Test
    void aWaveNeverHasMoreBytesThanItsChunks() {
        counter.taskProgressed(1, new TaskCount(90, 1));
        counter.taskProgressed(2, new TaskCount(90, 1));
        expect(200, 12);
    }

    @Test
    void theRunsCountOfAWaveIsFinal() {
        counter.taskEnded(1, 0, 0, new TaskCount(50, 6));
        counter.endWave(13);
        expect(200, 23);
        counter.taskEnded(2, 0, 1, new TaskCount(50, 6));
        expect(200, 23);
    }

    @Test
    void tasksOfThePreviousWaveDoNotCount() {
        var launched = clock.instant();
        counter.endWave(13);
        clock.goTo(6);
        counter.startWave(100, 4);
        counter.taskStarted(3, launched);
        counter.taskEnded(3, 0, 2, new TaskCount(50, 6));
        expect(200, 23);
    }

    @Test
    void timeAfterTheLastByteIsCommitTime() {
        clock.goTo(9);
        counter.taskEnded(1, 0, 0, new TaskCount(50, 6));
        counter.taskEnded(2, 0, 1, new TaskCount(50, 6));
        clock.goTo(11);
        assertThat(counter.progress().sinceLastByte()).isEqualTo(Duration.ofSeconds(2));
        assertThat(counter.progress().scanning()).isEqualTo(Duration.ofSeconds(4));
        clock.goTo(12);
        counter.endWave(12);
        assertThat(counter.progress().sinceLastByte()).isZero();
        assertThat(counter.progress().committing()).isEqualTo(Duration.ofSeconds(3));
        assertThat(counter.progress().scanning()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aStoppedRunHasFailed() {
        counter.stop();
        assertThat(counter.progress().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void aFinishedRunStaysDone() {
        counter.startPhase(Phase.DONE);
        counter.stop();
        assertThat(counter.progress().phase()).isEqualTo(Phase.DONE);
    }

    private void expect(long bytes, long rows) {
        assertThat(counter.progress().bytesDone()).isEqualTo(bytes);
        assertThat(counter.progress().rows()).isEqualTo(rows);
    }
}
