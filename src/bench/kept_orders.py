"""The whole command with --keep-orders, in turn with what DuckDB writes of the same rows: sorted, a directory for each date.

Called by bench.sh --kept-orders. Each run is a process of its own, as a user starts it; DuckDB has the same workers and a limit
of 2 GB of memory. Both must have written the same rows. Then a question about one participant and five securities is asked of
the CSV file and of both stores, with DuckDB and with Spark.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path

import duckdb

import duckdb_jobs
from scaling import HOME, make_input, measured, median, remember, run_ours

COLUMNS = ", ".join([*duckdb_jobs.NEEDED, "hour", "size_bucket", "trade_date"])


def run_duckdb(path, work, workers):
    output = work / "duckdb-orders"
    shutil.rmtree(output, ignore_errors=True)
    return measured([sys.executable, HOME / "src/bench/duckdb_jobs.py", "orders", path, output, str(workers)])


def stored(directory):
    return f"read_parquet('{directory}/*/*.parquet', hive_partitioning = true)"


def stored_bytes(directory):
    return sum(file.stat().st_size for file in directory.rglob("*.parquet"))


def checksum(directory):
    return duckdb.sql(f"SELECT count(*), sum(hash({COLUMNS})::HUGEINT) FROM {stored(directory)}").fetchall()


def question(source):
    securities = ", ".join(map(str, duckdb_jobs.SECURITIES))
    return (
        f"SELECT security_code, count(*), sum(quantity), min(price), max(price) FROM {source} WHERE hour >= 10 AND hour < 16"
        f" AND participantid = {duckdb_jobs.PARTICIPANT} AND security_code IN ({securities}) GROUP BY ALL ORDER BY ALL"
    )


def asked(source, workers, rounds):
    connection = duckdb.connect(config={"threads": workers})
    times = []
    for _ in range(rounds + 1):
        before = time.perf_counter()
        found = connection.execute(question(source)).fetchall()
        times.append(time.perf_counter() - before)
    return found, statistics.median(times[1:])


def asked_with_spark(jar, path, results, workers, rounds):
    """The same with Spark, in one warm session: of the CSV file with Spark's reader and ours, and of the results."""
    import bench

    spark = bench.spark_session(jar, workers, "2g")
    frames = {
        "CSV, Spark's own reader": (bench.spark_csv_frame(spark, path)[0], 2),
        "CSV, Spark": (spark.read.format("orders").load(str(path)), rounds),
        "our store, Spark": (spark.read.format("orders").load(str(results)), rounds),
    }
    found = {}
    for name, (frame, asks) in frames.items():
        frame.createOrReplaceTempView("events")
        times = []
        for _ in range(asks + 1):
            before = time.perf_counter()
            rows = spark.sql(question("events")).collect()
            times.append(time.perf_counter() - before)
        found[name] = [tuple(row) for row in rows], statistics.median(times[1:])
    spark.stop()
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--sizes", default="2GB,10GB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--heap", help="of ours; derived from the machine where it is not given")
    arguments = parser.parse_args()
    work = arguments.output / "work"
    work.mkdir(parents=True, exist_ok=True)
    settings = {"local.driver-memory": arguments.heap} if arguments.heap else {}
    report = []
    for size in arguments.sizes.split(","):
        path = make_input(arguments.output, size)
        runs = {"plain": [], "kept": [], "duckdb": [], "plain, one participant": [], "kept, one participant": []}
        for _ in range(arguments.rounds):
            remember(path)
            one = settings | {"selection.participants": duckdb_jobs.PARTICIPANT}
            for name, of in {", one participant": one, "": settings}.items():
                runs[f"plain{name}"].append(run_ours(path, work, arguments.workers, of))
                runs[f"kept{name}"].append(run_ours(path, work, arguments.workers, of, say=("--quiet", "--keep-orders")))
            runs["duckdb"].append(run_duckdb(path, work, arguments.workers))
        ours, theirs = work / "results/orders", work / "duckdb-orders"
        if checksum(ours) != checksum(theirs):
            sys.exit(f"{size}: the rows of both stores differ")
        answers = {
            "CSV": asked(duckdb_jobs.duckdb_source(path, False), arguments.workers, 2),
            "our store": asked(stored(ours), arguments.workers, 5),
            "DuckDB's store": asked(stored(theirs), arguments.workers, 5),
        }
        jar = next((HOME / "target").glob("ordermatrix-*.jar"))
        answers |= asked_with_spark(jar, path, work / "results", arguments.workers, 5)
        if len({str(found) for found, _ in answers.values()}) != 1:
            sys.exit(f"{size}: the answers differ: {answers}")
        case = {
            "size": size,
            "seconds": {name: median(all_runs, "seconds") for name, all_runs in runs.items()},
            "processor": {name: median(all_runs, "processor") for name, all_runs in runs.items()},
            "resident_bytes": {name: median(all_runs, "resident_bytes") for name, all_runs in runs.items()},
            "heap_bytes": {name: median(runs[name], "heap_bytes") for name in runs if name != "duckdb"},
            "stored_bytes": {"ordermatrix": stored_bytes(ours), "duckdb": stored_bytes(theirs)},
            "question_seconds": {name: seconds for name, (_, seconds) in answers.items()},
            "runs": runs,
        }
        report.append(case)
        print(json.dumps({name: value for name, value in case.items() if name != "runs"}, indent=2), flush=True)
    (arguments.output / "kept-orders.json").write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
