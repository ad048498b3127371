package io.ordermatrix.update;

import io.ordermatrix.input.InputFile;
import io.ordermatrix.output.InputRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What happens to each date of earlier results.
 *
 * @param inputs the records of all files, in the order of the input
 * @param again dates that are computed again from all files that have rows of them
 * @param extended dates that get the rows of new files in addition to those that they have
 * @param untouched dates whose results are taken over
 */
public record Revision(
        List<InputRecord> inputs,
        SortedSet<LocalDate> again,
        SortedSet<LocalDate> extended,
        SortedSet<LocalDate> untouched) {

    /** What a date needs beyond the sums of its rows, which can be added to. */
    public enum Need {
        /** Nothing. */
        SUMS,
        /** Its events, those with equal keys in the order of the input. */
        ORDER,
        /** All events of an order at once. */
        WHOLE;

        /** The need of the results that are kept. */
        public static Need of(boolean keepsOrders, boolean keepsLifecycles) {
            if (keepsLifecycles) {
                return WHOLE;
            }
            return keepsOrders ? ORDER : SUMS;
        }
    }

    /**
     * Plans a revision.
     *
     * @param scanned the records of the new files that could be read
     */
    public static Revision of(Changes changes, List<InputRecord> scanned, Need need) {
        List<InputRecord> inputs = Stream.concat(
                        changes.kept().stream().map(kept -> kept.record().of(kept.file())), scanned.stream())
                .sorted(Comparator.comparing(InputRecord::location))
                .toList();
        SortedSet<LocalDate> added = dates(scanned);
        SortedSet<LocalDate> kept =
                dates(changes.kept().stream().map(Changes.Kept::record).toList());
        SortedSet<LocalDate> again = new TreeSet<>(changes.datesOfGone());
        if (need != Need.SUMS) {
            again.addAll(reordered(changes, scanned));
        }
        SortedSet<LocalDate> extended = new TreeSet<>(added);
        extended.retainAll(kept);
        if (need == Need.WHOLE) {
            again.addAll(extended);
        }
        extended.removeAll(again);
        SortedSet<LocalDate> untouched = new TreeSet<>(kept);
        untouched.removeAll(added);
        untouched.removeAll(again);
        return new Revision(inputs, again, extended, untouched);
    }

    private static SortedSet<LocalDate> dates(List<InputRecord> records) {
        SortedSet<LocalDate> dates = new TreeSet<>();
        records.forEach(record -> dates.addAll(record.dates()));
        return dates;
    }

    /** A file at its place in the input; the position is that among the earlier files, or after all of them. */
    private record Placed(String location, List<LocalDate> dates, int position) {}

    /** The dates whose files do not follow each other as before, with new ones after the others. */
    private static Set<LocalDate> reordered(Changes changes, List<InputRecord> scanned) {
        List<Placed> files = new ArrayList<>();
        changes.kept()
                .forEach(kept -> files.add(
                        new Placed(kept.file().location(), kept.record().dates(), kept.position())));
        scanned.forEach(record -> files.add(new Placed(record.location(), record.dates(), Integer.MAX_VALUE)));
        files.sort(Comparator.comparing(Placed::location));
        Map<LocalDate, Integer> last = new HashMap<>();
        Set<LocalDate> reordered = new HashSet<>();
        for (Placed file : files) {
            for (LocalDate date : file.dates()) {
                Integer before = last.put(date, file.position());
                if (before != null && before > file.position()) {
                    reordered.add(date);
                }
            }
        }
        return reordered;
    }

    /** The files to scan for the dates that are computed again, in the order of the input. */
    public List<InputFile> filesAgain(List<InputFile> files) {
        if (again.isEmpty()) {
            return List.of();
        }
        Set<String> locations = new HashSet<>();
        inputs.stream()
                .filter(record -> !Collections.disjoint(record.dates(), again))
                .forEach(record -> locations.add(record.location()));
        return files.stream()
                .filter(file -> locations.contains(file.location()))
                .toList();
    }
}
