"""Whole runs over inputs that are hard, and what a run costs besides reading: one table each.

Called by bench.sh --extremes, with the names of the cases or with none for all of them. Every run is the whole command
from a cold JVM, as a user starts it. What a run says is compared with what went into its input.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import duckdb

from scaling import HOME, forget, generate, make_input, median, remember, run_ours

ROWS_PER_FILE = 3


def check(run, rows):
    """All rows of generated input are valid, and so are all kept."""
    if not run["kept"] == run["events"] == rows:
        sys.exit(f"{rows} rows went in, {run['kept']} were kept, {run['events']} are in the cube's total")


def seconds(run):
    shares = ", ".join(f"{name} {value:.1f}" for name, value in run["phases"].items())
    return f"{run['seconds']:.1f} s (before the scan {run['before_scan']:.1f}, {shares})"


def memory(run):
    return f"heap {run['heap_bytes'] / 1e6:.0f} MB, resident {run['resident_bytes'] / 1e6:.0f} MB"


def many_groups(bench, work, workers):
    """5,000 securities, 250 dates, 100 participants: two or three rows make a group."""
    rows = 30_000_000
    path = generate(bench / "orders-many-groups.csv", rows=rows, securities=5000, dates=250, participants=100)
    yield "heap", "time", "peak memory", "cells", "rows of the cube"
    for heap in (None, "1 GiB"):
        remember(path)
        run = run_ours(path, work, workers, {"local.driver-memory": heap} if heap else {})
        check(run, rows)
        cube = duckdb.sql(
            f"SELECT count(*), sum(events), count(DISTINCT (security_code, trade_date))"
            f" FROM read_parquet('{work}/results/cube/*/*.parquet', hive_partitioning = true)"
        ).fetchall()[0]
        if cube[1] != rows:
            sys.exit(f"the cube has {cube[1]} events of {rows}")
        yield heap or "derived", seconds(run), memory(run), f"{cube[2]:,}", f"{cube[0]:,}"


def task_seconds(events):
    """By stage, the seconds of its tasks, from Spark's event log."""
    stages = {}
    for log in events.rglob("events_*"):
        for line in log.open():
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd":
                task = event["Task Info"]
                stages.setdefault(event["Stage ID"], []).append((task["Finish Time"] - task["Launch Time"]) / 1000)
    return stages


def one_security(bench, work, workers):
    """Half of all rows are of one security, beside as many rows of 200 securities."""
    rows = 6_870_000
    folder = bench / "orders-one-security"
    folder.mkdir(exist_ok=True)
    generate(folder / "many.csv", rows=rows, securities=200, dates=5, participants=40)
    generate(folder / "one.csv", rows=rows, securities=1, dates=5, participants=40, seed=2)
    yield "input", "stage", "tasks", "median task", "longest task", "longest : median"
    for name, path in (("half of one security", folder), ("200 securities", make_input(bench, "2GB"))):
        events = work / "events"
        shutil.rmtree(events, ignore_errors=True)
        events.mkdir(parents=True)
        run = run_ours(path, work, workers, {}, "--conf", "spark.eventLog.enabled=true", "--conf", "spark.eventLog.compress=false",
                       "--conf", f"spark.eventLog.dir=file://{events}")
        check(run, 2 * rows)
        for stage, tasks in sorted(task_seconds(events).items()):
            middle = statistics.median(tasks)
            yield name, str(stage), str(len(tasks)), f"{middle:.2f} s", f"{max(tasks):.2f} s", f"{max(tasks) / middle:.2f}"
        yield name, "all", "", seconds(run), memory(run), ""


def many_files(bench, work, workers):
    """A million files of three rows."""
    count = 1_000_000
    source = generate(bench / "orders-many-files.csv", rows=count * ROWS_PER_FILE, securities=200, dates=5, participants=40)
    folder = bench / "orders-many-files"
    if not folder.exists():
        made = bench / "orders-many-files.partial"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        with open(source, "rb") as lines:
            header = next(lines)
            for number in range(count):
                if number % 1000 == 0:
                    part = made / f"{number // 1000:03}"
                    part.mkdir()
                (part / f"{number % 1000:03}.csv").write_bytes(header + b"".join(next(lines) for _ in range(ROWS_PER_FILE)))
        made.rename(folder)
    run = run_ours(folder, work, workers, {})
    check(run, count * ROWS_PER_FILE)
    sizes = {name: os.path.getsize(work / "results" / name) / 1e6 for name in ("run.json", "report.html")}
    yield "files", "time", "peak memory", "run.json", "report.html"
    yield f"{count:,}", seconds(run), memory(run), f"{sizes['run.json']:.1f} MB", f"{sizes['report.html']:.1f} MB"


