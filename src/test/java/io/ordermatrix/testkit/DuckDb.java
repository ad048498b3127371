package io.ordermatrix.testkit;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Another engine's results: the documented measures in DuckDB's SQL, over the CSV file itself. */
public final class DuckDb {
    /** Sydney's UTC offset in hours, spelled out for the years that tests use. */
    private static final String SYDNEY_OFFSET_HOURS = """
            CASE WHEN second < epoch(TIMESTAMP '2023-04-01 16:00:00') THEN 11
                 WHEN second < epoch(TIMESTAMP '2023-09-30 16:00:00') THEN 10
                 WHEN second < epoch(TIMESTAMP '2024-04-06 16:00:00') THEN 11
                 WHEN second < epoch(TIMESTAMP '2024-10-05 16:00:00') THEN 10
                 WHEN second < epoch(TIMESTAMP '2025-04-05 16:00:00') THEN 11
                 ELSE 10 END""";

    private static final String MEASURES = """
            count(*) AS events,
            count(*) FILTER (side = 1) AS buy_events,
            count(*) FILTER (side = 2) AS sell_events,
            sum(quantity)::HUGEINT AS quantity_sum,
            avg(quantity) AS quantity_mean,
            stddev_samp(quantity) AS quantity_std,
            sum(totalmatchedquantity)::HUGEINT AS matched_quantity_sum,
            avg(price) AS price_mean,
            min(price) AS price_min,
            max(price) AS price_max,
            sum(price::HUGEINT * quantity)::HUGEINT AS notional_sum,
            sum(price::HUGEINT * quantity)::DOUBLE / sum(quantity)::DOUBLE AS price_weighted_mean,
            count(DISTINCT security_code) AS securities,
            count(DISTINCT trade_date) AS dates,
            count(DISTINCT participantid) AS participants,
            min("timestamp") AS first_timestamp,
            max("timestamp") AS last_timestamp""";

    private DuckDb() {}

    /**
     * A report over a file.
     *
     * @param keys the columns to group by
     * @param condition what rows must satisfy, in SQL
     * @return the rows, sorted by key
     */
    public static List<Map<String, Object>> report(Path csv, List<String> keys, String condition) throws SQLException {
        String keyList = String.join(", ", keys);
        String sql = """
                WITH %s
                SELECT %s%s FROM orders WHERE %s%s HAVING count(*) > 0%s
                """.formatted(
                        orders(csv),
                        keys.isEmpty() ? "" : keyList + ", ",
                        MEASURES,
                        condition,
                        keys.isEmpty() ? "" : " GROUP BY " + keyList,
                        keys.isEmpty() ? "" : " ORDER BY " + keyList);
        return query(sql);
    }

    /** The table "orders" with a file's rows, for a WITH clause. */
    public static String orders(Path csv) {
        return """
                raw AS (SELECT *, floor("timestamp" / 1000000000)::BIGINT AS second FROM read_csv('%s',
                         header = true, quote = '"', types = {'order_id': 'BIGINT', 'timestamp': 'BIGINT', 'price': 'DOUBLE'})),
                     zoned AS (SELECT *, second + 3600 * (%s) AS local_second FROM raw),
                     orders AS (SELECT * REPLACE (price::INTEGER AS price),
                         DATE '1970-01-01' + (local_second // 86400)::INTEGER AS trade_date,
                         (local_second %% 86400) // 3600 AS hour,
                         CASE WHEN quantity <= 1000 THEN '<=1K' WHEN quantity <= 5000 THEN '1K-5K'
                              WHEN quantity <= 10000 THEN '5K-10K' WHEN quantity <= 50000 THEN '10K-50K'
                              ELSE '>50K' END AS size_bucket
                         FROM zoned)""".formatted(csv, SYDNEY_OFFSET_HOURS);
    }

    /** The rows of any query. */
    public static List<Map<String, Object>> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Map<String, Object>> found = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.put(rows.getMetaData().getColumnLabel(column), rows.getObject(column));
                }
                found.add(row);
            }
            return found;
        }
    }

    /** Whether a field of a result file agrees: integers and text exactly, other numbers to 1e-9. */
    public static boolean agrees(String field, Object value) {
        if (value == null || field == null) {
            return value == null && field == null;
        }
        if (value instanceof Double number) {
            double difference = Math.abs(Double.parseDouble(field) - number);
            return difference <= 1e-9 * Math.max(1, Math.abs(number));
        }
        if (value instanceof Number) {
            return new BigDecimal(field).compareTo(new BigDecimal(value.toString())) == 0;
        }
        return field.equals(value.toString());
    }
}
