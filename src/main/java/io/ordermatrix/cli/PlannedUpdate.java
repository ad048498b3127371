package io.ordermatrix.cli;

import static java.util.stream.Collectors.toCollection;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.units.DataSize;
import io.ordermatrix.update.Changes;
import io.ordermatrix.update.RunInput;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What bringing results up to date will do, as far as it is known before new files are scanned.
 *
 * @param newFiles files whose content is new
 * @param changedFiles files whose content was another
 * @param goneFiles files that are no longer there
 * @param movedFiles files whose content is known under another name
 * @param datesAgain dates that will be computed again
 * @param scanned files that will be scanned; for dates of new files that are read in another order, others too
 */
record PlannedUpdate(
        List<String> newFiles,
        List<String> changedFiles,
        List<String> goneFiles,
        List<String> movedFiles,
        List<String> datesAgain,
        List<String> scanned,
        long bytesToScan) {
    private static final int SHOWN = 10;

    static PlannedUpdate of(RunInput input) {
        Changes changes = input.changes();
        Set<String> before = changes.gone().stream().map(InputRecord::file).collect(toCollection(LinkedHashSet::new));
        Set<String> added =
                changes.added().stream().map(InputFile::displayName).collect(toCollection(LinkedHashSet::new));
        List<InputFile> scanned = input.toScan();
        return new PlannedUpdate(
                added.stream().filter(file -> !before.contains(file)).toList(),
                added.stream().filter(before::contains).toList(),
                before.stream().filter(file -> !added.contains(file)).toList(),
                changes.kept().stream()
                        .filter(Changes.Kept::isMoved)
                        .map(kept -> kept.file().displayName())
                        .toList(),
                changes.datesOfGone().stream().map(LocalDate::toString).toList(),
                scanned.stream().map(InputFile::displayName).toList(),
                scanned.stream().mapToLong(InputFile::length).sum());
    }

    void print(PrintWriter out) {
        out.println("Update");
        line(out, "new files", newFiles);
        line(out, "changed files", changedFiles);
        line(out, "files gone", goneFiles);
        line(out, "files moved", movedFiles);
        line(out, "dates computed again", datesAgain);
        line(out, "files to scan", scanned);
        out.println(String.format(
                Locale.ROOT,
                "  %-34s %s",
                "bytes to scan",
                DataSize.ofBytes(bytesToScan).approximate()));
    }

    private static void line(PrintWriter out, String label, List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        String more = names.size() > SHOWN ? ", ..." : "";
        out.println(String.format(Locale.ROOT, "  %-34s %-24d %s%s", label, names.size(), shown, more)
                .stripTrailing());
    }
}
