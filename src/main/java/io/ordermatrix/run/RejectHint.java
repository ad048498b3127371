package io.ordermatrix.run;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.scan.ChunkRecords;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names the setting that would mend most of the rejects of a run. */
final class RejectHint {
    private RejectHint() {}

    /**
     * A line about the reason that most rejects have; empty if no setting has to do with it.
     *
     * @param first some of the rejects
     * @param zone of the dates
     */
    static Optional<String> of(
            RowAccounting accounting, List<ChunkRecords.FiledReject> first, FeedFormat format, ZoneId zone) {
        Optional<RejectReason> most = accounting.rejected().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> RejectReason.parse(entry.getKey()));
        if (most.isEmpty()) {
            return Optional.empty();
        }
        return switch (most.get().kind()) {
            case IMPLAUSIBLE ->
                first.stream()
                        .filter(reject -> reject.reject().reason().equals(most.get()))
                        .findFirst()
                        .flatMap(RejectHint::timestamp)
                        .flatMap(timestamp -> unit(timestamp, format, zone));
            case PRECISION ->
                Optional.of("%s says how many digits after the point a price may have; it is %d"
                        .formatted(ConfigKeys.PRICE_DECIMALS, format.priceDecimals()));
            default -> Optional.empty();
        };
    }

    /** The timestamp of a row that has no quotes before it. */
    private static Optional<Long> timestamp(ChunkRecords.FiledReject reject) {
        List<String> fields = Arrays.asList(reject.reject().raw().split(",", -1));
        int field = reject.file().header().field(OrderColumn.TIMESTAMP);
        try {
            return field < fields.size()
                    ? Optional.of(Long.parseLong(fields.get(field).strip()))
                    : Optional.empty();
        } catch (NumberFormatException quoted) {
            return Optional.empty();
        }
    }

    private static Optional<String> unit(long timestamp, FeedFormat format, ZoneId zone) {
        return Arrays.stream(TimestampUnit.values())
                .filter(unit -> unit.fits(timestamp) && format.isPlausible(timestamp * unit.nanos()))
                .findFirst()
                .map(unit -> "%s = %s would make the timestamp %d a moment of %s"
                        .formatted(
                                ConfigKeys.TIMESTAMP_UNIT,
                                unit.name().toLowerCase(Locale.ROOT),
                                timestamp,
                                LocalDate.ofEpochDay(new ExchangeClock(zone).epochDay(timestamp * unit.nanos()))));
    }
}
