"""A standalone master and two workers."""

import contextlib
import json
import shutil
import urllib.parse
import urllib.request

from common import HOME, LONG_RUN, WORK, free_ports, get, java_processes, kill, say, until
from proof import Proof
from results import Results


class Standalone(Proof):
    name = "standalone"

    def start(self):
        port, self.page = free_ports(2)
        self.master = f"spark://127.0.0.1:{port}"
        self.spark_class("master", "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(self.page))
        for number in (1, 2):
            self.worker(number)
        until(lambda: self.alive() == 2, "two workers")
        say(f"{self.name}: a master, a worker with 2 cores and one with 1 run")

    def spark_class(self, name, program, *arguments):
        # Workers hand their own folder of settings on to executors.
        settings = self.folder("conf")
        shutil.copy(HOME / "conf/log4j2-cluster.properties", settings / "log4j2.properties")
        self.daemons.start(
            f"{self.name}-{name}", [str(self.spark_home / "bin/spark-class"), f"org.apache.spark.deploy.{program}", *arguments],
            SPARK_CONF_DIR=str(settings), SPARK_DAEMON_MEMORY="256m")

    def worker(self, number):
        self.spark_class(
            f"worker-{number}", "worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "2" if number == 1 else "1",
            "--memory", "1536m", "--work-dir", str(self.folder(f"worker-{number}")), self.master)

    def alive(self):
        # A page that is not complete yet is not JSON.
        with contextlib.suppress(OSError, ValueError):
            return json.loads(get(f"http://127.0.0.1:{self.page}/json/"))["aliveworkers"]

    def submission(self, mode, command, settings=None):
        return [str(HOME / "submit/standalone.sh"), self.master, "--deploy-mode", mode, *(settings or self.settings()),
                "--conf", "spark.driver.host=127.0.0.1", "--conf", f"spark.master.ui.port={self.page}", *command]

    def location(self, source):
        return str(WORK / source)

    def output(self, name):
        return str(self.folder("results") / name)

    def waves(self, output):
        return len(list((self.folder("results") / f".{output}.staging/work/waves").glob("wave-*")))

    def published(self, output):
        return (self.folder("results") / output).exists()

    def results(self, output):
        return Results(self.folder("results") / output)

    def end_application(self):
        running = json.loads(get(f"http://127.0.0.1:{self.page}/json/"))["activeapps"]
        for application in running:
            urllib.request.urlopen(
                f"http://127.0.0.1:{self.page}/app/kill/",
                urllib.parse.urlencode({"id": application["id"], "terminate": "true"}).encode(), timeout=120)

    def kill_worker(self):
        for process in java_processes(["worker.Worker", str(self.folder("worker-2"))]):
            kill(process, "a worker")
        for process in java_processes(["CoarseGrainedExecutorBackend", "worker-2"]):
            kill(process, "the worker's executor")

    def restart_worker(self):
        self.worker(2)

    def second_drivers(self, local):
        self.second_driver(local, [*self.settings(), "--supervise"], "DriverWrapper",
                           lambda: self.folder("").glob("worker-*/driver-*/stderr"), *LONG_RUN)
