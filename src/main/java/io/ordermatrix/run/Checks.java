package io.ordermatrix.run;

import io.ordermatrix.config.JobConfig;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.scan.ChunkRecords;
import io.ordermatrix.scan.Reject;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The checks that must pass before results are published. */
final class Checks {
    private static final int SHOWN_REJECTS = 10;
    private static final int SHOWN_CHARACTERS = 160;

    private Checks() {}

    static void balance(RowAccounting accounting) {
        accounting.imbalance().ifPresent(imbalance -> {
            throw new RunFailedException("The rows do not balance: " + imbalance);
        });
    }

    /** Every kept row must be in the cube, and every event of the cube in the matrix. */
    static void everyEventInMatrix(RowAccounting accounting, MatrixCounts matrix) {
        if (accounting.kept() != matrix.events()) {
            throw new RunFailedException(
                    "%d rows were kept, but the cells have %d events".formatted(accounting.kept(), matrix.events()));
        }
    }

    /**
     * Too many rejects are an error.
     *
     * @param accounting of the whole input
     * @param records of the files that were scanned
     */
    static void rejectShare(RowAccounting accounting, ChunkRecords records, List<InputFile> files, JobConfig config)
            throws IOException {
        if (accounting.rejectShare() > config.rejectMaxShare()) {
            throw tooManyRejects(accounting, "", records, files, config);
        }
    }

    /**
     * Too many rejects are an error even if the run that had them was allowed more.
     *
     * @param published the account of published results
     */
    static void rejectShare(RowAccounting published, JobConfig config) {
        if (published.rejectShare() > config.rejectMaxShare()) {
            throw new RunFailedException(String.format(
                    Locale.ROOT,
                    "%s: has the results of this run, in which %d of %d rows were rejected, but reject.max-share allows %s",
                    config.output().orElseThrow(),
                    published.rejectedRows(),
                    rows(published),
                    config.rejectMaxShare()));
        }
    }

    /**
     * So many rejects that there are too many even if all rows that follow can be read are an error.
     *
     * @param accounting of what has been scanned
     * @param bytesLeft what has not, of files that are not compressed
     * @param records some of what has been scanned
     */
    static void rejectsSoFar(
            RowAccounting accounting, long bytesLeft, ChunkRecords records, List<InputFile> files, JobConfig config)
            throws IOException {
        double mostRows = rows(accounting) + (double) bytesLeft / shortestRow(files);
        if (bytesLeft > 0 && accounting.rejectedRows() > config.rejectMaxShare() * mostRows) {
            String left = ", and there are too many whatever the other %s have; the scan stops here"
                    .formatted(DataSize.ofBytes(bytesLeft).approximate());
            throw tooManyRejects(accounting, left, records, files, config);
        }
    }

    /** The bytes of the shortest row that can be read: a separator for each field, and a digit for each needed column. */
    private static int shortestRow(List<InputFile> files) {
        return files.stream()
                .map(InputFile::header)
                .mapToInt(header -> header.fieldCount()
                        + (int) OrderColumn.needed().stream()
                                .filter(column ->
                                        header.find(column.columnName()).isPresent())
                                .count())
                .min()
                .orElse(1);
    }

    private static long rows(RowAccounting accounting) {
        return accounting.rejectedRows() + accounting.parsed();
    }

    private static RunFailedException tooManyRejects(
            RowAccounting accounting, String left, ChunkRecords records, List<InputFile> files, JobConfig config)
            throws IOException {
        StringBuilder message = new StringBuilder(String.format(
                Locale.ROOT,
                "%d of %d rows were rejected, a share of %.4g, but reject.max-share allows %s%s; the first ones:",
                accounting.rejectedRows(),
                rows(accounting),
                accounting.rejectShare(),
                config.rejectMaxShare(),
                left));
        List<ChunkRecords.FiledReject> first = records.firstRejects(files, SHOWN_REJECTS);
        for (ChunkRecords.FiledReject reject : first) {
            message.append(System.lineSeparator()).append("  ").append(line(reject.file(), reject.reject()));
        }
        RejectHint.of(accounting, first, config.format(), config.selection().zone())
                .ifPresent(hint -> message.append(System.lineSeparator()).append(hint));
        return new RunFailedException(message.toString());
    }

    private static String line(InputFile file, Reject reject) {
        String raw = reject.raw().replaceAll("\\p{Cntrl}", "?");
        String shown = raw.length() <= SHOWN_CHARACTERS ? raw : raw.substring(0, SHOWN_CHARACTERS) + "...";
        return "%s: line %d (byte %d): %s: %s"
                .formatted(file.displayName(), reject.line(), reject.byteOffset(), reject.reason(), shown);
    }
}
