package io.ordermatrix.update;

import io.ordermatrix.input.InputFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The input of a run.
 *
 * @param files all files, in the order of their names
 * @param earlier the results to bring up to date; empty for a run of its own
 * @param changes of the files since then
 */
public record RunInput(List<InputFile> files, Optional<EarlierResults> earlier, Changes changes) {
    public RunInput {
        files = List.copyOf(files);
    }

    /** The input of a run of its own. */
    public static RunInput of(List<InputFile> files) {
        return new RunInput(files, Optional.empty(), Changes.allNew(files));
    }

    /** How often the results will have been brought up to date. */
    public int updates() {
        return earlier.map(results -> results.updates() + 1).orElse(0);
    }

    /** The size of all files together, as stored. */
    public long bytes() {
        return files.stream().mapToLong(InputFile::length).sum();
    }

    /** The files that will be scanned for certain: new ones, and those with rows of dates of files that are gone. */
    public List<InputFile> toScan() {
        if (changes.gone().isEmpty()) {
            return changes.added();
        }
        Set<String> scanned = new HashSet<>();
        changes.added().forEach(file -> scanned.add(file.location()));
        Revision.of(changes, List.of(), Revision.Need.SUMS)
                .filesAgain(files)
                .forEach(file -> scanned.add(file.location()));
        return files.stream().filter(file -> scanned.contains(file.location())).toList();
    }
}
