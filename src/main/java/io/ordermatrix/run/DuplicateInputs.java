package io.ordermatrix.run;

import io.ordermatrix.output.InputRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Files of the input with the same content, which a feed hardly means. */
final class DuplicateInputs {
    private static final int MOST_SHOWN = 3;

    private static final Comparator<InputRecord> BY_CONTENT =
            Comparator.comparingLong(InputRecord::bytes).thenComparingInt(InputRecord::checksum);

    private DuplicateInputs() {}

    /** A line for each content that several files have. */
    static List<String> describe(List<InputRecord> inputs) {
        // A map of contents would be large: usually no two of a million files are the same.
        List<InputRecord> sorted = inputs.stream().sorted(BY_CONTENT).toList();
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= sorted.size(); end++) {
            if (end == sorted.size() || BY_CONTENT.compare(sorted.get(start), sorted.get(end)) != 0) {
                if (end - start > 1) {
                    lines.add(line(sorted.subList(start, end)));
                }
                start = end;
            }
        }
        return lines;
    }

    private static String line(List<InputRecord> same) {
        String names = same.stream().limit(MOST_SHOWN).map(InputRecord::file).collect(Collectors.joining(", "));
        String more = same.size() > MOST_SHOWN ? " and %d more".formatted(same.size() - MOST_SHOWN) : "";
        return "The same content in several files of the input, and each is counted: " + names + more;
    }
}
