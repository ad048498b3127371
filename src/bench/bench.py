"""Times engines that read the same order CSV, in turn and warm, and checks that they give the same answers.

Called by bench.sh, which makes the file and the environment.
"""

import argparse
import gc
import json
import os
import platform
import shutil
import statistics
import sys
import time
from pathlib import Path

import chdb.session
import datafusion
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyspark
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from duckdb_jobs import (
    COLUMNS, CUBE_KEYS, DAY_NANOS, HOUR_NANOS, NEEDED, OFFSET_NANOS, PARTICIPANT, SECURITIES, column_type, duckdb_cube,
    duckdb_source,
)

# ---- ours and Spark's own CSV source, in one session


def spark_session(jar, threads, memory):
    return (
        SparkSession.builder.master(f"local[{threads}]")
        .config("spark.jars", str(jar))
        .config("spark.driver.memory", memory)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", threads)
        # With so few partitions there is nothing to adapt, and explaining each query anew takes a few milliseconds.
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )


def spark_measured_schema(spark):
    return spark._jvm.io.ordermatrix.spark.OrderSchema.MEASURED_EVENTS.toDDL()


def ours_frame(spark, path):
    return spark.read.format("orders").schema(spark_measured_schema(spark)).load(str(path))


def spark_csv_frame(spark, path):
    ddl = ", ".join(f"`{c}` {column_type(c, 'BIGINT', 'INT', 'TINYINT', 'SMALLINT', 'STRING')}" for c in COLUMNS)
    frame = spark.read.schema(ddl).option("header", True).csv(str(path))
    day = F.expr(f"date_from_unix_date(cast((timestamp + {OFFSET_NANOS}) div {DAY_NANOS} as int))")
    hour = F.expr(f"cast((timestamp + {OFFSET_NANOS}) % {DAY_NANOS} div {HOUR_NANOS} as tinyint)")
    bucket = F.expr(
        "cast(case when quantity <= 1000 then 0 when quantity <= 5000 then 1 when quantity <= 10000 then 2"
        " when quantity <= 50000 then 3 else 4 end as tinyint)"
    )
    frame = frame.withColumn("trade_date", day).withColumn("hour", hour).withColumn("size_bucket", bucket)
    jvm = spark._jvm.io.ordermatrix.spark.OrderSchema
    return frame, jvm


def spark_queries(spark, name, frame, write_cube):
    frame.createOrReplaceTempView(name)
    sums = (
        "SELECT security_code, trade_date, participantid, count(*) AS events, sum(quantity) AS quantity_sum,"
        " sum(notional) AS notional_sum, min(price) AS price_min, max(price) AS price_max"
        f" FROM {name} WHERE hour >= 10 AND hour < 16"
    )
    return sql_queries(name, sums, "GROUP BY ALL", write_cube, lambda sql: spark.sql(sql).toArrow().to_pandas())


def ours(spark, path, out, threads):
    return spark_queries(
        spark, "ours", ours_frame(spark, path), lambda: job_cube(spark, path, out / "job", threads)
    )


