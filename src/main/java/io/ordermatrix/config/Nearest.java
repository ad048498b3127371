package io.ordermatrix.config;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest edits from the text; of several, the first in alphabetical order. */
    public static String to(String text, Collection<String> candidates) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return candidates.stream()
                .min(Comparator.comparing((String candidate) -> distance.apply(text, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }
}
