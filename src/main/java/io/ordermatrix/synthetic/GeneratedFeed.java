package io.ordermatrix.synthetic;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was written: the truth that a reader of the feed must find.
 *
 * @param rows order events and rejects, without the header
 * @param bytes of the whole file
 * @param rejects rows by the text of the {@link io.ordermatrix.order.RejectReason} found when reading without a
 *     selection and with no price decimals; only reasons that occur
 * @param outcomes orders by what had become of them on their last day, as in lifecycles/ if no row is damaged; only outcomes that
 *     occur
 */
public record GeneratedFeed(long rows, long bytes, SortedMap<String, Long> rejects, SortedMap<String, Long> outcomes) {
    public GeneratedFeed {
        rejects = Collections.unmodifiableSortedMap(new TreeMap<>(rejects));
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    }
}
