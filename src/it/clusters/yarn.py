"""YARN's ResourceManager and two NodeManagers on HDFS."""

import contextlib
import json
import urllib.request

from common import HOME, check, free_ports, get, java_processes, kill, say, until
from hdfs import Hdfs


class Yarn(Hdfs):
    name = "yarn"

    def start(self):
        self.start_files()
        manager, scheduler, tracker, admin, self.page, *node_ports = free_ports(13)
        self.yarn = {
            "yarn.resourcemanager.hostname": "127.0.0.1",
            "yarn.resourcemanager.address": f"127.0.0.1:{manager}",
            "yarn.resourcemanager.scheduler.address": f"127.0.0.1:{scheduler}",
            "yarn.resourcemanager.resource-tracker.address": f"127.0.0.1:{tracker}",
            "yarn.resourcemanager.admin.address": f"127.0.0.1:{admin}",
            "yarn.resourcemanager.webapp.address": f"127.0.0.1:{self.page}",
            # The other schedulers want a file of queues.
            "yarn.resourcemanager.scheduler.class":
                "org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler",
            "yarn.scheduler.minimum-allocation-mb": 128,
            "yarn.resourcemanager.am.max-attempts": 2,
            # Ten minutes by default, before a dead node's containers are given up.
            "yarn.nm.liveness-monitor.expiry-interval-ms": 10000,
            "yarn.resourcemanager.nm.liveness-monitor.interval-ms": 2000,
            # What containers have of the environment of their node.
            "yarn.nodemanager.env-whitelist": "JAVA_HOME,PATH,LANG,TZ,JDK_JAVA_OPTIONS",
            "yarn.nodemanager.vmem-check-enabled": "false",
            "yarn.nodemanager.pmem-check-enabled": "false",
            "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage": 99.9,
            "yarn.nodemanager.resource.memory-mb": 2048, "yarn.nodemanager.resource.cpu-vcores": 2}
        self.configure(self.conf, self.yarn)
        self.node_pages = {}
        for number in (1, 2):
            ports = node_ports[4 * number - 4:4 * number]
            self.node_pages[number] = ports[2]
            self.configure(self.folder(f"node-{number}/conf"), {
                **self.yarn, "yarn.nodemanager.bind-host": "127.0.0.1",
                "yarn.nodemanager.hostname": "127.0.0.1",
                "yarn.nodemanager.address": f"127.0.0.1:{ports[0]}",
                "yarn.nodemanager.localizer.address": f"127.0.0.1:{ports[1]}",
                "yarn.nodemanager.webapp.address": f"127.0.0.1:{ports[2]}",
                "yarn.nodemanager.collector-service.address": f"127.0.0.1:{ports[3]}",
                "yarn.nodemanager.local-dirs": str(self.folder(f"node-{number}/local")),
                "yarn.nodemanager.log-dirs": str(self.folder(f"node-{number}/logs"))})
        self.daemons.start(
            "yarn-resourcemanager", self.hadoop(self.conf, "yarn.server.resourcemanager.ResourceManager"))
        for number in (1, 2):
            self.node_manager(number)
        self.put_sources("sample.csv", "long.csv", "week.csv")
        until(lambda: self.nodes() == 2, "two NodeManagers")
        say("yarn: a NameNode, a DataNode, a ResourceManager and two NodeManagers of 2 cores and 2 GiB run")

    def node_manager(self, number):
        self.daemons.start(f"yarn-nodemanager-{number}", self.hadoop(
            self.folder(f"node-{number}/conf"), "yarn.server.nodemanager.NodeManager"))

    def nodes(self):
        # A page that is not complete yet is not JSON.
        with contextlib.suppress(OSError, ValueError):
            return json.loads(get(f"http://127.0.0.1:{self.page}/ws/v1/cluster/metrics"))["clusterMetrics"]["activeNodes"]

    def submission(self, mode, command, settings=None):
        return [str(HOME / "submit/yarn.sh"), "--deploy-mode", mode, *(settings or self.settings()),
                # Both nodes are on this machine, so that half a gigabyte of jars need not go through HDFS for each run.
                "--conf", f"spark.yarn.jars=local:{self.spark_home}/jars/*",
                "--conf", "spark.driver.host=127.0.0.1" if mode == "client" else "spark.yarn.submit.waitAppCompletion=true",
                *command]

    def applications(self):
        """The running applications by their ids, with the address of the node that has their application master."""
        apps = json.loads(get(f"http://127.0.0.1:{self.page}/ws/v1/cluster/apps?states=RUNNING"))["apps"] or {"app": []}
        return {app["id"]: app["amHostHttpAddress"] for app in apps["app"]}

    def end_application(self):
        for application in self.applications():
            urllib.request.urlopen(urllib.request.Request(
                f"http://127.0.0.1:{self.page}/ws/v1/cluster/apps/{application}/state", b'{"state": "KILLED"}',
                {"Content-Type": "application/json"}, method="PUT"), timeout=120)

    def kill_worker(self):
        # Without its application master an application in client mode is at its end.
        [master] = self.applications().values()
        self.lost = next(number for number, page in self.node_pages.items() if not master.endswith(f":{page}"))
        for process in java_processes(["nodemanager.NodeManager", str(self.folder(f"node-{self.lost}/conf"))]):
            kill(process, "a NodeManager")
        for process in java_processes(["YarnCoarseGrainedExecutorBackend", str(self.folder(f"node-{self.lost}"))]):
            kill(process, "the NodeManager's executor")

    def restart_worker(self):
        self.node_manager(self.lost)

    def second_drivers(self, local):
        """The configuration file travels to both."""
        file = self.folder("") / "waves.conf"
        file.write_text("scan {\n  chunk-size = 8 MiB\n  wave-size = 24 MiB\n}\n")
        settings = self.settings()[:-2]
        results = self.second_driver(
            local, [*settings, "--conf", "spark.yarn.maxAppAttempts=2", "--files", f"{file},{HOME}/conf/log4j2-cluster.properties"],
            "ApplicationMaster", lambda: self.folder("").glob("node-*/logs/*/*/stderr"), "--config", file.name)
        sizes = [setting for setting in results.record["plan"] if setting["name"] == "chunk size"]
        check(sizes[0]["value"] == "8 MiB", f"yarn, cluster deploy mode: a file of --config travels with the job ({sizes[0]})")