def wide_row(bench, work, workers):
    """One row among others has a column, which the job does not need, of 200 MB."""
    rows = 687_000
    path = bench / "orders-wide-row.csv"
    if not path.exists():
        with open(make_input(bench, "100MB")) as lines, open(path, "w") as wide:
            header = next(lines)
            wide.write(header.rstrip("\n") + ",remark\n")
            for number, line in enumerate(lines):
                wide.write(line.rstrip("\n") + "," + ("x" * 200_000_000 if number == rows // 2 else "") + "\n")
    run = run_ours(path, work, workers, {})
    check(run, rows)
    yield "input", "time", "peak memory"
    yield f"{path.stat().st_size / 1e6:.0f} MB", seconds(run), memory(run)


def java_home():
    return Path(os.environ.get("JAVA_HOME") or Path(shutil.which("java")).resolve().parent.parent)


@contextlib.contextmanager
def without_class_archives():
    """An archive of other classes in the place of each: none is made then, and the JVM's own serves alone."""
    options = {".jsa": "ArchiveClassesAtExit", ".aot": "AOTCacheOutput"}
    archives = {path: path.with_suffix(".aside" + path.suffix) for path in (HOME / "target").glob("classes-*.???")}
    for archive, aside in archives.items():
        archive.rename(aside)
        subprocess.run([java_home() / "bin/java", f"-XX:{options[archive.suffix]}={archive}", "-version"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        for archive, aside in archives.items():
            aside.replace(archive)


def start(bench, work, workers):
    """From the command to the beginning of the first wave, over 100 MB."""
    path = make_input(bench, "100MB")
    run_ours(path, work, workers, {})
    kinds = {
        "without a class archive": (without_class_archives, remember),
        "with it": (contextlib.nullcontext, remember),
        "with it, the input and the program out of the page cache": (contextlib.nullcontext, forget_all),
    }
    runs = {kind: [] for kind in kinds}
    for _ in range(5):
        for kind, (context, cache) in kinds.items():
            cache(path)
            with context():
                runs[kind].append(run_ours(path, work, workers, {}))
    yield "", "before the scan, median (all)", "whole run, median (all)"
    for kind, measured in runs.items():
        yield kind, *(
            f"{median(measured, name):.1f} s ({', '.join(f'{run[name]:.1f}' for run in measured)})"
            for name in ("before_scan", "seconds")
        )


def forget_all(path):
    """Takes the input and what a run is made of out of the page cache: jars, archives, the JDK."""
    subprocess.run(["sync"], check=True)
    jars = [Path(jar) for jar in (HOME / "target/spark.classpath").read_text().strip().split(":")]
    for file in [*jars, *(HOME / "target").glob("*.jar"), *(HOME / "target").glob("classes-*"), *java_home().rglob("*")]:
        if file.is_file():
            forget(file)
    forget(path)


def in_turn(path, rounds, kinds):
    """Runs of each kind, round after round: nobody gets a quieter machine than the others."""
    runs = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, run in kinds.items():
            remember(path)
            runs[kind].append(run())
    yield "", "whole run, median (all)", "scan, median (all)"
    for kind, measured in runs.items():
        all_of_it = [run["seconds"] for run in measured]
        scans = [run["phases"]["scan"] for run in measured]
        yield kind, *(
            f"{statistics.median(figures):.1f} s ({', '.join(f'{figure:.1f}' for figure in figures)})"
            for figures in (all_of_it, scans)
        )


def progress(bench, work, workers):
    """What it costs to say how far a run is, over 10 GB."""
    path = make_input(bench, "10GB")
    yield from in_turn(path, 5, {
        "--quiet": lambda: run_ours(path, work, workers, {}),
        "a line every ten seconds": lambda: run_ours(path, work, workers, {}, say=[]),
        "--progress-json": lambda: run_ours(path, work, workers, {}, say=["--progress-json", work / "progress.json"]),
    })


def waves(bench, work, workers):
    """What a commit costs, over 10 GB in waves of several sizes."""
    path = make_input(bench, "10GB")
    yield from in_turn(path, 3, {
        size: lambda size=size: run_ours(path, work, workers, {"scan.wave-size": size, "scan.chunk-size": "200 MB"})
        for size in ("20 GB", "5 GB", "2 GB")
    })


def heaps(bench, work, workers):
    """Ten times the bytes in the same memory: a heap of 512 MiB."""
    yield "input", "time", "peak memory"
    for size in ("1GB", "10GB"):
        path = make_input(bench, size)
        remember(path)
        run = run_ours(path, work, workers, {"local.driver-memory": "512 MiB"})
        yield size, seconds(run), memory(run)


CASES = {function.__name__.replace("_", "-"): function
         for function in (many_groups, one_security, many_files, wide_row, start, progress, waves, heaps)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="*", metavar="case", help=f"of {', '.join(CASES)}; all if none is named")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    unknown = [name for name in arguments.cases if name not in CASES]
    if unknown:
        parser.error(f"no case {', '.join(unknown)}; there are {', '.join(CASES)}")
    work = arguments.output / "extremes"
    work.mkdir(parents=True, exist_ok=True)
    # What is built and prepared once is not counted.
    run_ours(make_input(arguments.output, "100MB"), work, arguments.workers, {})
    for name in arguments.cases or CASES:
        case = CASES[name]
        lines = [f"### {name}", "", case.__doc__, ""]
        for number, row in enumerate(case(arguments.output, work, arguments.workers)):
            lines.append("| " + " | ".join(row) + " |")
            if number == 0:
                lines.append("| --- " * len(row) + "|")
        text = "\n".join(lines) + "\n"
        (work / f"{name}.md").write_text(text)
        print(text, flush=True)


if __name__ == "__main__":
    main()
