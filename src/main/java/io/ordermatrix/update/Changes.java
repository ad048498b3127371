package io.ordermatrix.update;

import io.ordermatrix.input.Chunk;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.output.InputRecord;
import io.ordermatrix.scan.ContentChecksum;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * How an input differs from the one that earlier results were made from.
 *
 * @param added files whose content is new, in the order of the input
 * @param kept files whose content is known, in the order of the input
 * @param gone the records of files that changed or are no longer there
 */
public record Changes(List<InputFile> added, List<Kept> kept, List<InputRecord> gone) {
    /**
     * A file whose content is known.
     *
     * @param file as it is now
     * @param record of the same content in the earlier results, perhaps under another name
     * @param position of the record among the earlier ones
     */
    public record Kept(InputFile file, InputRecord record, int position) {
        public boolean isMoved() {
            return !record.isUnchanged(file);
        }
    }

    public Changes {
        added = List.copyOf(added);
        kept = List.copyOf(kept);
        gone = List.copyOf(gone);
    }

    /** An input without earlier results. */
    public static Changes allNew(List<InputFile> files) {
        return new Changes(files, List.of(), List.of());
    }

    /** Compares files with records. Only a file that has the size of one that is missing is read for that. */
    public static Changes between(List<InputRecord> records, List<InputFile> files, Configuration hadoop)
            throws IOException {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int at = 0; at < records.size(); at++) {
            positions.put(records.get(at).location(), at);
        }
        Map<InputFile, Integer> known = new LinkedHashMap<>();
        List<InputFile> others = new ArrayList<>();
        for (InputFile file : files) {
            Integer position = positions.get(file.location());
            if (position != null && records.get(position).isUnchanged(file)) {
                known.put(file, position);
                positions.remove(file.location());
            } else {
                others.add(file);
            }
        }
        Map<Long, List<Integer>> missing = positions.values().stream()
                .collect(Collectors.groupingBy(position -> records.get(position).bytes()));
        for (InputFile file : others) {
            Optional<Integer> position = same(file, missing.getOrDefault(file.length(), List.of()), records, hadoop);
            if (position.isPresent()) {
                known.put(file, position.get());
                missing.get(file.length()).remove(position.get());
            }
        }
        List<InputRecord> gone = missing.values().stream()
                .flatMap(List::stream)
                .sorted()
                .map(records::get)
                .toList();
        return new Changes(
                files.stream().filter(file -> !known.containsKey(file)).toList(),
                files.stream()
                        .filter(known::containsKey)
                        .map(file -> new Kept(file, records.get(known.get(file)), known.get(file)))
                        .toList(),
                gone);
    }

    private static Optional<Integer> same(
            InputFile file, List<Integer> candidates, List<InputRecord> records, Configuration hadoop)
            throws IOException {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        String checksum = checksum(ContentChecksum.of(file, new Chunk(0, 0, file.length()), hadoop));
        return candidates.stream()
                .filter(position -> records.get(position).checksum().equals(checksum))
                .findFirst();
    }

    /** A checksum as records have it. */
    public static String checksum(int checksum) {
        return "%08x".formatted(checksum);
    }

    /** Whether the input is the same, under the same names. */
    public boolean areNone() {
        return added.isEmpty() && gone.isEmpty() && kept.stream().noneMatch(Kept::isMoved);
    }

    /** The dates that files which changed or are no longer there had rows of. */
    public SortedSet<LocalDate> datesOfGone() {
        SortedSet<LocalDate> dates = new TreeSet<>();
        gone.forEach(record -> record.dates().forEach(date -> dates.add(LocalDate.parse(date))));
        return dates;
    }

    /** The size of the new files, as stored. */
    public long addedBytes() {
        return added.stream().mapToLong(InputFile::length).sum();
    }
}
