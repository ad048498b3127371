package io.ordermatrix.cli;

import io.ordermatrix.output.AccountingRecord;
import io.ordermatrix.run.RunRecord;
import io.ordermatrix.run.SourceRecord;
import io.ordermatrix.run.UpdateRecord;
import io.ordermatrix.units.DataSize;
import io.ordermatrix.wave.WaveRecord;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary of a finished run, for people. */
final class RunSummary {
    private static final int SHOWN_WAVES = 3;

    private RunSummary() {}

    static void print(RunRecord record, String output, PrintWriter out) {
        AccountingRecord rows = record.accounting();
        line(out, "lines", rows.lines());
        line(out, "  header", rows.header());
        line(out, "  blank", rows.blank());
        line(out, "  rejected", total(rows.rejected()));
        rows.rejected().forEach((reason, count) -> line(out, "    " + reason, count));
        line(out, "  parsed", rows.parsed());
        rows.dropped().forEach((filter, count) -> {
            if (count > 0) {
                line(out, "    dropped by " + filter, count);
            }
        });
        line(out, "    kept", rows.kept());
        line(out, "cells", record.matrix().cells());
        line(out, "  completed", record.matrix().completed());
        line(out, "  empty", record.matrix().empty());
        line(out, "  failed", record.matrix().failed());
        record.failures().stream()
                .filter(failure -> failure.file() != null)
                .forEach(failure -> out.println("skipped: " + failure.error()));
        if (record.source() != null) {
            source(record.source(), out);
        }
        if (record.update().number() > 0) {
            update(record.update(), out);
        }
        if (record.waves().size() > 1) {
            out.printf(
                    Locale.ROOT,
                    "%d waves, the slowest: %s%n",
                    record.waves().size(),
                    record.waves().stream()
                            .sorted(Comparator.comparingDouble(WaveRecord::seconds)
                                    .reversed())
                            .limit(SHOWN_WAVES)
                            .map(wave -> String.format(Locale.ROOT, "%d (%.1f s)", wave.wave(), wave.seconds()))
                            .collect(Collectors.joining(", ")));
        }
        out.printf(
                Locale.ROOT,
                "%.1f s, %s/s, %,d rows/s, peak memory %s%n",
                record.seconds(),
                DataSize.ofBytes(record.bytesPerSecond()).approximate(),
                record.rowsPerSecond(),
                DataSize.ofBytes(record.peakMemoryBytes()).approximate());
        out.printf(
                Locale.ROOT,
                "Results in %s (%,d files)%n",
                output,
                record.outputs().size() + 1);
        out.flush();
    }

    private static void source(SourceRecord source, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Answered from %s of %s (%s), without a scan%n",
                source.table(),
                source.results(),
                DataSize.ofBytes(source.bytes()).approximate());
    }

    private static void update(UpdateRecord update, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Update %d: %,d new %s, %,d known, %,d gone or changed; %s scanned; dates: %,d computed again, %,d extended, %,d taken over%n",
                update.number(),
                update.filesNew(),
                update.filesNew() == 1 ? "file" : "files",
                update.filesKept(),
                update.filesGone(),
                DataSize.ofBytes(update.bytesScanned()).approximate(),
                update.datesAgain().size(),
                update.datesExtended().size(),
                update.datesTakenOver());
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void line(PrintWriter out, String label, long count) {
        out.printf(Locale.ROOT, "%-34s %,16d%n", label, count);
    }
}
