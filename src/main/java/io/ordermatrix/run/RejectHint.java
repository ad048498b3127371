package io.ordermatrix.run;

import io.ordermatrix.config.ConfigKeys;
import io.ordermatrix.input.Header;
import io.ordermatrix.order.ExchangeClock;
import io.ordermatrix.order.FeedFormat;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.RejectReason;
import io.ordermatrix.order.RowAccounting;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.TimestampUnit;
import io.ordermatrix.scan.ChunkRecords;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the setting that would mend most of the rejects of a run. */
final class RejectHint {
    private static final Pattern DATE_AND_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:");

    /** What {@link io.ordermatrix.order.SecurityName} takes. */
    private static final String NAME_RULE =
            "names of securities have one to six of the characters A to Z, 0 to 9, - . /; others have to be read as whole numbers";

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
        if (most.isEmpty() || most.get().column() == null) {
            return Optional.empty();
        }
        List<String> texts = first.stream()
                .filter(reject -> reject.reject().reason().equals(most.get()))
                .flatMap(reject -> field(reject, most.get().column()).stream())
                .distinct()
                .toList();
        return texts.isEmpty() ? Optional.empty() : of(most.get(), texts, format, zone);
    }

    private static Optional<String> of(RejectReason most, List<String> texts, FeedFormat format, ZoneId zone) {
        String text = texts.get(0);
        return switch (most.kind()) {
            case IMPLAUSIBLE ->
                format.fields().timestamps().isNumber()
                        ? number(text).flatMap(timestamp -> unit(timestamp, format, zone))
                        : Optional.empty();
            case PRECISION -> precision(most.column(), format.fields());
            case OVERFLOW -> overflow(most.column(), text, format.fields());
            case FORMAT ->
                most.column() == OrderColumn.TIMESTAMP
                        ? number(text).flatMap(timestamp -> unit(timestamp, format, zone))
                        : Optional.of(NAME_RULE);
            case SIDE ->
                Optional.of("the files write sides as %s; %s and %s say which of them are buyers and sellers"
                        .formatted(String.join(", ", texts), ConfigKeys.BUY, ConfigKeys.SELL));
            case NOT_A_NUMBER -> text(most.column(), text);
            default -> Optional.empty();
        };
    }

    private static Optional<String> precision(OrderColumn column, FieldFormat fields) {
        return column == OrderColumn.PRICE
                ? Optional.of("%s says how many digits after the point a price may have; it is %d"
                        .formatted(ConfigKeys.PRICE_DECIMALS, fields.priceDecimals()))
                : Optional.empty();
    }

    private static Optional<String> overflow(OrderColumn column, String text, FieldFormat fields) {
        if (column == OrderColumn.SECURITY_CODE && fields.securities() == SecurityType.TEXT) {
            return Optional.of(NAME_RULE);
        }
        return column == OrderColumn.PRICE ? scale(text) : Optional.empty();
    }

    /** A whole number that is too large for a price may be one of a small unit. */
    private static Optional<String> scale(String text) {
        return number(text)
                .map(price -> "%s says of which power of ten prices are; with 9, %d is %s"
                        .formatted(
                                ConfigKeys.PRICE_SCALE, price, BigDecimal.valueOf(price, FieldFormat.MOST_DECIMALS)));
    }

    /** What a text is that should be a number. */
    private static Optional<String> text(OrderColumn column, String text) {
        if (column == OrderColumn.TIMESTAMP && DATE_AND_TIME.matcher(text).lookingAt()) {
            return Optional.of("%s = iso reads timestamps such as %s".formatted(ConfigKeys.TIMESTAMP_UNIT, text));
        }
        if (column == OrderColumn.SECURITY_CODE) {
            return Optional.of(
                    "%s = text reads names of securities such as %s".formatted(ConfigKeys.SECURITY_TYPE, text));
        }
        return column == OrderColumn.SIDE
                ? Optional.of("%s and %s say how the files write sides such as %s"
                        .formatted(ConfigKeys.BUY, ConfigKeys.SELL, text))
                : Optional.empty();
    }

    /** The field of a row that has no quotes before it. */
    private static Optional<String> field(ChunkRecords.FiledReject reject, OrderColumn column) {
        Header header = reject.file().header();
        String separator = Pattern.quote(Character.toString(header.separator().character()));
        String[] fields = reject.reject().raw().split(separator, -1);
        return header.find(column.columnName()).stream()
                .filter(field -> field < fields.length)
                .mapToObj(field -> fields[field].strip())
                .filter(text -> !text.contains("\""))
                .findFirst();
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notWhole) {
            return Optional.empty();
        }
    }

    private static Optional<String> unit(long timestamp, FeedFormat format, ZoneId zone) {
        return Arrays.stream(TimestampUnit.values())
                .filter(unit -> unit.isNumber() && unit.fits(timestamp) && format.isPlausible(timestamp * unit.nanos()))
                .findFirst()
                .map(unit -> "%s = %s would make the timestamp %d a moment of %s"
                        .formatted(
                                ConfigKeys.TIMESTAMP_UNIT,
                                unit.name().toLowerCase(Locale.ROOT),
                                timestamp,
                                LocalDate.ofEpochDay(new ExchangeClock(zone).epochDay(timestamp * unit.nanos()))));
    }
}
