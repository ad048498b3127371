package io.ordermatrix.run;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.scan.ChunkRecords;
import io.ordermatrix.scan.Reject;
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
    static void rejectShare(RowAccounting accounting, ChunkRecords records, List<InputFile> files, double allowed)
            throws IOException {
        double share = accounting.rejectShare();
        if (share <= allowed) {
            return;
        }
        StringBuilder message = new StringBuilder(String.format(
                Locale.ROOT,
                "%d of %d rows were rejected, a share of %.4g, but reject.max-share allows %s; the first ones:",
                accounting.rejectedRows(),
                accounting.rejectedRows() + accounting.parsed(),
                share,
                allowed));
        for (ChunkRecords.FiledReject reject : records.firstRejects(files, SHOWN_REJECTS)) {
            message.append(System.lineSeparator()).append("  ").append(line(reject.file(), reject.reject()));
        }
        throw new RunFailedException(message.toString());
    }

    private static String line(InputFile file, Reject reject) {
        String raw = reject.raw().replaceAll("\\p{Cntrl}", "?");
        String shown = raw.length() <= SHOWN_CHARACTERS ? raw : raw.substring(0, SHOWN_CHARACTERS) + "...";
        return "%s: line %d (byte %d): %s: %s"
                .formatted(file.displayName(), reject.line(), reject.byteOffset(), reject.reason(), shown);
    }
}
