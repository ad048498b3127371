"""Proves what can be proved of Kubernetes without a cluster, and says what it has compared.

    .ci/kubernetes

The files of the image are put together as for its build, and the entry point runs the job from them on this machine. Then
submit/kubernetes.sh submits a run to a mock of the API, which looks at the objects that Spark makes, runs the commands of their
containers as processes, and compares the results. Everything is on 127.0.0.0/8. Needs a JDK, and python3 with venv.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "clusters"))

from api import Api  # noqa: E402
from common import HOME, Failed, check, java_home, say  # noqa: E402
from node import SHORT_LIVED, Node, copy_of, unprivileged  # noqa: E402
from results import Results  # noqa: E402

IMAGE = "registry.example.com/ordermatrix:0.1.0"
NAMESPACE, ACCOUNT = "research", "matrices"
RESTRICTED_POD = {"runAsNonRoot": True, "runAsUser": 185, "runAsGroup": 185, "fsGroup": 185,
                  "seccompProfile": {"type": "RuntimeDefault"}}
RESTRICTED_CONTAINER = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
CLUSTER = {"nodes": "2", "cores-per-node": "2", "memory-per-node": "3 GB"}
PATIENCE_SECONDS = 120


class Kubernetes:
    def __init__(self, work):
        self.work = work
        folder = subprocess.run([str(HOME / "submit/kubernetes/image.sh")], check=True, stdout=subprocess.PIPE, text=True).stdout
        self.image = work / "image"
        copy_of(folder.strip(), self.image)
        self.source = work / "orders.csv"
        subprocess.run([str(HOME / "submit/local.sh"), "generate", "--output", str(self.source), "--rows", "60000", "--dates", "2",
                        "--corrupt", "0.001"], check=True, stdout=subprocess.DEVNULL)
        self.node = Node(self.image, work, java_home())
        self.api = Api(self.node.run, self.node.end)
        self.node.api = self.api

    def local(self):
        """The driver's command of the image, in local mode."""
        output = self.work / "local"
        command = [str(self.image / "opt/entrypoint.sh"), "driver", "--master", "local[2]", "--class", "io.ordermatrix.OrderMatrix",
                   str(self.image / "opt/ordermatrix/ordermatrix.jar"), "run", "--quiet",
                   "--input", str(self.source), "--output", str(output)]
        environment = {"PATH": f"{java_home()}/bin:/usr/bin:/bin", "JAVA_HOME": java_home(), "SPARK_LOCAL_IP": "127.0.0.1",
                       "SPARK_HOME": str(self.image / "opt/spark"), "SPARK_DRIVER_BIND_ADDRESS": "127.0.0.1",
                       **SHORT_LIVED}
        done = subprocess.run(command, env=environment, cwd=self.work, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
                              **unprivileged())
        check(done.returncode == 0, "the image's entry point runs the job from the image's files, in local mode, as another user"
              + (f": {done.stderr[-2000:]}" if done.returncode else ""))
        return Results(output)

    def submit(self, name, *command):
        """The exit status of the script, and what it says."""
        settings = {"spark.kubernetes.driver.master": self.api.address["driver"], "spark.eventLog.enabled": "false",
                    **{f"spark.ordermatrix.cluster.{key}": value for key, value in CLUSTER.items()}}
        script = [str(HOME / "submit/kubernetes.sh"), f"k8s://{self.api.address['submission']}", "--image", IMAGE,
                  "--namespace", NAMESPACE, "--account", ACCOUNT,
                  *(word for key, value in settings.items() for word in ("--conf", f"{key}={value}")), *command]
        log = self.work / f"{name}.log"
        with open(log, "wb") as out:
            status = subprocess.run(script, env={**os.environ, **SHORT_LIVED, "SPARK_LOCAL_IP": "127.0.0.1"}, stdout=out, stderr=out,
                                    stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS).returncode
        return status, log.read_text()

    def pods(self, role):
        return [pod for pod in self.api.posted("pods") if pod["metadata"]["labels"].get("spark-role") == role]

    def driver(self, command):
        [pod] = self.pods("driver")
        [container] = pod["spec"]["containers"]
        check(pod["metadata"]["namespace"] == NAMESPACE and pod["spec"]["serviceAccountName"] == ACCOUNT,
              f"the driver's pod is in the namespace {NAMESPACE} and has the service account {ACCOUNT}")
        self.is_restricted(pod, "the driver's pod")
        arguments = container["args"]
        check(container["image"] == IMAGE and arguments[0] == "driver"
              and arguments[arguments.index("--class"):] == ["--class", "io.ordermatrix.OrderMatrix",
                                                             "local:///opt/ordermatrix/ordermatrix.jar", *command],
              f"its image is {IMAGE}, and its command is the job's: {' '.join(command)}")
        # A tenth of the memory, and 384 MiB at least, is Spark's own.
        check(container["resources"]["limits"]["memory"] == container["resources"]["requests"]["memory"] == f"{1907 + 384}Mi",
              "its memory is spark.driver.memory and what Spark needs beside it, 2291 MiB")

    def is_restricted(self, pod, what):
        [container] = pod["spec"]["containers"]
        check(pod["spec"]["securityContext"] == RESTRICTED_POD and container["securityContext"] == RESTRICTED_CONTAINER,
              f"{what} runs as user 185, not as root, without any capability")

    def other_objects(self):
        [driver] = self.pods("driver")
        services, maps, policies = (self.api.posted(kind) for kind in ("services", "configmaps", "networkpolicies"))
        check(len(services) == 1 and services[0]["spec"]["clusterIP"] == "None"
              and services[0]["spec"]["selector"].items() <= driver["metadata"]["labels"].items(),
              "a service without an address of its own gives the driver's pod a name")
        owned = [thing for thing in services + maps + policies if any(
            owner["uid"] == driver["metadata"]["uid"] for owner in thing["metadata"].get("ownerReferences", []))]
        check(len(owned) == len(services + maps + policies) >= 5,
              f"the driver's pod owns the service, {len(maps)} config maps and {len(policies)} network policy, which go with it")

        [ingress] = policies[0]["spec"]["ingress"]
        [source] = ingress["from"]
        application = {"spark-app-selector": driver["metadata"]["labels"]["spark-app-selector"]}
        check(policies[0]["spec"]["podSelector"]["matchLabels"] == {**application, "spark-role": "executor"}
              and source["podSelector"]["matchLabels"] == application,
              "the network policy lets only pods of the same run connect to executors")

    def executors(self, results):
        plan = {setting["name"]: setting["value"] for setting in results.record["plan"]}
        pods = self.pods("executor")
        check(len(pods) == int(plan["executors"]) == 2, "2 executors were asked for, as the cluster block has it")
        mebibytes = int(plan["memory per executor"].split()[0]) + int(plan["memory overhead per executor"].split()[0])
        for pod in pods:
            [container] = pod["spec"]["containers"]
            resources = container["resources"]
            check(container["image"] == IMAGE and container["args"] == ["executor"] and pod["metadata"]["namespace"] == NAMESPACE
                  and resources["requests"]["cpu"] == plan["cores per executor"]
                  and resources["limits"]["memory"] == resources["requests"]["memory"] == f"{mebibytes}Mi",
                  f"{pod['metadata']['name']}: image, namespace, {plan['cores per executor']} core, {mebibytes} MiB")
            self.is_restricted(pod, pod["metadata"]["name"])

    def account(self):
        rule = (HOME / "submit/kubernetes/account.yaml").read_text()
        allowed = {key: set(re.search(rf"{key}: \[([^\"]*?)\]", rule).group(1).split(", ")) for key in ("resources", "verbs")}
        beyond = [(verb, resource) for verb, resource in sorted(self.api.asked["driver"])
                  if verb not in allowed["verbs"] or resource not in allowed["resources"]]
        check(not beyond, f"account.yaml allows the driver's {len(self.api.asked['driver'])} kinds of requests"
              + (f", but not {beyond}" if beyond else ""))

    def operator(self):
        """The example for the operator says what the script says."""
        manifest = (HOME / "submit/kubernetes/spark-application.yaml").read_text()
        [properties] = [data["spark.properties"] for data in (thing["data"] for thing in self.api.posted("configmaps"))
                        if "spark.driver.memory" in data.get("spark.properties", "")]
        submitted = dict(re.sub(r"\\(.)", r"\1", line).split("=", 1) for line in properties.splitlines() if "=" in line)
        settings = dict(re.findall(r'^    (spark\.\S+): "(.*)"$', manifest, re.MULTILINE))
        same = [key for key in settings if submitted.get(key) == settings[key]]
        own = ["spark.eventLog.enabled", "spark.kubernetes.authenticate.driver.serviceAccountName",
               *(f"spark.ordermatrix.cluster.{key}" for key in CLUSTER)]
        check(sorted(settings) == sorted(same + own) and set(own) <= set(submitted),
              f"spark-application.yaml has the {len(same)} settings of the script that are not this run's own")

    def prove(self):
        local = self.local()
        command = ["run", "--input", str(self.source), "--output", str(self.work / "results")]
        started = time.monotonic()
        status, log = self.submit("submission", *command)
        check(status == 0, f"submit/kubernetes.sh ended with 0 after {time.monotonic() - started:.0f} s"
              + (f": {log[-3000:]}" if status else ""))
        self.driver(command)
        self.other_objects()
        results = Results(self.work / "results")
        self.executors(results)
        results.compare(local, "the containers' commands, run as processes")
        left = [pod["metadata"]["name"] for pod in self.api.find(NAMESPACE, "pods")]
        check(len(left) == 1 and left[0].endswith("-driver"), f"the executors' pods are removed when the run is over: {left}")
        self.account()
        self.operator()
        status, log = self.submit("failure", *command, "--security", "nonsense")
        check(status == 2, f"a driver's exit status is that of the script: {status}")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    started = time.monotonic()
    # Another user must be able to get there, which is not sure of the checkout.
    work = pathlib.Path(tempfile.mkdtemp(prefix="ordermatrix-kubernetes-"))
    work.chmod(0o777)
    kubernetes = Kubernetes(work)
    try:
        kubernetes.prove()
    except Failed as failure:
        say(str(failure))
        say(f"FAILED; the logs are in {work}")
        return 1
    finally:
        kubernetes.node.stop()
    shutil.rmtree(work)
    say(f"All of it holds on a mock of Kubernetes, proved in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
