package io.ordermatrix.source;

import io.ordermatrix.source.QueryColumn.Kind;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Generates SQL conditions and values over the columns of a {@link QueryTable}.
 *
 * <p>The conditions do not fail on any row, because SQL does not define their order of evaluation, and so whether a row
 * that one of them fails on has been dropped by another. Those that can fail are in {@link #fragile}, and must be used
 * alone.
 */
final class RandomCondition {
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=", "<=>");
    /** Values that occur in columns. */
    private static final List<String> USUAL_NUMBERS =
            List.of("0", "1", "2", "5", "10", "12", "64", "69", "112", "1000", "3500", "110621");
    /** The limits of the types, and values beyond. */
    private static final List<String> WHOLE_NUMBERS = List.of(
            "-7",
            "127",
            "-128",
            "128",
            "32767",
            "-32769",
            "2147483647",
            "-2147483648",
            "2147483648",
            "7904794000000000030",
            "1712400000000000000",
            "9223372036854775807",
            "10Y",
            "1000S",
            "3500L");

    private static final List<String> OTHER_NUMBERS = List.of(
            "NULL",
            "CAST(NULL AS INT)",
            "9223372036854775808",
            "99999999999999999999999999",
            "3500.0",
            "3500.5",
            "-0.001",
            "10D",
            "3500.5D",
            "-1e300D",
            "7.90479400000000003e18D",
            "double('NaN')",
            "CAST(69 AS FLOAT)",
            "'3500'",
            "' 10 '",
            "'-1'");
    private static final List<String> DATES = List.of(
            "DATE '2024-04-05'",
            "DATE '2024-04-06'",
            "DATE '2024-04-07'",
            "DATE '2024-02-29'",
            "DATE '0001-01-01'",
            "DATE '9999-12-31'");
    private static final List<String> OTHER_DATES = List.of(
            "DATE '2024-04-06'",
            "'2024-04-06'",
            "'2024-04'",
            "TIMESTAMP '2024-04-06 00:00:00'",
            "TIMESTAMP '2024-04-06 10:00:00'",
            "TIMESTAMP_NTZ '2024-04-06 00:00:00'",
            "NULL",
            "CAST(NULL AS DATE)");
    private static final List<String> TEXTS =
            List.of("'a'", "'A'", "''", "' a'", "'ä'", "'12'", "'2024-04-06'", "'Rest of Day'", "'b,c'", "NULL");
    private static final List<String> FRAGILE = List.of(
            "price = 'dear'",
            "quantity > '3500.5'",
            "hour IN ('10', 'noon')",
            "note = 12",
            "CAST(note AS INT) = 12",
            "CAST(note AS DATE) = trade_date",
            "10 / (price - 3500) > 1",
            "quantity % price = 0",
            "price * quantity > 0",
            "quantity + 1 > 0",
            "CAST(order_id AS INT) = 5",
            "CAST(quantity AS TINYINT) > 1",
            "orderstatus + 1Y > 0",
            "hour = TRUE",
            "trade_date = 5",
            "trade_date > 'tomorrow'");

    private final Random random;
    private final Predicate<QueryColumn> columns;
    private final boolean isPlain;

    /**
     * @param isPlain whether to generate only what the source evaluates itself
     */
    RandomCondition(Random random, boolean isPlain) {
        this.random = random;
        this.isPlain = isPlain;
        columns = isPlain ? QueryColumn::isPlain : column -> true;
    }

    /**
     * A condition.
     *
     * @param prefix prefix of each column's name
     * @param depth of AND, OR and NOT
     */
    String condition(QueryTable table, String prefix, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return simple(table, prefix);
        }
        String one = condition(table, prefix, depth - 1);
        String other = condition(table, prefix, depth - 1);
        return switch (random.nextInt(isPlain ? 8 : 9)) {
            case 0, 1, 2, 3 -> "(%s AND %s)".formatted(one, other);
            case 4, 5 -> "(%s OR %s)".formatted(one, other);
            case 6, 7 -> "NOT (%s)".formatted(one);
            default -> "((%s) %s)".formatted(one, pick("IS NULL", "IS NOT TRUE", "IS NOT NULL", "<=> NULL", "= TRUE"));
        };
    }

    private String simple(QueryTable table, String prefix) {
        QueryColumn column = table.column(random, columns);
        String name = prefix + column.name();
        return switch (random.nextInt(isPlain ? 7 : 11)) {
            case 0, 1, 2 -> "%s %s %s".formatted(name, pick(COMPARISONS), literal(column));
            case 3, 4 -> "%s %sIN (%s)".formatted(name, pick("", "", "NOT "), literals(column));
            case 5 -> "%s %sBETWEEN %s AND %s".formatted(name, pick("", "", "NOT "), literal(column), literal(column));
            case 6 -> name + pick(" IS NULL", " IS NOT NULL");
            case 7 ->
                "%s %s %s%s"
                        .formatted(
                                name,
                                pick(COMPARISONS),
                                prefix,
                                table.column(random, column::isLike).name());
            case 8 -> "%s %s %s".formatted(number(table, prefix), pick(COMPARISONS), numberLiteral());
            case 9 -> other(prefix);
            default ->
                "(#side, #hour) %sIN ((1Y, 10Y), (2Y, 11Y), (1Y, CAST(%s AS TINYINT)))"
                        .formatted(pick("", "NOT "), pick("NULL", "12"))
                        .replace("#", prefix);
        };
    }

    private String other(String prefix) {
        return pick(
                        "TRUE",
                        "FALSE",
                        "CAST(NULL AS BOOLEAN)",
                        "COALESCE(#bid, 0) > 100",
                        "CASE WHEN #side = 1 THEN #price > 0 WHEN #hour > 12 THEN #bid > 5 END",
                        "IF(#note = 'a', #price, #quantity) > 1000",
                        "#note LIKE '%a%'",
                        "#note LIKE 'a'",
                        "#timevaliditydecoded NOT LIKE 'Rest%'",
                        "length(#note) = 1",
                        "upper(#note) = 'A'",
                        "#note || #timevaliditydecoded > 'a'",
                        "month(#trade_date) = 4",
                        "date_add(#trade_date, 1) > DATE '2024-04-06'",
                        "dayofweek(#trade_date) BETWEEN 2 AND 6",
                        "(#exchangeordertype & 2048) = 2048",
                        "isnan(#price / 7)",
                        "#hour >= 10 AND #hour < 16")
                .replace("#", prefix);
    }

    /** A condition that may fail on some rows, or have a type error. */
    String fragile() {
        return pick(FRAGILE);
    }

    /** A number whose sums are exact in any order and do not overflow. */
    String number(QueryTable table, String prefix) {
        String number = switch (random.nextInt(10)) {
            case 0 -> "CAST(#price AS BIGINT) * #quantity";
            case 1 -> "#quantity % 7";
            case 2 -> "#price DIV 100";
            case 3 -> "-CAST(#price AS BIGINT)";
            case 4 -> "#hour + 1";
            case 5 -> "CASE WHEN " + simple(table, "#") + " THEN 1 ELSE 0 END";
            case 6 -> "COALESCE(#bid, #price)";
            case 7 -> "#price * 1.25";
            default ->
                "#"
                        + table.column(random, column -> column.kind() == Kind.NUMBER)
                                .name();
        };
        return number.replace("#", prefix);
    }

    private String literal(QueryColumn column) {
        return switch (column.kind()) {
            case NUMBER, WIDE_NUMBER -> numberLiteral();
            case DATE -> pick(isPlain ? DATES : OTHER_DATES);
            case TEXT -> pick(TEXTS);
        };
    }

    private String numberLiteral() {
        if (random.nextInt(3) > 0) {
            return pick(USUAL_NUMBERS);
        }
        return pick(isPlain || random.nextBoolean() ? WHOLE_NUMBERS : OTHER_NUMBERS);
    }

    private String literals(QueryColumn column) {
        // Spark evaluates a long list differently.
        int count = random.nextInt(8) == 0 ? 15 : 1 + random.nextInt(4);
        return Stream.generate(() -> literal(column)).limit(count).collect(Collectors.joining(", "));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
