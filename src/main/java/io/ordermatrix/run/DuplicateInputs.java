package io.ordermatrix.run;

import io.ordermatrix.output.InputRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files of the input with the same content, which a feed hardly means. */
final class DuplicateInputs {
    private static final int MOST_SHOWN = 3;

    private record Content(long bytes, String checksum) {}

    private DuplicateInputs() {}

    /** A line for each content that several files have. */
    static List<String> describe(List<InputRecord> inputs) {
        Map<Content, List<InputRecord>> byContent = inputs.stream()
                .collect(Collectors.groupingBy(
                        input -> new Content(input.bytes(), input.checksum()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byContent.values().stream()
                .filter(same -> same.size() > 1)
                .map(DuplicateInputs::line)
                .toList();
    }

    private static String line(List<InputRecord> same) {
        String names = same.stream().limit(MOST_SHOWN).map(InputRecord::file).collect(Collectors.joining(", "));
        String more = same.size() > MOST_SHOWN ? " and %d more".formatted(same.size() - MOST_SHOWN) : "";
        return "The same content in several files of the input, and each is counted: " + names + more;
    }
}
