package io.ordermatrix.config;

import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.SideCodes;
import io.ordermatrix.order.TimestampUnit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * How a feed writes its numbers, and which dates it can mean.
 *
 * @param priceDecimals digits after the point that a price may have, 0 to 9
 * @param timestampUnit what timestamps count
 * @param sides how sides are written
 * @param earliest the first plausible date
 * @param latest the last plausible date; empty for a year after the run
 */
public record FeedConfig(
        int priceDecimals,
        TimestampUnit timestampUnit,
        SideCodes sides,
        LocalDate earliest,
        Optional<LocalDate> latest) {
    public FeedConfig {
        Objects.requireNonNull(timestampUnit);
        Objects.requireNonNull(sides);
        Objects.requireNonNull(earliest);
        Objects.requireNonNull(latest);
    }

    /**
     * The same for the tasks of a run.
     *
     * @param zone of the dates
     */
    public FeedFormat format(ZoneId zone) {
        LocalDate last = latest.orElseGet(() -> FeedFormat.lastPlausible(LocalDate.now(zone)));
        return FeedFormat.of(priceDecimals, timestampUnit, sides, earliest, last, zone);
    }
}
