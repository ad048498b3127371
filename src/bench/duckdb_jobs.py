"""What a run does, in DuckDB, as a process of its own; and the feed as other engines have to be told of it.

    duckdb_jobs.py cube PATH OUTPUT WORKERS       the cube and its rollups
    duckdb_jobs.py orders PATH OUTPUT WORKERS     the events, sorted and partitioned
    duckdb_jobs.py flow PATH OUTPUT WORKERS       order flow: what became of the orders, by security, date, participant, hour

Imports little, so that it starts at once.
"""

import sys
from pathlib import Path

import duckdb

# What another reader has to be told, because it should not have to guess. All times of the generated feed have one offset.
OFFSET_NANOS = 10 * 3600 * 10**9
DAY_NANOS = 86400 * 10**9
HOUR_NANOS = 3600 * 10**9
SECURITIES = [110621, 118540, 126459, 71486, 71946]
PARTICIPANT = 69

COLUMNS = [
    "order_id", "exchange", "timestamp", "security_code", "price", "side", "changereason", "orderstatus", "quantity",
    "leavesquantity", "ordertype", "exchangeordertype", "national_bid", "national_offer", "bid", "offer",
    "participantid", "preferenceonly", "midtick", "singlefillminimumquantity", "minimumquantity", "sequence",
    "crossingkey", "totalmatchedquantity", "shortsellquantity", "triggercondition", "timevaliditydecoded", "row_num",
    "timevalidity",
]
NEEDED = [
    "order_id", "timestamp", "security_code", "price", "side", "quantity", "leavesquantity", "totalmatchedquantity",
    "exchangeordertype", "participantid", "orderstatus",
]
WIDE = {"order_id", "timestamp", "national_bid", "national_offer", "bid", "offer", "sequence"}
NARROW = {"side", "exchange", "changereason", "orderstatus", "ordertype", "preferenceonly", "midtick", "triggercondition"}
ROLLUPS = {
    "overall": [],
    "by_security": ["security_code"],
    "by_date": ["trade_date"],
    "by_participant": ["participantid"],
    "by_hour": ["hour"],
    "by_order_size": ["size_bucket"],
    "by_security_date": ["security_code", "trade_date"],
    "by_date_hour": ["trade_date", "hour"],
}
CUBE_KEYS = ["security_code", "trade_date", "participantid", "hour", "size_bucket"]


def column_type(name, wide, middle, narrow, small, text):
    if name == "timevaliditydecoded":
        return text
    if name == "exchangeordertype":
        return small
    return wide if name in WIDE else narrow if name in NARROW else middle


def duckdb_source(path, quote):
    types = ", ".join(
        f"'{c}': '{column_type(c, 'BIGINT', 'INTEGER', 'TINYINT', 'SMALLINT', 'VARCHAR')}'" for c in COLUMNS
    )
    quoting = "" if quote else ", quote = ''"
    return (
        f"(SELECT *, (timestamp + {OFFSET_NANOS}) // {DAY_NANOS} AS trade_day,"
        f" (timestamp + {OFFSET_NANOS}) % {DAY_NANOS} // {HOUR_NANOS} AS hour FROM read_csv('{path}', header = true,"
        f" auto_detect = false, delim = ','{quoting}, columns = {{{types}}}))"
    )


def duckdb_cube(source):
    return f"""
        SELECT security_code, participantid, hour,
          CASE WHEN quantity <= 1000 THEN 0 WHEN quantity <= 5000 THEN 1 WHEN quantity <= 10000 THEN 2
               WHEN quantity <= 50000 THEN 3 ELSE 4 END AS size_bucket,
          count(*) AS events, count(*) FILTER (side = 1) AS buy_events, count(*) FILTER (side = 2) AS sell_events,
          sum(quantity)::BIGINT AS quantity_sum, avg(quantity) AS quantity_mean, stddev_samp(quantity) AS quantity_std,
          sum(totalmatchedquantity)::BIGINT AS matched_quantity_sum, avg(price) AS price_mean,
          min(price) AS price_min, max(price) AS price_max, sum(price::BIGINT * quantity)::BIGINT AS notional_sum,
          sum(price::BIGINT * quantity) / nullif(sum(quantity), 0) AS price_weighted_mean,
          1 AS securities, 1 AS dates, 1 AS participants, min(timestamp) AS first_timestamp,
          max(timestamp) AS last_timestamp, sum(price)::BIGINT AS price_sum,
          sum(quantity::HUGEINT * quantity) AS quantity_square_sum,
          DATE '1970-01-01' + trade_day::INTEGER AS trade_date
        FROM {source} GROUP BY ALL"""


