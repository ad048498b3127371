package io.ordermatrix.run;

import java.util.Optional;

/**
 * What a run has come to.
 *
 * @param status of the results, see {@link RunRecord#status}
 * @param record the content of run.json; empty if there was nothing to do, because the output directory already had the
 *     results of the same job
 */
public record RunOutcome(String status, Optional<RunRecord> record) {
    static RunOutcome of(RunRecord record) {
        return new RunOutcome(record.status(), Optional.of(record));
    }

    static RunOutcome nothingToDo(String status) {
        return new RunOutcome(status, Optional.empty());
    }

    /** Whether the results lack what is in files that could not be read. */
    public boolean hasFailures() {
        return !status.equals(RunRecord.COMPLETED);
    }
}