def job_cube(spark, path, scratch, threads):
    """The cube as a run makes and writes it."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    jvm = spark._jvm
    paths = jvm.java.util.ArrayList([str(path)])
    zone = jvm.java.time.ZoneId.of("Australia/Sydney")
    jvm.io.ordermatrix.cube.OrderCube.ofFiles(spark._jsparkSession, paths, zone, str(scratch), threads)
    return scratch / "cube"


def spark_csv(spark, path, out):
    frame, schema = spark_csv_frame(spark, path)
    measured = dataframe(spark, schema.measured(frame._jdf))
    java_cube = spark._jvm.io.ordermatrix.cube.OrderCube

    def write_cube():
        path = out / "spark-csv-cube"
        # As the job writes it: a dictionary of sums and means is work for nothing.
        cube = dataframe(spark, java_cube.of(measured._jdf))
        plain = {f"parquet.enable.dictionary#{name}": "false" for name in cube.columns if name not in CUBE_KEYS}
        cube.write.mode("overwrite").options(**plain).parquet(str(path))
        return path

    return spark_queries(spark, "spark_csv", measured, write_cube)


def dataframe(spark, java_frame):
    return pyspark.sql.DataFrame(java_frame, spark)


def sql_queries(source, sums, groups, write_cube, frame):
    """
    The queries of an engine that speaks SQL.

    :param sums: a selection of the sums of A, with its condition
    :param groups: its GROUP BY
    :param frame: what the engine finds for a text of SQL, as pandas has it
    """
    securities = ", ".join(map(str, SECURITIES))
    largest = ", ".join(f"max({column}) AS {column}" for column in NEEDED)
    return {
        "A": lambda: frame(f"{sums} {groups}"),
        "B": write_cube,
        "C": lambda: frame(f"{sums} AND participantid = {PARTICIPANT} AND security_code IN ({securities}) {groups}"),
        "S": lambda: frame(f"SELECT {largest} FROM {source}"),
    }


# ---- DuckDB


def duckdb_queries(name, path, out, threads, quote):
    connection = duckdb.connect(config={"threads": threads, "preserve_insertion_order": False})
    source = duckdb_source(path, quote)
    sums = (
        "SELECT security_code, DATE '1970-01-01' + trade_day::INTEGER AS trade_date, participantid, count(*) AS events,"
        " sum(quantity)::BIGINT AS quantity_sum, sum(price::BIGINT * quantity)::BIGINT AS notional_sum,"
        f" min(price) AS price_min, max(price) AS price_max FROM {source} WHERE hour >= 10 AND hour < 16"
    )
    cube = duckdb_cube(source)

    def write_cube():
        target = out / f"{name}-cube.parquet"
        connection.execute(f"COPY ({cube}) TO '{target}' (FORMAT parquet)")
        return target

    return sql_queries(source, sums, "GROUP BY ALL", write_cube, lambda sql: connection.execute(sql).df())


# ---- ClickHouse, in this process


def clickhouse_queries(path, out, threads):
    session = chdb.session.Session()
    settings = f"SETTINGS max_threads = {threads}, engine_file_truncate_on_insert = 1"
    types = ", ".join(f"{c} {column_type(c, 'Int64', 'Int32', 'Int8', 'Int16', 'String')}" for c in COLUMNS)
    source = (
        f"(SELECT *, toInt32(intDiv(timestamp + {OFFSET_NANOS}, {DAY_NANOS})) AS trade_day,"
        f" toInt8(intDiv((timestamp + {OFFSET_NANOS}) % {DAY_NANOS}, {HOUR_NANOS})) AS hour"
        f" FROM file('{path}', 'CSVWithNames', '{types}'))"
    )
    sums = (
        "SELECT security_code, toDate32(trade_day) AS trade_date, participantid, toInt64(count()) AS events,"
        " sum(quantity) AS quantity_sum, sum(toInt64(price) * quantity) AS notional_sum,"
        f" min(price) AS price_min, max(price) AS price_max FROM {source} WHERE hour >= 10 AND hour < 16"
    )
    groups = "GROUP BY security_code, trade_day, participantid"
    cube = f"""
        SELECT security_code, participantid, hour,
          toInt8(multiIf(quantity <= 1000, 0, quantity <= 5000, 1, quantity <= 10000, 2, quantity <= 50000, 3, 4)) AS size_bucket,
          toInt64(count()) AS events, toInt64(countIf(side = 1)) AS buy_events, toInt64(countIf(side = 2)) AS sell_events,
          sum(quantity) AS quantity_sum, avg(quantity) AS quantity_mean, stddevSampStable(quantity) AS quantity_std,
          sum(totalmatchedquantity) AS matched_quantity_sum, avg(price) AS price_mean,
          min(price) AS price_min, max(price) AS price_max, sum(toInt64(price) * quantity) AS notional_sum,
          notional_sum / nullIf(quantity_sum, 0) AS price_weighted_mean,
          toInt64(1) AS securities, toInt64(1) AS dates, toInt64(1) AS participants, min(timestamp) AS first_timestamp,
          max(timestamp) AS last_timestamp, sum(price) AS price_sum,
          sum(toInt128(quantity) * quantity) AS quantity_square_sum, toDate32(trade_day) AS trade_date
        FROM {source} GROUP BY security_code, trade_day, participantid, hour, size_bucket"""

    def write_cube():
        target = out / "clickhouse-cube.parquet"
        session.query(f"INSERT INTO FUNCTION file('{target}', 'Parquet') {cube} {settings}")
        return target

    return sql_queries(source, sums, groups, write_cube, lambda sql: session.query(f"{sql} {settings}", "DataFrame"))


# ---- DataFusion


def datafusion_queries(path, out, threads):
    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(threads))
    schema = pa.schema(
        [(c, column_type(c, pa.int64(), pa.int32(), pa.int8(), pa.int16(), pa.string())) for c in COLUMNS]
    )
    context.register_csv("feed", str(path), schema=schema, has_header=True)
    source = (
        f"(SELECT *, (timestamp + {OFFSET_NANOS}) / {DAY_NANOS} AS trade_day,"
        f" (timestamp + {OFFSET_NANOS}) % {DAY_NANOS} / {HOUR_NANOS} AS hour FROM feed)"
    )
    sums = (
        "SELECT security_code, arrow_cast(arrow_cast(trade_day, 'Int32'), 'Date32') AS trade_date, participantid,"
        " count(*) AS events, sum(quantity) AS quantity_sum, sum(price::BIGINT * quantity) AS notional_sum,"
        f" min(price) AS price_min, max(price) AS price_max FROM {source} WHERE hour >= 10 AND hour < 16"
    )
    groups = "GROUP BY security_code, trade_day, participantid"
    cube = f"""
        SELECT security_code, participantid, hour, size_bucket, count(*) AS events,
          count(*) FILTER (WHERE side = 1) AS buy_events, count(*) FILTER (WHERE side = 2) AS sell_events,
          sum(quantity) AS quantity_sum, avg(quantity) AS quantity_mean, stddev_samp(quantity) AS quantity_std,
          sum(totalmatchedquantity) AS matched_quantity_sum, avg(price) AS price_mean,
          min(price) AS price_min, max(price) AS price_max, sum(price::BIGINT * quantity) AS notional_sum,
          sum(price::BIGINT * quantity)::DOUBLE / nullif(sum(quantity), 0) AS price_weighted_mean,
          1 AS securities, 1 AS dates, 1 AS participants, min(timestamp) AS first_timestamp,
          max(timestamp) AS last_timestamp, sum(price) AS price_sum,
          sum(quantity::DECIMAL(19, 0) * quantity::DECIMAL(19, 0)) AS quantity_square_sum,
          arrow_cast(arrow_cast(trade_day, 'Int32'), 'Date32') AS trade_date
        FROM (SELECT *, CASE WHEN quantity <= 1000 THEN 0 WHEN quantity <= 5000 THEN 1 WHEN quantity <= 10000 THEN 2
                             WHEN quantity <= 50000 THEN 3 ELSE 4 END AS size_bucket FROM {source})
        GROUP BY security_code, trade_day, participantid, hour, size_bucket"""

    def write_cube():
        target = out / "datafusion-cube.parquet"
        target.unlink(missing_ok=True)
        context.sql(f"COPY ({cube}) TO '{target}' STORED AS PARQUET").collect()
        return target

    return sql_queries(source, sums, groups, write_cube, lambda sql: context.sql(sql).to_pandas())


# ---- Polars


def polars_queries(path, out):
    schema = {c: column_type(c, pl.Int64, pl.Int32, pl.Int8, pl.Int16, pl.String) for c in COLUMNS}
    local = pl.col("timestamp") + OFFSET_NANOS
    frame = pl.scan_csv(path, schema=schema).with_columns(
        (local // DAY_NANOS).cast(pl.Int32).cast(pl.Date).alias("trade_date"),
        (local % DAY_NANOS // HOUR_NANOS).cast(pl.Int8).alias("hour"),
    )
    hours = (pl.col("hour") >= 10) & (pl.col("hour") < 16)
    notional = pl.col("price").cast(pl.Int64) * pl.col("quantity")

    def sums(rows):
        return rows.group_by("security_code", "trade_date", "participantid").agg(
            pl.len().cast(pl.Int64).alias("events"),
            pl.col("quantity").cast(pl.Int64).sum().alias("quantity_sum"),
            notional.sum().alias("notional_sum"),
            pl.col("price").min().alias("price_min"),
            pl.col("price").max().alias("price_max"),
        )

    def write_cube():
        bucket = (
            pl.when(pl.col("quantity") <= 1000).then(0).when(pl.col("quantity") <= 5000).then(1)
            .when(pl.col("quantity") <= 10000).then(2).when(pl.col("quantity") <= 50000).then(3).otherwise(4)
        )
        quantity = pl.col("quantity").cast(pl.Int64)
        cube = frame.with_columns(bucket.cast(pl.Int8).alias("size_bucket")).group_by(CUBE_KEYS).agg(
            pl.len().cast(pl.Int64).alias("events"),
            (pl.col("side") == 1).sum().cast(pl.Int64).alias("buy_events"),
            (pl.col("side") == 2).sum().cast(pl.Int64).alias("sell_events"),
            quantity.sum().alias("quantity_sum"),
            quantity.mean().alias("quantity_mean"),
            quantity.std().alias("quantity_std"),
            pl.col("totalmatchedquantity").cast(pl.Int64).sum().alias("matched_quantity_sum"),
            pl.col("price").mean().alias("price_mean"),
            pl.col("price").min().alias("price_min"),
            pl.col("price").max().alias("price_max"),
            notional.sum().alias("notional_sum"),
            (notional.sum() / quantity.sum()).alias("price_weighted_mean"),
            pl.col("timestamp").min().alias("first_timestamp"),
            pl.col("timestamp").max().alias("last_timestamp"),
            pl.col("price").cast(pl.Int64).sum().alias("price_sum"),
        )
        target = out / "polars-cube.parquet"
        cube.collect(engine="streaming").write_parquet(target)
        return target

    selected = hours & (pl.col("participantid") == PARTICIPANT) & pl.col("security_code").is_in(SECURITIES)
    return {
        "A": lambda: sums(frame.filter(hours)).collect(engine="streaming").to_pandas(),
        "B": write_cube,
        "C": lambda: sums(frame.filter(selected)).collect(engine="streaming").to_pandas(),
        "S": lambda: frame.select(pl.col(column).max() for column in NEEDED).collect(engine="streaming").to_pandas(),
    }


# ---- pandas, chunk by chunk


def pandas_queries(path):
    used = ["timestamp", "security_code", "price", "quantity", "participantid"]
    types = {c: column_type(c, "int64", "int32", "int8", "int16", "str") for c in used}

    def sums(wanted):
        parts = []
        for chunk in pd.read_csv(path, usecols=used, dtype=types, chunksize=1_000_000):
            local = chunk["timestamp"] + OFFSET_NANOS
            hour = local % DAY_NANOS // HOUR_NANOS
            kept = (hour >= 10) & (hour < 16) & wanted(chunk)
            chunk = chunk[kept].assign(
                trade_day=local[kept] // DAY_NANOS,
                notional=chunk["price"][kept].astype("int64") * chunk["quantity"][kept],
            )
            parts.append(
                chunk.groupby(["security_code", "trade_day", "participantid"], as_index=False).agg(
                    events=("price", "size"), quantity_sum=("quantity", "sum"), notional_sum=("notional", "sum"),
                    price_min=("price", "min"), price_max=("price", "max"),
                )
            )
        merged = pd.concat(parts).groupby(["security_code", "trade_day", "participantid"], as_index=False).agg(
            events=("events", "sum"), quantity_sum=("quantity_sum", "sum"), notional_sum=("notional_sum", "sum"),
            price_min=("price_min", "min"), price_max=("price_max", "max"),
        )
        merged["trade_date"] = pd.to_datetime(merged["trade_day"], unit="D")
        return merged

    everything = lambda chunk: True
    some = lambda chunk: (chunk["participantid"] == PARTICIPANT) & chunk["security_code"].isin(SECURITIES)
    return {"A": lambda: sums(everything), "C": lambda: sums(some)}


# ---- answers


def answer(query, result):
    """What an engine found, in a form that compares: whole numbers only."""
    if query == "B":
        files = f"{result}/**/*.parquet" if Path(result).is_dir() else str(result)
        return [
            tuple(int(v) for v in row)
            for row in duckdb.sql(
                "SELECT count(*), sum(events), sum(buy_events), sum(sell_events), sum(quantity_sum),"
                " sum(matched_quantity_sum), sum(price_min), sum(price_max), sum(notional_sum), sum(first_timestamp::HUGEINT),"
                " sum(last_timestamp::HUGEINT), sum(price_sum), sum(round(quantity_mean)), sum(hour * size_bucket),"
                f" sum(hash(security_code, participantid, trade_date, hour::INT, size_bucket::INT)::HUGEINT)"
                f" FROM read_parquet('{files}', hive_partitioning = true)"
            ).fetchall()
        ]
    if query == "S":
        return [tuple(int(value) for value in result[NEEDED].iloc[0])]
    rows = result.assign(trade_date=pd.to_datetime(result["trade_date"]).dt.strftime("%Y-%m-%d"))
    keys = ["security_code", "trade_date", "participantid"]
    rows = rows.sort_values(keys)[keys + ["events", "quantity_sum", "notional_sum", "price_min", "price_max"]]
    return [tuple(v if isinstance(v, str) else int(v) for v in row) for row in rows.itertuples(index=False)]


# ---- the benchmark


def cpu_seconds(pid):
    """User and system time of a process so far, in seconds; NaN where /proc is not there."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return float("nan")