def cube_job(path, output, workers):
    """The job of a run: what a user would write who wants the same results."""
    connection = duckdb.connect(config={"threads": int(workers), "preserve_insertion_order": False})
    connection.execute(f"CREATE TABLE cube AS {duckdb_cube(duckdb_source(path, False))}")
    connection.execute(f"COPY cube TO '{output}/cube' (FORMAT parquet, PARTITION_BY (trade_date))")
    sums = ["events", "buy_events", "sell_events", "quantity_sum", "matched_quantity_sum", "notional_sum"]
    for name, keys in ROLLUPS.items():
        measures = (
            ", ".join(f"sum({column}) AS {column}" for column in sums)
            + ", sum(quantity_sum) / sum(events) AS quantity_mean"
            + ", sqrt((sum(events) * sum(quantity_square_sum)::DOUBLE - sum(quantity_sum)::DOUBLE ** 2)"
            + " / (sum(events)::DOUBLE * (sum(events) - 1))) AS quantity_std"
            + ", sum(price_sum) / sum(events) AS price_mean, min(price_min) AS price_min, max(price_max) AS price_max"
            + ", sum(notional_sum) / nullif(sum(quantity_sum), 0) AS price_weighted_mean"
            + ", count(DISTINCT security_code) AS securities, count(DISTINCT trade_date) AS dates"
            + ", count(DISTINCT participantid) AS participants"
            + ", min(first_timestamp) AS first_timestamp, max(last_timestamp) AS last_timestamp"
        )
        selected = ", ".join([*keys, measures])
        grouping = f"GROUP BY {', '.join(keys)} ORDER BY {', '.join(keys)}" if keys else ""
        connection.execute(f"COPY (SELECT {selected} FROM cube {grouping}) TO '{output}/{name}.csv' (HEADER)")


def orders_job(source, output, workers):
    """The selected events: sorted and partitioned, as a user would write them."""
    connection = duckdb.connect(config={
        "threads": int(workers), "memory_limit": "2GB", "preserve_insertion_order": False,
        "temp_directory": str(Path(output).parent / "duckdb-spill"),
    })
    bucket = (
        "CASE WHEN quantity <= 1000 THEN 0 WHEN quantity <= 5000 THEN 1 WHEN quantity <= 10000 THEN 2"
        " WHEN quantity <= 50000 THEN 3 ELSE 4 END::TINYINT AS size_bucket"
    )
    rows = (
        f"SELECT {', '.join(NEEDED)}, hour::TINYINT AS hour, {bucket},"
        f" DATE '1970-01-01' + trade_day::INTEGER AS trade_date FROM {duckdb_source(source, False)}"
    )
    connection.execute(
        f"COPY ({rows} ORDER BY trade_date, security_code, timestamp, order_id) TO '{output}'"
        " (FORMAT parquet, PARTITION_BY (trade_date))"
    )


FLOW_KEYS = ["security_code", "trade_date", "participantid", "hour"]
FLOW_TIMES = {
    "under_1ms": 10**6, "under_10ms": 10**7, "under_100ms": 10**8, "under_1s": 10**9, "under_10s": 10**10,
    "under_1min": 6 * 10**10, "under_10min": 6 * 10**11, "under_1h": 36 * 10**11, "longer": 2**63 - 1,
}


def time_classes(prefix, condition, duration):
    least = 0
    for name, end in FLOW_TIMES.items():
        yield f"count(*) FILTER ({condition} AND {duration} >= {least} AND {duration} < {end}) AS {prefix}_{name}"
        least = end


def flow_measures():
    spread = "entered AND national_bid > 0 AND national_offer >= national_bid"
    return {
        "orders": "count(*)",
        "entered": "count(*) FILTER (entered)",
        "amendments": "sum(amendments)::BIGINT",
        "filled": "count(*) FILTER (leaves = 0 AND matched > 0)",
        "partly_filled": "count(*) FILTER (leaves > 0 AND matched > 0)",
        "unfilled": "count(*) FILTER (matched = 0)",
        "cancelled": "count(*) FILTER (outcome = 'cancelled')",
        "cancelled_by_system": "count(*) FILTER (outcome = 'cancelled_by_system')",
        "expired": "count(*) FILTER (outcome = 'expired')",
        "open": "count(*) FILTER (outcome = 'open')",
        "entered_quantity": "coalesce(sum(first_quantity) FILTER (entered), 0)::BIGINT",
        "matched_quantity": "sum(matched - base)::BIGINT",
        "fills": "sum(fills)::BIGINT",
        "fleeting": "count(*) FILTER (entered AND matched = 0 AND (first_amendment - first_time <= 2000000000"
        " OR (outcome = 'cancelled' AND last_time - first_time <= 2000000000)))",
        "spread_count": f"count(*) FILTER ({spread})",
        "spread_sum": f"coalesce(sum(national_offer - national_bid) FILTER ({spread}), 0)::BIGINT",
        "crosses": "count(*) FILTER (aggressiveness = 'crosses')",
        "at_touch": "count(*) FILTER (aggressiveness = 'at_touch')",
        "inside": "count(*) FILTER (aggressiveness = 'inside')",
        "behind": "count(*) FILTER (aggressiveness = 'behind')",
    }


