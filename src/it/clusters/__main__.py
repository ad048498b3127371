"""Proves on real daemons that a cluster gives the results of a local run, and says what it has compared.

    .ci/clusters                      the first three
    .ci/clusters standalone           a standalone master and two workers
    .ci/clusters secured              the same with a shared secret and encryption
    .ci/clusters yarn                 HDFS, YARN's ResourceManager and two NodeManagers
    .ci/clusters publication          HDFS, and kills around the two renames that publish results there; a long one,
                                      of ORDERMATRIX_KILLS (10)

Everything runs on 127.0.0.1 and lies in target/clusters. Needs a JDK, Maven, and python3 with venv.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time

from common import HADOOP_JARS, HOME, LONG_ROWS, SAMPLE_ROWS, SHORT_LIVED, WORK, Failed, check, listeners, say
from publication import Publication
from results import Results
from secured import Secured
from standalone import Standalone
from yarn import Yarn


def local_runs(wanted):
    """The local runs that everything is compared with."""
    if WORK.exists():
        shutil.rmtree(WORK)
    WORK.mkdir(parents=True)
    script = str(HOME / "submit/local.sh")
    for name, rows, dates in (("sample.csv", SAMPLE_ROWS, 3), ("long.csv", LONG_ROWS, 3), ("week.csv", SAMPLE_ROWS, 5)):
        subprocess.run([script, "generate", "--output", str(WORK / name), "--rows", str(rows), "--dates", str(dates),
                        "--corrupt", "0.001"], check=True, stdout=subprocess.DEVNULL)
    results = {}
    for name in ["sample.csv"] if wanted == [Secured.name] else ["sample.csv", "long.csv", "week.csv sample.csv"]:
        output = WORK / "local" / name.replace(" ", "-")
        inputs = [str(WORK / source) for source in name.split()]
        process = subprocess.Popen(
            [script, "run", "--quiet", "--input", *inputs, "--output", str(output)], stdout=subprocess.DEVNULL)
        open_sockets = {}
        while process.poll() is None:
            # The script's process becomes the job's.
            with contextlib.suppress(OSError):
                open_sockets.update(listeners(process.pid))
            time.sleep(0.5)
        if process.returncode != 0:
            raise Failed(f"The local run of {name} ended with {process.returncode}")
        results[name] = Results(output)
        say(f"local run of {name}: {results[name].record['accounting']['lines']:,} lines")
        check(open_sockets and all(open_sockets.values()),
              f"it listened on {len(open_sockets)} ports, on 127.0.0.1 alone")
    return results


def main():
    kinds = {kind.name: kind for kind in (Standalone, Secured, Yarn, Publication)}
    wanted = sys.argv[1:] or [Standalone.name, Secured.name, Yarn.name]
    if not set(wanted) <= set(kinds):
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ.setdefault("JDK_JAVA_OPTIONS", SHORT_LIVED)
    started = time.monotonic()
    local = local_runs(wanted)
    spark_home = subprocess.run([str(HOME / "submit/spark-home.sh")], check=True, capture_output=True, text=True).stdout.strip()
    if not set(wanted) <= {Standalone.name, Secured.name} and not HADOOP_JARS.exists():
        subprocess.run(["mvn", "-q", "-B", "-f", str(HOME / ".ci/hadoop-daemons.xml"), "dependency:copy-dependencies",
                        "-DexcludeTransitive=true", f"-DoutputDirectory={HADOOP_JARS}"], check=True)
    try:
        for name in wanted:
            kinds[name](spark_home).prove(local)
    except Failed as failure:
        say(str(failure))
        say(f"FAILED; the logs are in {WORK}")
        return 1
    say(f"All of it holds on {' and '.join(wanted)}, proved in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
