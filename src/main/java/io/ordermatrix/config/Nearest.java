package io.ordermatrix.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest edits from the text; of several, the first in alphabetical order. */
    static String to(String text, Collection<String> candidates) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return candidates.stream()
                .min(Comparator.comparing((String candidate) -> distance.apply(text, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** The nearest candidate, if at least half of the text is in it. */
    public static Optional<String> similarTo(String text, Collection<String> candidates) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        List<String> similar = candidates.stream()
                .filter(candidate -> distance.apply(text, candidate) <= text.length() / 2)
                .toList();
        return similar.isEmpty() ? Optional.empty() : Optional.of(to(text, similar));
    }
}
