"""What is proved on every kind of cluster."""

import contextlib
import json
import os
import pathlib
import re
import subprocess
import time

from common import (
    CHUNK_SIZE,
    LONG_RUN,
    PATIENCE_SECONDS,
    ROLLUPS,
    SECONDS_INTO_WAVE,
    WORK,
    Failed,
    check,
    free_ports,
    get,
    java_home,
    java_processes,
    kill,
    say,
    until,
)
from daemons import Daemons


class Proof:
    """What is proved on every cluster. A kind of cluster says how jobs are submitted and where files are."""

    name = ""

    def __init__(self, spark_home):
        self.spark_home = pathlib.Path(spark_home)
        self.environment = {
            **os.environ, "SPARK_HOME": str(spark_home), "SPARK_LOCAL_IP": "127.0.0.1", "JAVA_HOME": java_home()}
        self.daemons = Daemons(self.environment)
        self.events = self.folder("events")

    def folder(self, name):
        path = WORK / self.name / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def submission(self, mode, command, settings=None):
        raise NotImplementedError

    def start_run(self, name, mode, sources, output, *options, settings=None):
        inputs = [self.location(source) for source in sources.split()]
        command = self.submission(mode, ["run", "--input", *inputs, "--output", self.output(output), *options], settings)
        return self.daemons.start(f"{self.name}-{name}", command)

    def finish(self, name, process):
        status = process.wait(PATIENCE_SECONDS)
        if status != 0:
            log = (WORK / f"{self.name}-{name}.log").read_text(errors="replace")
            raise Failed(f"{self.name}, {name}: spark-submit ended with {status}\n{log[-3000:]}")

    def settings(self):
        return ["--executor-cores", "1", "--executor-memory", "512m", "--driver-memory", "512m",
                "--conf", "spark.executor.memoryOverhead=384m", "--conf", "spark.driver.memoryOverhead=384m",
                "--conf", f"spark.eventLog.dir=file://{self.events}",
                "--conf", "spark.dynamicAllocation.maxExecutors=2",
                "--conf", f"spark.ordermatrix.scan.chunk-size={CHUNK_SIZE}"]

    def samples(self, local):
        for mode in ("client", "cluster"):
            started = time.monotonic()
            self.finish(mode, self.start_run(mode, mode, "sample.csv", mode))
            say(f"{self.name}, {mode} deploy mode: done in {time.monotonic() - started:.0f} s")
            results = self.results(mode)
            results.compare(local["sample.csv"], f"{self.name}, {mode} deploy mode")
            derived = {setting["name"]: setting["value"] for setting in results.record["plan"]}
            check(derived["chunk size"] == CHUNK_SIZE, f"{self.name}, {mode} deploy mode: a key of the job can be given with --conf")

    def second_drivers(self, local):
        raise NotImplementedError

    def plan(self):
        command = self.submission("client", ["plan"], ["--conf", "spark.executor.memory=600m"])
        text = subprocess.run(command, env=self.environment, capture_output=True, text=True).stdout
        check(re.search(r"executors +\d.*\(2 nodes, ", text) and re.search(r"600 MiB +spark.executor.memory \(--conf\)", text),
              f"{self.name}: plan has the executors from what the cluster manager says, and their memory from --conf")

    def failure(self):
        process = self.start_run("failure", "cluster", "sample.csv", "failure", "--security", "nonsense")
        status = process.wait(PATIENCE_SECONDS)
        check(status != 0, f"{self.name}: a run that fails in cluster deploy mode makes the script fail (status {status})")

    def update(self, local):
        for name, sources in (("first", "week.csv"), ("update", "week.csv sample.csv")):
            self.finish(name, self.start_run(name, "client", sources, "updated", "--update"))
        results = self.results("updated")
        results.compare(local["week.csv sample.csv"], f"{self.name}, results brought up to date")
        update = results.record["update"]
        check(update["number"] == 1 and update["files_kept"] == 1 and len(update["dates_extended"]) == 3
              and update["dates_taken_over"] == 2,
              f"{self.name}: only the new file was scanned ({update['bytes_scanned']:,} bytes), two dates were taken over")

    def question(self):
        """Asks the results of the update for all that they have."""
        command = self.submission("client", ["run", "--input", self.output("updated"), "--output", self.output("answer")])
        self.finish("question", self.daemons.start(f"{self.name}-question", command))
        asked, answer = self.results("updated"), self.results("answer")
        different = [name for name in ROLLUPS if name != "rejects" and answer.rollup(name) != asked.rollup(name)]
        check(not different and answer.record["source"]["table"] == "cube" and not answer.record["inputs"],
              f"{self.name}: results as input are answered from their cube ({answer.record['source']['bytes']:,} bytes), without a file"
              + (f"; different: {different}" if different else ""))

    def executors(self):
        return java_processes(["CoarseGrainedExecutorBackend", str(WORK)])

    def until_waves(self, process, name, count):
        until(lambda: self.waves(name) >= count or process.poll() is not None, f"{count} waves")
        if self.waves(name) < count:
            self.finish(name, process)
            raise Failed(f"{self.name}, {name}: ended before {count} waves were seen")

    def losses(self, local):
        process = self.start_run("losses", "client", "long.csv", "losses", *LONG_RUN)
        self.until_waves(process, "losses", 1)
        time.sleep(SECONDS_INTO_WAVE)
        kill(until(lambda: self.executors(), "an executor")[0], "an executor")
        self.until_waves(process, "losses", self.waves("losses") + 1)
        time.sleep(SECONDS_INTO_WAVE)
        self.kill_worker()
        say(f"  {self.waves('losses')} waves are done")
        self.finish("losses", process)
        results = self.results("losses")
        say(f"  run.json names {len(results.record['failures'])} tasks that were lost and done again")
        results.compare(local["long.csv"], f"{self.name}, an executor and a worker killed")
        self.restart_worker()

    def resume(self, local):
        process = self.start_run("ended", "client", "long.csv", "killed", *LONG_RUN)
        self.until_waves(process, "killed", 1)
        self.end_application()
        log = WORK / f"{self.name}-ended.log"
        status = process.wait(PATIENCE_SECONDS)
        check(status != 0 and "error: Spark was stopped from outside" in log.read_text(errors="replace"),
              f"{self.name}: a run whose application is ended says so (status {status}), and that it can be resumed")
        until(lambda: not self.executors(), "the end of the ended application's executors")
        process = self.start_run("killed", "client", "long.csv", "killed", *LONG_RUN)
        self.until_waves(process, "killed", self.waves("killed") + 1)
        driver = until(lambda: java_processes(["SparkSubmit", self.output("killed")]), "the driver")[0]
        kill(driver, "the driver")
        process.wait(PATIENCE_SECONDS)
        done = self.waves("killed")
        until(lambda: not self.executors(), "the end of the dead driver's executors")
        check(not self.published("killed"), f"{self.name}, driver killed after {done} waves: nothing is published")
        self.finish("resumed", self.start_run("resumed", "client", "long.csv", "killed", *LONG_RUN))
        log = (WORK / f"{self.name}-resumed.log").read_text(errors="replace")
        check(f"Resuming: {done} of" in log, f"the same command resumes after {done} waves")
        self.results("killed").compare(local["long.csv"], f"{self.name}, resumed after the driver was killed")

    def second_driver(self, local, settings, main_class, logs, *options):
        """Kills the driver in cluster deploy mode. Whoever started it starts another one, which resumes."""
        process = self.start_run("again", "cluster", "long.csv", "again", *options, settings=settings)
        self.until_waves(process, "again", 2)
        kill(until(lambda: java_processes([main_class, self.output("again")]), "the driver")[0], "the driver")
        self.finish("again", process)
        resumed = [line for log in logs() for line in log.read_text(errors="replace").splitlines() if "Resuming: " in line]
        check(len(resumed) == 1, f"{self.name}, driver killed: a second one was started without being asked for, and resumed"
              f" ({''.join(resumed)})")
        results = self.results("again")
        results.compare(local["long.csv"], f"{self.name}, resumed by the second driver")
        return results

    def history_server(self):
        """The address of the history server's applications, and those that it says are completed."""
        port = free_ports(1)[0]
        self.daemons.start(
            f"{self.name}-history", [str(self.spark_home / "bin/spark-class"), "org.apache.spark.deploy.history.HistoryServer"],
            SPARK_HISTORY_OPTS=f"-Dspark.history.fs.logDirectory=file://{self.events} -Dspark.history.ui.port={port}")
        address = f"http://127.0.0.1:{port}/api/v1/applications"

        def finished():
            with contextlib.suppress(OSError, ValueError):
                return json.loads(get(address + "?status=completed"))

        return address, until(finished, "the history server")

    def history(self):
        address, applications = self.history_server()
        check(len(applications) >= 2 and all(application["attempts"][0]["completed"] for application in applications),
              f"{self.name}: the history server shows {len(applications)} finished runs")
        kept = set()
        # The oldest is short, and one is enough. One without stages is of a Spark that had to be started again.
        for application in reversed(applications):
            attempt = application["attempts"][0].get("attemptId")
            path = "/".join(filter(None, [address, application["id"], attempt, "stages"]))
            stages = json.loads(get(path))
            if stages:
                kept.update(counter["value"] for stage in stages for counter in stage["accumulatorUpdates"]
                            if counter["name"] == "order events kept")
                break
        check(kept, f"{self.name}: the counter 'order events kept' of the scan is there ({len(kept)} different values)")

    def prove(self, local):
        try:
            self.start()
            self.plan()
            self.samples(local)
            self.update(local)
            self.question()
            self.failure()
            self.losses(local)
            self.resume(local)
            self.second_drivers(local)
            self.history()
        finally:
            self.daemons.stop()
