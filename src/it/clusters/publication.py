"""Kills around the two renames that publish results on HDFS."""

import collections
import contextlib
import os
import random
import subprocess
import time

from common import HOME, ROLLUPS, WORK, check, get, say, until
from hdfs import Hdfs
from results import Results


class Publication(Hdfs):
    """A local run with its files on HDFS, where publishing over older results takes two renames, killed around them."""

    name = "publication"
    SELECTIONS = {"all": [], "hours": ["--hours", "10:00-16:00"]}

    def prove(self, local):
        count = int(os.environ.get("ORDERMATRIX_KILLS", "10"))
        seed = int(os.environ.get("ORDERMATRIX_KILL_SEED", time.time_ns()))
        say(f"publication: {count} kills, ORDERMATRIX_KILL_SEED={seed}")
        chance = random.Random(seed)
        script = str(HOME / "submit/local.sh")
        expected = {"all": local["sample.csv"]}
        subprocess.run([script, "run", "--quiet", "--input", str(WORK / "sample.csv"), "--output", str(WORK / "local/hours"),
                        *self.SELECTIONS["hours"]], check=True, stdout=subprocess.DEVNULL)
        expected["hours"] = Results(WORK / "local/hours")

        def run(selection):
            return self.daemons.start(
                "publication-run", [script, "run", "--quiet", "--input", self.location("sample.csv"), "--output",
                                    self.output("results"), "--overwrite", *self.SELECTIONS[selection]])

        try:
            self.start_files()
            self.put_sources("sample.csv")
            self.finish("run", run("all"))
            older, newer, found = "all", "hours", collections.Counter()
            for number in range(count):
                process = run(newer)
                until(lambda: self.exists(".results.staging/results/run.json") or process.poll() is not None, "the last file")
                time.sleep(chance.uniform(0, 0.08))
                process.kill()
                process.wait()
                found[self.state({older: expected[older], newer: expected[newer]}, older)] += 1
                self.finish("run", run(newer))
                self.results("results").compare(expected[newer], f"kill {number + 1}, and the same command again")
                left = self.files("-ls", "-C", "/results").stdout.split()
                check(left == ["/results/results"], f"nothing else is left beside the results: {left}")
                older, newer = newer, older
            say(f"publication: after {count} kills there were {dict(found)}")
        finally:
            self.daemons.stop()

    def exists(self, path):
        with contextlib.suppress(OSError):
            return get(f"http://127.0.0.1:{self.name_page}/webhdfs/v1/results/{path}?op=GETFILESTATUS")

    def state(self, expected, older):
        """What a kill has left: the older results or the newer ones, whole, or the older ones where they are kept."""
        place = "results" if self.published("results") else ".results.previous"
        results = self.results(place)
        same = [name for name, other in expected.items()
                if all(results.rollup(rollup) == other.rollup(rollup) for rollup in ROLLUPS)]
        check(len(same) == 1 and (place == "results" or same == [older]),
              f"a kill leaves whole results in {place}: {'the older' if same == [older] else 'the newer'} ones")
        return f"{'older' if same == [older] else 'newer'} in {place}"