def machine(java):
    model = next(
        (line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "java": java,
        "python": platform.python_version(),
        "clickhouse": chdb.engine_version,
        "datafusion": datafusion.__version__,
        "duckdb": duckdb.__version__,
        "polars": pl.__version__,
        "pandas": pd.__version__,
        "pyspark": pyspark.__version__,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warmup", type=float, default=15, help="seconds for each query and engine")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--memory", default="2g")
    parser.add_argument("--engines", default="ours,spark-csv,duckdb,duckdb-no-quote,polars,clickhouse,datafusion,pandas")
    parser.add_argument("--queries", default="A,B,C")
    arguments = parser.parse_args()
    out = arguments.output
    shutil.rmtree(out / "work", ignore_errors=True)
    (out / "work").mkdir(parents=True)
    os.environ["POLARS_MAX_THREADS"] = str(arguments.threads)

    spark = spark_session(arguments.jar, arguments.threads, arguments.memory)
    java = spark._jvm.java.lang.System.getProperty("java.version")
    java_pid = spark._jvm.java.lang.ProcessHandle.current().pid()
    makers = {
        "ours": lambda: ours(spark, arguments.file, out / "work", arguments.threads),
        "spark-csv": lambda: spark_csv(spark, arguments.file, out / "work"),
        "duckdb": lambda: duckdb_queries("duckdb", arguments.file, out / "work", arguments.threads, True),
        "duckdb-no-quote": lambda: duckdb_queries("duckdb-no-quote", arguments.file, out / "work", arguments.threads, False),
        "polars": lambda: polars_queries(arguments.file, out / "work"),
        "clickhouse": lambda: clickhouse_queries(arguments.file, out / "work", arguments.threads),
        "datafusion": lambda: datafusion_queries(arguments.file, out / "work", arguments.threads),
        "pandas": lambda: pandas_queries(arguments.file),
    }
    engines = {name: makers[name]() for name in arguments.engines.split(",")}

    answers = {}

    def run(label, query, name):
        """Runs a query on an engine, compares its answer, and returns its seconds and its processor seconds."""
        gc.collect()
        pid = java_pid if name in ("ours", "spark-csv") else os.getpid()
        cpu_before, before = cpu_seconds(pid), time.perf_counter()
        result = engines[name][query]()
        elapsed, used = time.perf_counter() - before, cpu_seconds(pid) - cpu_before
        found = answer(query, result)
        answers.setdefault(query, found)
        if found != answers[query]:
            sys.exit(f"query {query}: {name} differs from {next(iter(engines))}: {found[:3]} {answers[query][:3]}")
        print(f"{label} {query} {name:16} {elapsed:7.2f} s {used:7.2f} s of processor", flush=True)
        return elapsed, used

    pairs = [(query, name) for query in arguments.queries.split(",") for name in engines if query in engines[name]]
    # By time, not by rounds: a JVM goes on compiling for as long, however small the file is.
    warm = {pair: 0.0 for pair in pairs if pair[1] != "pandas"}
    while min(warm.values(), default=arguments.warmup) < arguments.warmup:
        for pair, spent in warm.items():
            if spent < arguments.warmup:
                warm[pair] += run("warm-up", *pair)[0]

    seconds, cpu = {}, {}
    for round_number in range(1, arguments.rounds + 1):
        for pair in pairs:
            # The slow one runs less often: its median moves little.
            if pair[1] != "pandas" or round_number <= 2:
                elapsed, used = run(f"round {round_number}", *pair)
                seconds.setdefault(pair, []).append(elapsed)
                cpu.setdefault(pair, []).append(used)

    gigabytes = arguments.file.stat().st_size / 1e9
    rows = []
    for (query, name), times in sorted(seconds.items()):
        median = statistics.median(times)
        rows.append({
            "query": query, "engine": name, "seconds": round(median, 3), "rounds": [round(t, 3) for t in times],
            "gigabytes_per_second": round(gigabytes / median, 3),
            "processor_seconds_per_gigabyte": round(statistics.median(cpu[query, name]) / gigabytes, 3),
            "times_ours": round(median / statistics.median(seconds[query, "ours"]), 2) if (query, "ours") in seconds else None,
        })
    report = {
        "machine": machine(java), "file_bytes": arguments.file.stat().st_size, "threads": arguments.threads,
        "driver_memory": arguments.memory, "rounds": arguments.rounds,
        "warmup_seconds": arguments.warmup, "results": rows,
        "answers_equal": True, "answer_rows": {query: len(found) for query, found in answers.items()},
    }
    (out / f"bench-java-{java.split('.')[0]}.json").write_text(json.dumps(report, indent=2) + "\n")
    table = ["| query | engine | seconds | GB/s | processor s/GB | times ours |", "| --- | --- | --- | --- | --- | --- |"]
    table += [
        f"| {r['query']} | {r['engine']} | {r['seconds']:.2f} | {r['gigabytes_per_second']:.2f} |"
        f" {r['processor_seconds_per_gigabyte']:.2f} | {r['times_ours'] or ''} |"
        for r in rows
    ]
    (out / f"bench-java-{java.split('.')[0]}.md").write_text("\n".join(table) + "\n")
    print("\n".join(table))
    spark.stop()


if __name__ == "__main__":
    main()
