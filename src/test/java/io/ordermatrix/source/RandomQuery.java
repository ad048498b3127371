package io.ordermatrix.source;

import io.ordermatrix.testkit.Fuzz;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generates SQL over the tables of {@link QueryTable}; the same seed gives the same query. In whatever order rows are
 * processed, the result is the same multiset of rows: a limit always has an order by all columns.
 */
final class RandomQuery {
    private final Random random;
    private final QueryTable table;
    /** Whether the source evaluates most of the query. */
    private final boolean isPlain;

    private final RandomCondition conditions;
    private final RandomAggregate aggregates;

    private RandomQuery(Random random) {
        this.random = random;
        table = QueryTable.random(random);
        isPlain = random.nextInt(5) < 2;
        conditions = new RandomCondition(random, isPlain);
        aggregates = new RandomAggregate(random, conditions, isPlain);
    }

    static String of(long seed) {
        return new RandomQuery(Fuzz.random(seed)).query();
    }

    private String query() {
        return switch (random.nextInt(20)) {
            case 0, 1 -> ordered(rows());
            case 2, 3, 4, 5 -> total().sql;
            case 6, 7, 8, 9 -> ordered(groups(where()));
            case 10, 11 -> ordered(groupsOfGroups());
            case 12, 13 -> join();
            case 14, 15 -> withSubquery();
            case 16 -> combined();
            case 17 -> nested();
            case 18 -> sharing();
            default -> fragile();
        };
    }

    /** A query and how many columns it has. */
    private record Select(String sql, int columns) {
        static Select of(List<String> columns, String rest) {
            return new Select("SELECT " + String.join(", ", columns) + rest, columns.size());
        }

        String ordinals() {
            return IntStream.rangeClosed(1, columns).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        }
    }

    private String from() {
        return " FROM " + table.tableName();
    }

    private String where() {
        return random.nextInt(4) == 0 ? "" : " WHERE " + conditions.condition(table, "", random.nextInt(4));
    }

    private String having() {
        return pick(
                "",
                "",
                "",
                " HAVING COUNT(*) = 0",
                " HAVING COUNT(*) > 3",
                " HAVING MAX(price) > 3500 OR MIN(bid) IS NULL",
                " HAVING SUM(quantity) BETWEEN 1000 AND 100000",
                " HAVING AVG(price) < 3500.5 AND COUNT(DISTINCT side) = 2",
                " HAVING SUM(price) IS NULL");
    }

    /** Half of the time, adds an order by all columns and a limit. */
    private String ordered(Select select) {
        return random.nextBoolean()
                ? select.sql
                : "%s ORDER BY %s%s LIMIT %d%s"
                        .formatted(
                                select.sql,
                                select.ordinals(),
                                pick("", " DESC", " NULLS LAST"),
                                random.nextInt(20),
                                pick("", "", " OFFSET 3"));
    }

    private Select rows() {
        if (random.nextInt(6) == 0) {
            return new Select(
                    "SELECT *" + from() + where(), (int) table.columns().count());
        }
        List<String> columns = several(() -> random.nextInt(3) == 0
                ? conditions.number(table, "")
                : table.column(random, column -> true).name());
        return Select.of(columns, from() + where());
    }

    private Select total() {
        return Select.of(aggregates.several(table, ""), from() + where() + having());
    }

    private String key() {
        return table.key(random, isPlain ? QueryColumn::isPlain : column -> true)
                .name();
    }

    private List<String> keys() {
        Set<String> keys = new LinkedHashSet<>(several(this::key));
        if (!isPlain && random.nextInt(4) == 0) {
            keys.add(pick("price DIV 1000", "quantity % 3", "bid IS NULL", "upper(note)", "month(trade_date)"));
        }
        return List.copyOf(keys);
    }

    private Select groups(String where) {
        List<String> keys = keys();
        String all = String.join(", ", keys);
        if (random.nextInt(6) == 0) {
            return new Select("SELECT DISTINCT " + all + from() + where, keys.size());
        }
        List<String> columns = Stream.concat(keys.stream(), aggregates.several(table, "").stream())
                .toList();
        return Select.of(columns, from() + where + " GROUP BY " + all + having());
    }

    private Select groupsOfGroups() {
        List<String> keys = keys();
        String all = String.join(", ", keys);
        List<String> columns = new ArrayList<>(keys);
        columns.addAll(aggregates.several(table, ""));
        columns.add(pick("grouping_id()", "COUNT(*)", "grouping(" + keys.get(0) + ")"));
        String grouping = pick(
                "ROLLUP (" + all + ")",
                "CUBE (" + all + ")",
                "GROUPING SETS ((" + all + "), (" + keys.get(0) + "), ())");
        return Select.of(columns, from() + where() + " GROUP BY " + grouping + having());
    }

