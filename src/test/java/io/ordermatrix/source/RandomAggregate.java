package io.ordermatrix.source;

import io.ordermatrix.source.QueryColumn.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Generates SQL aggregates over the columns of a {@link QueryTable} whose results do not depend on the order of rows.
 */
final class RandomAggregate {
    private static final List<String> FRAGILE = List.of(
            "SUM(order_id)",
            "SUM(timestamp)",
            "MAX(price * quantity)",
            "SUM(CAST(note AS INT))",
            "MIN(10 / (price - 3500))",
            "MAX(quantity + 1)",
            "SUM(price) / COUNT(bid)",
            "MAX(CAST(bid AS TINYINT))");

    private final Random random;
    private final RandomCondition conditions;
    private final boolean isPlain;

    /**
     * @param isPlain whether to generate only what the source evaluates itself
     */
    RandomAggregate(Random random, RandomCondition conditions, boolean isPlain) {
        this.random = random;
        this.conditions = conditions;
        this.isPlain = isPlain;
    }

    /** One to four aggregates. */
    List<String> several(QueryTable table, String prefix) {
        return Stream.generate(() -> one(table, prefix))
                .limit(1 + random.nextInt(4))
                .toList();
    }

    String one(QueryTable table, String prefix) {
        if (isPlain) {
            return plain(table, prefix);
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> other(table, prefix) + " FILTER (WHERE " + conditions.condition(table, prefix, 1) + ")";
            case 2 -> "COALESCE(SUM(" + prefix + "price), -1)";
            case 3 -> "1 + SUM(" + prefix + "side) - COUNT(*)";
            case 4 -> "ARRAY_SORT(COLLECT_SET(" + prefix + "side))";
            case 5, 6 -> plain(table, prefix);
            default -> other(table, prefix);
        };
    }

    private String plain(QueryTable table, String prefix) {
        String column = prefix + table.column(random, QueryColumn::isPlain).name();
        String number = prefix
                + table.column(random, other -> other.isPlain() && other.kind() == Kind.NUMBER)
                        .name();
        return switch (random.nextInt(8)) {
            case 0, 1 -> "COUNT(*)";
            case 2 -> "COUNT(" + column + ")";
            case 3, 4 -> "SUM(" + number + ")";
            case 5 -> "MIN(" + column + ")";
            case 6 -> "MAX(" + column + ")";
            default -> "AVG(" + number + ")";
        };
    }

    private String other(QueryTable table, String prefix) {
        QueryColumn any = table.column(random, column -> true);
        String column = prefix + any.name();
        String number = prefix
                + table.column(random, other -> other.kind() == Kind.NUMBER).name();
        return switch (random.nextInt(14)) {
            case 0 -> pick("COUNT(1)", "COUNT(NULL)", "COUNT(" + prefix + "side, " + column + ")");
            case 1, 2 -> "COUNT(" + column + ")";
            case 3, 4 -> "SUM(" + conditions.number(table, prefix) + ")";
            case 5 -> "MIN(" + column + ")";
            case 6 -> "MAX(" + column + ")";
            case 7, 8 -> average(any, number, column);
            case 9 -> "COUNT(DISTINCT " + column + ")";
            case 10 -> "COUNT(DISTINCT " + number + ", " + column + ")";
            case 11 -> pick("SUM", "AVG", "MIN", "MAX") + "(DISTINCT " + number + ")";
            case 12 -> "COUNT_IF(" + conditions.condition(table, prefix, 1) + ")";
            default -> pick("BIT_OR(#exchangeordertype)", "BOOL_AND(#hour > 9)").replace("#", prefix);
        };
    }

    /**
     * Spark adds up doubles for an average of integers, in any order: all digits of a small number, else those that are
     * exact.
     */
    private String average(QueryColumn any, String number, String column) {
        if (any.kind() != Kind.WIDE_NUMBER) {
            return "AVG(" + number + ")";
        }
        return random.nextBoolean()
                ? "ROUND(AVG(" + column + ") / 1e12D)"
                : "AVG(CAST(" + column + " AS DECIMAL(20, 0)))";
    }

    /** An aggregate that may fail. */
    String fragile() {
        return FRAGILE.get(random.nextInt(FRAGILE.size()));
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
