"""How time and memory of whole runs grow with the input, the workers, the chunks and the heap, beside DuckDB.

Called by bench.sh --scaling. Every case is the whole command from a cold JVM, as a user starts it; the job that DuckDB
does in a process of its own is the same: one scan, the cube to Parquet, and every rollup to CSV from it.
"""

import argparse
import csv
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot

HOME = Path(__file__).resolve().parent.parent.parent
ROWS_PER_GB = 6_870_000
UNITS = {"KB": 1e3, "MB": 1e6, "GB": 1e9}
CHUNKS = ["16 MB", "64 MB", "256 MB", "1000 MB"]
HEAPS = ["512 MiB", "1 GiB", "2 GiB"]


def size_bytes(size):
    one, _, times = size.partition("x")
    return float(one[:-2]) * UNITS[one[-2:]] * int(times or 1)


def generate(path, **numbers):
    """A file that is made with these options of generate, unless it is there."""
    if not path.exists():
        options = [f"--{name}={number}" for name, number in numbers.items()]
        subprocess.run([HOME / "submit/local.sh", "generate", "--output", path, *options], check=True,
                       stdout=subprocess.DEVNULL)
    return path


def make_input(bench, size):
    """A file, or for a size like 10GBx20 a directory with so many names of one file, which a page cache can hold."""
    if "x" in size:
        one, times = size.split("x")
        directory = bench / f"orders-{size}"
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir()
        for number in range(int(times)):
            os.link(make_input(bench, one), directory / f"{number:03}.csv")
        return directory
    path = bench / f"orders-{size}.csv"
    return generate(path, rows=int(size_bytes(size) / 1e9 * ROWS_PER_GB), dates=5, securities=200, participants=40)


def files(path):
    return sorted(path.iterdir()) if path.is_dir() else [path]


def forget(path):
    """Takes the input out of the page cache."""
    with open(files(path)[0], "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def remember(path):
    with open(files(path)[0], "rb", buffering=0) as file:
        while file.read(1 << 24):
            pass


def measured(command, environment=None):
    """Wall-clock seconds, processor seconds and peak resident bytes of a command and what it starts."""
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    error = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} failed:\n{error}")
    return {
        "seconds": time.perf_counter() - before,
        "processor": usage.ru_utime + usage.ru_stime,
        "resident_bytes": usage.ru_maxrss * 1024,
    }


def run_ours(path, work, workers, settings, *spark_options, say=("--quiet",)):
    """A run's figures; what stands in say tells how much of its progress is shown."""
    output = work / "results"
    shutil.rmtree(output, ignore_errors=True)
    called = time.time()
    options = [f"-Dspark.ordermatrix.{key}={value}" for key, value in settings.items()]
    figures = measured(
        [HOME / "submit/local.sh", *spark_options, "run", *say, "--input", path, "--output", output,
         f"-Dspark.ordermatrix.local.workers={workers}", *options]
    )
    record = json.loads((output / "run.json").read_text())
    return figures | {
        "before_scan": datetime.datetime.fromisoformat(record["waves"][0]["started"]).timestamp() - called,
        "phases": record["phases"],
        "heap_bytes": record["peak_memory_bytes"],
        "waves": len(record["waves"]),
        "kept": record["accounting"]["kept"],
        "events": int(next(csv.DictReader(open(output / "overall.csv")))["events"]),
    }


def run_duckdb(path, work, workers):
    output = work / "duckdb"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    source = path / "*.csv" if path.is_dir() else path
    figures = measured([sys.executable, HOME / "src/bench/duckdb_jobs.py", "cube", source, output, str(workers)])
    return figures | {"events": int(next(csv.DictReader(open(output / "overall.csv")))["events"])}


def cases(sizes, workers, only_sizes):
    for size in sizes:
        yield size, workers, "warm", {}
    if only_sizes:
        return
    largest_warm = max((size for size in sizes if size_bytes(size) <= 10e9), key=size_bytes)
    if workers > 1:
        for size in sizes:
            yield size, 1, "warm", {}
    for chunk in CHUNKS:
        yield largest_warm, workers, "warm", {"scan.chunk-size": chunk}
    for heap in HEAPS:
        yield largest_warm, workers, "warm", {"local.driver-memory": heap}
    yield largest_warm, workers, "warm", {"scan.wave-size": "2 GB"}
    # Last, since what was forgotten has to be read from the disk again.
    for size in sizes:
        yield size, workers, "cold", {}


def median(runs, *names):
    values = []
    for run in runs:
        for name in names:
            run = run[name]
        values.append(run)
    return statistics.median(values)


