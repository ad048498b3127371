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
 */
public record GeneratedFeed(long rows, long bytes, SortedMap<String, Long> rejects) {
    public GeneratedFeed {
        rejects = Collections.unmodifiableSortedMap(new TreeMap<>(rejects));
    }
}
