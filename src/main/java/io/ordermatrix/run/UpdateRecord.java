package io.ordermatrix.run;

import io.ordermatrix.update.Changes;
import io.ordermatrix.update.Revision;
import io.ordermatrix.update.RunInput;
import io.ordermatrix.wave.WaveRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a run has scanned, and what it has taken over from earlier results.
 *
 * @param number how often the results have been brought up to date
 * @param filesNew files whose content is new
 * @param filesKept files whose content is known
 * @param filesMoved those of them under another name, or with another time of change
 * @param filesGone files that changed or are no longer there
 * @param bytesScanned of the input, as stored; a file that is scanned twice counts twice
 * @param datesAgain dates that were computed again from all files with rows of them
 * @param datesExtended dates that have got the rows of new files in addition
 * @param datesTakenOver how many dates were taken over
 */
public record UpdateRecord(
        int number,
        int filesNew,
        int filesKept,
        int filesMoved,
        int filesGone,
        long bytesScanned,
        List<String> datesAgain,
        List<String> datesExtended,
        int datesTakenOver) {
    /** Nothing was scanned. */
    static final UpdateRecord NONE = new UpdateRecord(0, 0, 0, 0, 0, 0, List.of(), List.of(), 0);

    static UpdateRecord of(RunInput input, Revision revision, List<WaveRecord> waves) {
        Changes changes = input.changes();
        return new UpdateRecord(
                input.updates(),
                changes.added().size(),
                changes.kept().size(),
                (int) changes.kept().stream().filter(Changes.Kept::isMoved).count(),
                changes.gone().size(),
                waves.stream().mapToLong(WaveRecord::bytes).sum(),
                names(revision.again()),
                names(revision.extended()),
                revision.untouched().size());
    }

    private static List<String> names(Set<LocalDate> dates) {
        return dates.stream().map(LocalDate::toString).toList();
    }
}
