package io.ordermatrix.run;

import io.ordermatrix.cube.Rollups;
import io.ordermatrix.lifecycle.FlowRollups;
import io.ordermatrix.matrix.UnreadCells;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.output.ResultWriter;
import io.ordermatrix.output.StagedOutput;
import io.ordermatrix.wave.SkippedFile;
import io.ordermatrix.wave.WaveRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The events of a run: where they come from, and what became of all others. */
interface RunEvents {
    /** The events that a request asks for. */
    static RunEvents of(RunSession session, StagedOutput output) throws IOException {
        return session.request().question().isPresent()
                ? new AskedEvents(session, output, session.request().question().get())
                : RunScans.resume(session, output);
    }

    /** Reads everything that is left to read. */
    void toEnd() throws IOException;

    /** Checks what must hold before results are written. */
    void check() throws IOException;

    /** Writes what became of each file, and its rejects. */
    List<InputRecord> writeInputs(ResultWriter results) throws IOException;

    /**
     * Writes the cube, and the events and lifecycles if they are results.
     *
     * @param results the directory for them
     */
    Reports writeTables(Path results) throws IOException;

    /**
     * What is reported of the tables.
     *
     * @param flow empty without lifecycles
     */
    record Reports(Rollups rollups, Optional<FlowRollups> flow) {}

    /** The account of all rows, once the tables are written. */
    RowAccounting accounting();

    /** What was scanned and what was taken over. */
    UpdateRecord update();

    /** The records of the finished waves, in order. */
    List<WaveRecord> done();

    /** What is done, and how the run goes on if it ends here. */
    String howToResume();

    /** See {@link #howToResume()}. */
    static String howToResume(int done, int waves) {
        return "%d of %d waves are done; rerun the same command to resume".formatted(done, waves);
    }

    /** Whether the same run goes on where this one has stopped. */
    boolean canResume();

    List<SkippedFile> skipped();

    UnreadCells unreadCells() throws IOException;
}