    private String join() {
        QueryTable other = random.nextInt(3) == 0 ? QueryTable.random(random) : table;
        String kind = pick("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT SEMI JOIN", "LEFT ANTI JOIN");
        boolean hasBoth = !kind.endsWith("I JOIN");
        String on = pick(
                "a.security_code = b.security_code AND a.hour = b.hour",
                "a.order_id = b.order_id",
                "a.participantid = b.participantid AND a.trade_date <=> b.trade_date AND a.hour < b.hour",
                "a.bid = b.offer",
                "a.note = b.note AND a.side <> b.side AND a.price = b.price",
                "a.timestamp = b.timestamp AND a.price <=> b.price");
        if (random.nextBoolean()) {
            on += " AND " + conditions.condition(other, "b.", 1);
        }
        String where = random.nextBoolean() ? "" : " WHERE " + conditions.condition(table, "a.", 2);
        String from = " FROM %s a %s %s b ON %s%s".formatted(table.tableName(), kind, other.tableName(), on, where);
        String key = "a." + key();
        List<String> columns = new ArrayList<>(aggregates.several(table, "a."));
        if (hasBoth) {
            columns.add(aggregates.one(other, "b."));
        }
        if (random.nextBoolean()) {
            return Select.of(columns, from).sql;
        }
        columns.add(0, key);
        return Select.of(columns, from + " GROUP BY " + key).sql;
    }

    private String withSubquery() {
        QueryTable other = QueryTable.random(random);
        QueryColumn column = table.column(random, any -> true);
        String like = other == table ? table.column(random, column::isLike).name() : column.name();
        String condition = conditions.condition(other, "b.", 1);
        String subquery = " FROM %s b WHERE %s".formatted(other.tableName(), condition);
        String key = pick("security_code", "hour", "trade_date", "order_id", "bid");
        String correlated = "%s AND b.%s = a.%s".formatted(subquery, key, key);
        String number =
                pick("COUNT(*)", "MAX(b.price)", "MIN(b.bid)", "AVG(b.quantity)", "SUM(b.side)", "COUNT(b.note)");
        String from = " FROM %s a".formatted(table.tableName());
        return switch (random.nextInt(5)) {
            case 0 ->
                "SELECT %s%s WHERE a.%s %sIN (SELECT b.%s%s)"
                        .formatted(aggregates.one(table, "a."), from, column.name(), pick("", "NOT "), like, subquery);
            case 1 ->
                "SELECT a.%s, %s%s WHERE a.price %s (SELECT %s%s) GROUP BY a.%s"
                        .formatted(
                                key, aggregates.one(table, "a."), from, pick("<", ">", "<=>"), number, subquery, key);
            case 2 ->
                "SELECT %s%s WHERE %s %s %sEXISTS (SELECT 1%s)"
                        .formatted(
                                aggregates.one(table, "a."),
                                from,
                                conditions.condition(table, "a.", 1),
                                pick("AND", "OR"),
                                pick("", "NOT "),
                                correlated);
            case 3 ->
                "SELECT a.order_id, (SELECT %s%s) AS other%s WHERE %s"
                        .formatted(number, correlated, from, conditions.condition(table, "a.", 1));
            default ->
                "SELECT (SELECT %s%s), %s, (SELECT %s%s)%s"
                        .formatted(number, subquery, aggregates.one(table, "a."), number, subquery, from);
        };
    }

    /** Two queries that are equal except for their conditions, which are sometimes equal too. */
    private String combined() {
        String one = where();
        String other = random.nextInt(3) == 0 ? one : where();
        String sql = groups(" #").sql;
        return "%s %s %s"
                .formatted(
                        sql.replace(" #", one),
                        pick("UNION ALL", "UNION ALL", "UNION ALL", "UNION", "INTERSECT", "EXCEPT", "EXCEPT ALL"),
                        sql.replace(" #", other));
    }

    private String nested() {
        String key = key();
        return random.nextInt(4) == 0
                ? "SELECT COUNT(*) FROM (SELECT *%s%s LIMIT %d)".formatted(from(), where(), random.nextInt(300))
                : "SELECT COUNT(*), SUM(n), MIN(x), MAX(%s) FROM (SELECT %s, COUNT(*) AS n, %s AS x%s%s GROUP BY %s)%s"
                        .formatted(
                                key,
                                key,
                                aggregates.one(table, ""),
                                from(),
                                where(),
                                key,
                                pick("", " WHERE n > 3", " WHERE x IS NOT NULL GROUP BY n"));
    }

    /** Totals of groups that a query uses twice, so that Spark may read them once. */
    private String sharing() {
        String one = where();
        String other = random.nextBoolean() ? one : where();
        String key = key();
        String totals = "SELECT %s AS k, COUNT(*) AS n, SUM(quantity) AS q%s%s GROUP BY %s";
        return "WITH g AS (%s), h AS (%s) SELECT g.k, g.n, h.n, g.q - h.q FROM g %s JOIN h ON g.k <=> h.k"
                .formatted(
                        totals.formatted(key, from(), one, key),
                        totals.formatted(key, from(), other, key),
                        pick("INNER", "LEFT", "FULL"));
    }

    private String fragile() {
        String key = key();
        return switch (random.nextInt(3)) {
            case 0 -> "SELECT %s%s WHERE %s".formatted(aggregates.one(table, ""), from(), conditions.fragile());
            case 1 -> "SELECT %s, %s%s%s".formatted(aggregates.fragile(), aggregates.one(table, ""), from(), where());
            default -> "SELECT %s, %s%s%s GROUP BY %s".formatted(key, aggregates.fragile(), from(), where(), key);
        };
    }

    private List<String> several(Supplier<String> one) {
        return Stream.generate(one).limit(1 + random.nextInt(3)).toList();
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
