"""A NameNode and a DataNode."""

import re
import shutil
import subprocess

from common import HADOOP_JARS, HOME, WORK, free_ports, get, until
from proof import Proof
from results import Results


class Hdfs(Proof):
    """Input and output on a NameNode and a DataNode of their own."""

    def start_files(self):
        self.name_node, self.name_page, data, data_page, data_calls = free_ports(5)
        self.core = {"fs.defaultFS": f"hdfs://127.0.0.1:{self.name_node}", "hadoop.tmp.dir": str(self.folder("hadoop"))}
        self.hdfs = {
            "dfs.replication": 1, "dfs.permissions.enabled": "false", "dfs.blocksize": 16 << 20,
            "dfs.namenode.http-address": f"127.0.0.1:{self.name_page}", "dfs.datanode.address": f"127.0.0.1:{data}",
            "dfs.datanode.http.address": f"127.0.0.1:{data_page}", "dfs.datanode.ipc.address": f"127.0.0.1:{data_calls}",
            "dfs.datanode.hostname": "127.0.0.1", "dfs.namenode.rpc-bind-host": "127.0.0.1"}
        self.conf = self.folder("conf")
        self.configure(self.conf, {})
        self.environment["HADOOP_CONF_DIR"] = str(self.conf)
        subprocess.run(
            self.hadoop(self.conf, "hdfs.server.namenode.NameNode", "-format", "-force"), check=True,
            env=self.environment, capture_output=True)
        self.daemons.start(f"{self.name}-namenode", self.hadoop(self.conf, "hdfs.server.namenode.NameNode"))
        self.daemons.start(f"{self.name}-datanode", self.hadoop(self.conf, "hdfs.server.datanode.DataNode"))

    def put_sources(self, *sources):
        self.files("-mkdir", "-p", "/results")
        for source in sources:
            until(lambda: self.files("-put", "-f", str(WORK / source), "/").returncode == 0, "HDFS")

    def configure(self, folder, yarn):
        shutil.copy(HOME / "conf/log4j2-cluster.properties", folder / "log4j2.properties")
        for name, values in (("core", self.core), ("hdfs", self.hdfs), ("yarn", yarn)):
            lines = [f"  <property><name>{key}</name><value>{value}</value></property>" for key, value in values.items()]
            (folder / f"{name}-site.xml").write_text("\n".join(["<configuration>", *lines, "</configuration>", ""]))

    def hadoop(self, conf, program, *arguments):
        path = f"{conf}:{HADOOP_JARS}/*:{self.spark_home}/jars/*"
        return [self.environment["JAVA_HOME"] + "/bin/java", "-Xmx256m", "-cp", path, "org.apache.hadoop." + program,
                *arguments]

    def files(self, *arguments):
        return subprocess.run(
            self.hadoop(self.conf, "fs.FsShell", *arguments), env=self.environment, capture_output=True, text=True)

    def location(self, source):
        return f"hdfs://127.0.0.1:{self.name_node}/{source}"

    def output(self, name):
        return f"hdfs://127.0.0.1:{self.name_node}/results/{name}"

    def waves(self, output):
        """Asks over HTTP, since a wave is faster than the start of a JVM."""
        path = f"results/.{output}.staging/work/waves"
        try:
            listed = get(f"http://127.0.0.1:{self.name_page}/webhdfs/v1/{path}?op=LISTSTATUS")
        except OSError:
            return 0
        return len(re.findall(r'"pathSuffix":"wave-\d+"', listed))

    def published(self, output):
        return self.files("-test", "-e", f"/results/{output}").returncode == 0

    def results(self, output):
        copy = self.folder("results") / output
        shutil.rmtree(copy, ignore_errors=True)
        self.files("-get", f"/results/{output}", str(copy))
        return Results(copy)
