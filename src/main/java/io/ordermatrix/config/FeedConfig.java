package io.ordermatrix.config;

import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * How a feed writes its fields, and which dates it can mean.
 *
 * @param fields how they are written
 * @param earliest the first plausible date
 * @param latest the last plausible date; empty for a year after the run
 */
public record FeedConfig(FieldFormat fields, LocalDate earliest, Optional<LocalDate> latest) {
    public FeedConfig {
        Objects.requireNonNull(fields);
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
        return FeedFormat.of(fields, earliest, last, zone);
    }
}