def flow_job(path, output, workers):
    """The groups of order flow, with the measures of flow_measures and the classes of times."""
    connection = duckdb.connect(config={
        "threads": int(workers), "preserve_insertion_order": False,
        "temp_directory": str(Path(output).parent / "duckdb-spill"),
    })
    order = "ORDER BY timestamp, row_num"
    measures = ", ".join(f"{sql} AS {name}" for name, sql in flow_measures().items())
    times = ", ".join([
        *time_classes("first_fill", "entered AND first_fill IS NOT NULL", "(first_fill - first_time)"),
        *time_classes(
            "lifetime", "entered AND outcome IN ('filled', 'cancelled', 'cancelled_by_system', 'expired')",
            "(last_time - first_time)"),
    ])
    connection.execute(f"""
        COPY (
          WITH events AS (
            SELECT *, nullif(national_bid, -9223372036854775808) AS nbid, nullif(national_offer, -9223372036854775808) AS noffer,
              first_value(changereason) OVER life AS first_reason, first_value(totalmatchedquantity) OVER life AS first_matched,
              lag(totalmatchedquantity) OVER life AS before
            FROM {duckdb_source(path, False)}
            WINDOW life AS (PARTITION BY security_code, trade_day, order_id {order})),
          based AS (SELECT *, CASE WHEN first_reason IN (6, 29) THEN 0 ELSE first_matched END AS base FROM events),
          lives AS (
            SELECT security_code, trade_day, order_id, first(participantid {order}) AS participantid, first(hour {order}) AS hour,
              any_value(first_reason) IN (6, 29) AS entered, first(side {order}) AS side, first(price {order}) AS first_price,
              first(quantity {order}) AS first_quantity, min(timestamp) AS first_time, max(timestamp) AS last_time,
              count(*) AS events, count(*) FILTER (changereason = 5) AS amendments,
              min(timestamp) FILTER (changereason = 5) AS first_amendment,
              count(*) FILTER (totalmatchedquantity > coalesce(before, base)) AS fills,
              min(timestamp) FILTER (totalmatchedquantity > coalesce(before, base)) AS first_fill,
              any_value(base) AS base, last(totalmatchedquantity {order}) AS matched, last(leavesquantity {order}) AS leaves,
              last(orderstatus {order}) AS status, last(changereason {order}) AS last_reason,
              first(nbid {order}) AS national_bid, first(noffer {order}) AS national_offer
            FROM based GROUP BY ALL),
          ended AS (
            SELECT *,
              CASE WHEN status = 1 THEN 'open' WHEN status <> 2 THEN 'inactive' WHEN leaves = 0 AND matched > 0 THEN 'filled'
                   WHEN last_reason IN (1, 10) THEN 'cancelled' WHEN last_reason IN (19, 24, 26) THEN 'expired'
                   WHEN last_reason IN (3, 9, 15, 20, 23, 27, 34, 35, 43, 51) OR (last_reason = 6 AND events > 1)
                     THEN 'cancelled_by_system' ELSE 'unknown' END AS outcome,
              CASE WHEN side = 1 THEN national_bid ELSE -national_offer END AS own,
              CASE WHEN side = 1 THEN national_offer ELSE -national_bid END AS other,
              CASE WHEN side = 1 THEN first_price ELSE -first_price END AS signed
            FROM lives),
          judged AS (
            SELECT *,
              CASE WHEN NOT entered THEN 'unknown' WHEN first_price = 0 THEN 'crosses'
                   WHEN own IS NULL AND other IS NULL THEN 'unknown' WHEN signed >= other THEN 'crosses'
                   WHEN own IS NULL OR signed > own THEN 'inside' WHEN signed = own THEN 'at_touch' ELSE 'behind' END
                AS aggressiveness
            FROM ended)
          SELECT security_code, DATE '1970-01-01' + trade_day::INTEGER AS trade_date, participantid, hour, {measures}, {times}
          FROM judged GROUP BY ALL)
        TO '{output}' (FORMAT parquet)""")


if __name__ == "__main__":
    {"cube": cube_job, "orders": orders_job, "flow": flow_job}[sys.argv[1]](*sys.argv[2:])
