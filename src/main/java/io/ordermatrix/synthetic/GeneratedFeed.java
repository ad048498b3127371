package io.ordermatrix.synthetic;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was written: the truth that a reading of the feed has to come to.
 *
 * @param rows order events and rejects, the header not counted
 * @param bytes of the whole file
 * @param rejects rows by the text of the {@link io.ordermatrix.order.RejectReason} that a reading without a selection and
 *     with no price decimals finds, only reasons that occur
 */
public record GeneratedFeed(long rows, long bytes, SortedMap<String, Long> rejects) {
    public GeneratedFeed {
        rejects = Collections.unmodifiableSortedMap(new TreeMap<>(rejects));
    }
}