def table(results):
    yield (
        "| input | workers | cache | setting | s | s/GB | processor s/GB | before the scan | scan | merge | write | end |"
        " peak resident | waves |"
    )
    yield "| ---: " * 14 + "|"
    for case in results:
        runs, gigabytes = case["runs"], case["gigabytes"]
        seconds = median(runs, "seconds")
        if case["engine"] == "ordermatrix":
            shares = [median(runs, "before_scan"), *(median(runs, "phases", name) for name in ("scan", "merge", "write"))]
            shares.append(seconds - sum(shares))
            parts = [f"{share:.1f} s ({share / seconds:.0%})" for share in shares]
            waves = str(runs[0]["waves"])
        else:
            parts, waves = [""] * 5, ""
        setting = case["setting"] if case["engine"] == "ordermatrix" else "DuckDB"
        yield "| " + " | ".join(
            [case["size"], str(case["workers"]), case["cache"], setting, f"{seconds:.1f}", f"{seconds / gigabytes:.2f}",
             f"{median(runs, 'processor') / gigabytes:.2f}", *parts,
             f"{median(runs, 'resident_bytes') / 1e6:.0f} MB", waves]
        ) + " |"


def slope(results, engine, workers):
    """Seconds that a further GB takes: the line through the warm sizes from 1 GB on."""
    points = [
        (case["gigabytes"], median(case["runs"], "seconds"))
        for case in results
        if case["engine"] == engine and case["workers"] == workers and case["cache"] == "warm" and not case["setting"]
        and case["gigabytes"] > 0.9
    ]
    return np.polyfit(*zip(*points), 1) if len(points) > 1 else None


def charts(results, folder):
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
    for engine in ("ordermatrix", "duckdb"):
        for workers in sorted({case["workers"] for case in results}):
            chosen = [
                case for case in results
                if case["engine"] == engine and case["workers"] == workers and case["cache"] == "warm"
                and not case["setting"]
            ]
            if not chosen:
                continue
            x = [case["gigabytes"] for case in chosen]
            label = f"{engine}, {workers} {'worker' if workers == 1 else 'workers'}"
            left.plot(x, [median(case["runs"], "seconds") for case in chosen], marker="o", label=label)
            right.plot(x, [median(case["runs"], "resident_bytes") / 1e6 for case in chosen], marker="o", label=label)
    left.set(title="Time of the whole command", xlabel="input, GB", ylabel="s", xlim=0, ylim=0)
    right.set(title="Peak resident memory", xlabel="input, GB", ylabel="MB", xlim=0, ylim=0)
    left.legend(frameon=False)
    figure.savefig(folder / "scaling.svg", metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="100MB,1GB,10GB")
    parser.add_argument("--rounds", type=int, default=3, help="of the sizes, warm and with all workers")
    parser.add_argument("--other-rounds", type=int, default=1, help="of everything else")
    parser.add_argument("--only-sizes", action="store_true", help="warm and with all workers; nothing else")
    parser.add_argument("--without-duckdb", action="store_true")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    work = arguments.output / "scaling"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    results = []
    sizes = arguments.sizes.split(",")
    # What is built and prepared once is not counted.
    run_ours(make_input(arguments.output, min(sizes, key=size_bytes)), work, arguments.workers, {})
    for size, workers, cache, settings in cases(sizes, arguments.workers, arguments.only_sizes):
        path = make_input(arguments.output, size)
        gigabytes = sum(file.stat().st_size for file in files(path)) / 1e9
        case = {"size": size, "gigabytes": gigabytes, "workers": workers, "cache": cache,
                "setting": ", ".join(f"{key} {value}" for key, value in settings.items())}
        ours, theirs = [], []
        is_main = workers == arguments.workers and cache == "warm" and not settings
        for round_number in range(arguments.rounds if is_main else arguments.other_rounds):
            (remember if cache == "warm" else forget)(path)
            ours.append(run_ours(path, work, workers, settings))
            if not settings and not arguments.without_duckdb:
                (remember if cache == "warm" else forget)(path)
                theirs.append(run_duckdb(path, work, workers))
                if theirs[-1]["events"] != ours[-1]["events"]:
                    sys.exit(f"{size}: DuckDB found {theirs[-1]['events']} events, ordermatrix {ours[-1]['events']}")
            print(f"{case} round {round_number + 1}: {ours[-1]['seconds']:.1f} s", file=sys.stderr, flush=True)
        results.append(case | {"engine": "ordermatrix", "runs": ours})
        if theirs:
            results.append(case | {"engine": "duckdb", "runs": theirs})
        (work / "scaling.json").write_text(json.dumps(results, indent=1))
    lines = list(table(results))
    for engine in ("ordermatrix", "duckdb"):
        line = slope(results, engine, arguments.workers)
        if line is not None:
            lines.append(f"\n{engine}: {line[0]:.2f} s for each further GB, {line[1]:.1f} s besides")
    (work / "scaling.md").write_text("\n".join(lines) + "\n")
    charts(results, work)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
