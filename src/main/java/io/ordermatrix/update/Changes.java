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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an input differs from the one that earlier results were made from.
 *
 * @param added files whose content is new, in the order of the input
 * @param kept files whose content is known, in the order of the input
 * @param gone the records of files that changed or are no longer there
 */
public record Changes(List<InputFile> added, List<Kept> kept, List<InputRecord> gone) {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

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
    public static Changes between(List<InputRecord> records, List<InputFile> files, Configuration hadoop) {
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
        Map<String, Integer> checksums =
                checksums(others.stream().filter(file -> missing.containsKey(file.length())), hadoop);
        for (InputFile file : others) {
            List<Integer> sameSize = missing.getOrDefault(file.length(), List.of());
            Optional<Integer> same = sameSize.stream()
                    .filter(position ->
                            Integer.valueOf(records.get(position).checksum()).equals(checksums.get(file.location())))
                    .findFirst();
            if (same.isPresent()) {
                known.put(file, same.get());
                sameSize.remove(same.get());
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

    /** The checksums of files, which are read side by side, by their locations. */
    private static Map<String, Integer> checksums(Stream<InputFile> files, Configuration hadoop) {
        Map<String, Integer> checksums = new ConcurrentHashMap<>();
        files.parallel().forEach(file -> {
            try {
                Chunk whole = new Chunk(0, 0, file.length());
                checksums.put(file.location(), ContentChecksum.of(file, whole, hadoop));
            } catch (IOException unreadable) {
                // It counts as new, and the scan says what is wrong with it.
                LOG.debug("{} can't be compared", file.location(), unreadable);
            }
        });
        return checksums;
    }

    /** The dates that files which changed or are no longer there had rows of. */
    public SortedSet<LocalDate> datesOfGone() {
        SortedSet<LocalDate> dates = new TreeSet<>();
        gone.forEach(record -> dates.addAll(record.dates()));
        return dates;
    }
}
