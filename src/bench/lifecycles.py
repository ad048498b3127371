"""The whole command with --lifecycles, in turn with the same command without it and with DuckDB's query for order flow.

Called by bench.sh --lifecycles. Each run is a process of its own, as a user starts it; DuckDB has the same workers and as much
memory as it wants. Its query makes the groups of order flow only, not the rows of the orders. Its groups must be ours.
"""

import argparse
import json
import os
import statistics
import sys
from pathlib import Path

import duckdb

import duckdb_jobs
from scaling import HOME, make_input, measured, median, remember, run_ours


def run_duckdb(path, work, workers):
    output = work / "duckdb-flow.parquet"
    output.unlink(missing_ok=True)
    return measured([sys.executable, HOME / "src/bench/duckdb_jobs.py", "flow", path, output, str(workers)])


def checksum(source):
    times = [f"{prefix}_{name}" for prefix in ("first_fill", "lifetime") for name in duckdb_jobs.FLOW_TIMES]
    columns = [*duckdb_jobs.FLOW_KEYS, *duckdb_jobs.flow_measures(), *times]
    hashed = ", ".join(column if column == "trade_date" else f"{column}::BIGINT" for column in columns)
    return duckdb.sql(f"SELECT count(*), sum(orders)::BIGINT, sum(hash({hashed})::HUGEINT) FROM {source}").fetchall()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--sizes", default="2GB,10GB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    work = arguments.output / "work"
    work.mkdir(parents=True, exist_ok=True)
    report = []
    for size in arguments.sizes.split(","):
        path = make_input(arguments.output, size)
        runs = {"plain": [], "lifecycles": [], "duckdb": []}
        for _ in range(arguments.rounds):
            remember(path)
            runs["plain"].append(run_ours(path, work, arguments.workers, {}))
            runs["duckdb"].append(run_duckdb(path, work, arguments.workers))
            remember(path)
            runs["lifecycles"].append(run_ours(path, work, arguments.workers, {}, say=("--quiet", "--lifecycles")))
        ours = checksum(f"read_parquet('{work}/results/flow/*/*.parquet', hive_partitioning = true)")
        theirs = checksum(f"'{work}/duckdb-flow.parquet'")
        if ours != theirs:
            sys.exit(f"{size}: the groups differ: {ours} and {theirs}")
        seconds = {name: median(all_runs, "seconds") for name, all_runs in runs.items()}
        ratios = [life["seconds"] / plain["seconds"] for life, plain in zip(runs["lifecycles"], runs["plain"])]
        case = {
            "size": size,
            "seconds": seconds,
            "processor": {name: median(all_runs, "processor") for name, all_runs in runs.items()},
            "resident_bytes": {name: median(all_runs, "resident_bytes") for name, all_runs in runs.items()},
            "lifecycles_to_plain": statistics.median(ratios),
            "duckdb_to_lifecycles": seconds["duckdb"] / seconds["lifecycles"],
            "runs": runs,
        }
        report.append(case)
        print(json.dumps({name: value for name, value in case.items() if name != "runs"}, indent=2), flush=True)
    (arguments.output / "lifecycles.json").write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
