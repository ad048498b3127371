"""What a new day costs: a feed of daily files gains one, with run --update and, for comparison, a plain run over the new file.

Called by bench.sh --updates. Every run is a process of its own, as a user starts it. The updated results must be those of
a fresh run over all days.
"""

import argparse
import filecmp
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scaling import HOME, ROWS_PER_GB, generate, measured, median, remember, size_bytes

ZONE_NANOS = 10 * 3600 * 10**9
DAY_NANOS = 24 * 3600 * 10**9
ABOUT_THE_RUN = {"run.json", "report.html", "inputs.jsonl.gz"}


def daily_files(bench, size, days):
    """A generated feed, cut into one file for each date."""
    directory = bench / f"days-{size}"
    if directory.exists():
        return sorted(directory.iterdir())
    path = generate(bench / f"orders-{size}x{days}.csv", rows=int(size_bytes(size) / 1e9 * ROWS_PER_GB), dates=days)
    partial = bench / f"days-{size}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    with open(path, "rb") as feed:
        header = feed.readline()
        column = header.decode().strip().split(",").index("timestamp")
        day, out = None, None
        for line in feed:
            of_line = (int(line.split(b",", column + 1)[column]) + ZONE_NANOS) // DAY_NANOS
            if of_line != day:
                day, out = of_line, open(partial / f"{of_line}.csv", "wb", buffering=1 << 20)
                out.write(header)
            out.write(line)
    partial.rename(directory)
    path.unlink()
    return sorted(directory.iterdir())


def run(inputs, output, *options):
    command = [HOME / "submit/local.sh", "run", "--quiet", "--input", *inputs, "--output", output, *options]
    figures = measured(command)
    record = json.loads((output / "run.json").read_text())
    return figures | {"bytes_scanned": record["update"]["bytes_scanned"]}


def assert_same(one, other):
    names = {str(file.relative_to(one)) for file in one.rglob("*") if file.is_file()}
    others = {str(file.relative_to(other)) for file in other.rglob("*") if file.is_file()}
    different = [name for name in names - ABOUT_THE_RUN if not filecmp.cmp(one / name, other / name, shallow=False)]
    if names != others or different:
        sys.exit(f"{one} and {other} differ: {names ^ others} {different}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--size", default="10GB")
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    work = arguments.output / "updates"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    days = daily_files(arguments.output, arguments.size, arguments.days)
    report = {}
    for kind, options in {"cube": [], "orders": ["--keep-orders"]}.items():
        base, updated = work / f"base-{kind}", work / f"updated-{kind}"
        run(days[:-1], base, *options)
        runs = {"update": [], "the new file alone": []}
        remember(days[-1])
        for _ in range(arguments.rounds):
            shutil.rmtree(updated, ignore_errors=True)
            subprocess.run(["cp", "-al", base, updated], check=True)
            runs["update"].append(run(days, updated, "--update", *options))
            shutil.rmtree(work / "alone", ignore_errors=True)
            runs["the new file alone"].append(run(days[-1:], work / "alone", *options))
        fresh = run(days, work / f"fresh-{kind}", *options)
        assert_same(work / f"fresh-{kind}", updated)
        seconds = {name: median(all_runs, "seconds") for name, all_runs in runs.items()}
        report[kind] = {
            "seconds": seconds | {"a fresh run": fresh["seconds"]},
            "ratio": seconds["update"] / seconds["the new file alone"],
            "bytes_scanned": runs["update"][-1]["bytes_scanned"],
            "bytes_of_the_new_file": os.path.getsize(days[-1]),
        }
        print(kind, json.dumps(report[kind], indent=2), flush=True)
    (arguments.output / "updates.json").write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
