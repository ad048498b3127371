package io.ordermatrix.source;

import io.ordermatrix.source.QueryColumn.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A table for random queries, with all columns of the files of a {@link RandomFeed}. */
enum QueryTable {
    /** Files with rows, and one without. */
    FEED,
    /** The same files, read with the computed columns. */
    MEASURED,
    /** A file with a header and no rows. */
    QUIET;

    private static final List<QueryColumn> OFFERED = Stream.of(
                    columns(
                            Kind.NUMBER,
                            true,
                            "security_code",
                            "price",
                            "side",
                            "quantity",
                            "leavesquantity",
                            "totalmatchedquantity",
                            "exchangeordertype",
                            "participantid",
                            "orderstatus",
                            "hour",
                            "size_bucket"),
                    columns(Kind.WIDE_NUMBER, true, "order_id", "timestamp"),
                    columns(Kind.DATE, true, "trade_date"),
                    columns(Kind.NUMBER, false, "bid", "offer", "exchange", "crossingkey"),
                    columns(Kind.WIDE_NUMBER, false, "sequence"),
                    columns(Kind.TEXT, false, "note", "timevaliditydecoded", "colour"))
            .flatMap(columns -> columns)
            .toList();
    private static final List<QueryColumn> COMPUTED = Stream.concat(
                    columns(Kind.NUMBER, true, "buy", "sell"),
                    columns(Kind.WIDE_NUMBER, true, "notional", "quantity_square_high", "quantity_square_low"))
            .toList();
    private static final Set<String> MANY_VALUES = Set.of("timestamp", "leavesquantity", "totalmatchedquantity");

    private static Stream<QueryColumn> columns(Kind kind, boolean isPlain, String... names) {
        return Stream.of(names).map(name -> new QueryColumn(name, kind, isPlain));
    }

    static QueryTable random(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> QUIET;
            case 1, 2 -> MEASURED;
            default -> FEED;
        };
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Stream<QueryColumn> columns() {
        return Stream.concat(OFFERED.stream(), this == MEASURED ? COMPUTED.stream() : Stream.empty());
    }

    /** A random column that satisfies a condition. */
    QueryColumn column(Random random, Predicate<QueryColumn> condition) {
        List<QueryColumn> columns = columns().filter(condition).toList();
        return columns.get(random.nextInt(columns.size()));
    }

    /** A random column, usually one whose groups have several rows. */
    QueryColumn key(Random random, Predicate<QueryColumn> condition) {
        return column(random, condition.and(column -> !MANY_VALUES.contains(column.name())));
    }
}
