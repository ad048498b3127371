"""What a node of Kubernetes does with a pod, as far as it can be done without containers: runs the entry point of the image's
folder as a process, as another user where this program may."""

import contextlib
import copy
import itertools
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import threading

# The image's own user is not known here; this one has as little to say.
USER = "nobody"
# The JVMs are over before better code would pay.
SHORT_LIVED = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}


def unprivileged():
    """What starts a process as a user without rights."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Node:
    """Pods as processes. The paths of a container are those of its pod's folder, and its address is one of this machine's."""

    def __init__(self, image, folder, java_home):
        self.image, self.folder, self.java_home = image, folder, java_home
        self.addresses = (f"127.0.0.{number}" for number in itertools.count(2))
        self.names = {}
        self.processes = {}
        self.api = None

    def run(self, namespace, pod):
        name = pod["metadata"]["name"]
        address = next(self.addresses)
        folder = self.folder / name
        folder.mkdir()
        folder.chmod(0o777)
        threading.Thread(target=self.live, args=(namespace, copy.deepcopy(pod), address, folder), daemon=True).start()

    def inside(self, text, container, folder):
        """A text of a container with its paths and names as they are on this machine."""
        places = {mount["mountPath"]: folder for mount in container.get("volumeMounts", [])}
        places.update({"/opt/spark/": self.image, "/opt/ordermatrix/": self.image})
        # All at once, so that what has been replaced is left alone; a path below another comes first.
        words = {**{path: f"{place}{path}" for path, place in places.items()}, **self.names}
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        return re.sub(pattern, lambda found: words[found.group()], text)

    def live(self, namespace, pod, address, folder):
        container = pod["spec"]["containers"][0]
        self.mount(namespace, pod, container, address, folder)
        environment = {"PATH": os.environ["PATH"], "JAVA_HOME": self.java_home, "SPARK_HOME": str(self.image / "opt/spark"),
                       **SHORT_LIVED}
        for variable in container.get("env", []):
            source = variable.get("valueFrom", {}).get("fieldRef", {}).get("fieldPath")
            fields = {"status.podIP": address, "metadata.name": pod["metadata"]["name"]}
            value = fields[source] if source else variable.get("value", "")
            environment[variable["name"]] = self.inside(value, container, folder)
        arguments = [self.inside(argument, container, folder) for argument in container["args"]]
        with open(folder / "log", "wb") as log:
            process = subprocess.Popen(
                [str(self.image / "opt/entrypoint.sh"), *arguments], env=environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, cwd=folder, start_new_session=True, **unprivileged())
        self.processes[pod["metadata"]["name"]] = process
        self.report(namespace, pod, container, address, "Running", {"running": {"startedAt": "2026-01-01T00:00:00Z"}})
        status = process.wait()
        if self.api.find(namespace, "pods", pod["metadata"]["name"]):
            self.report(namespace, pod, container, address, "Failed" if status else "Succeeded", {"terminated": {
                "exitCode": status, "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:01Z",
                "reason": "Error" if status else "Completed"}})

    def mount(self, namespace, pod, container, address, folder):
        volumes = {volume["name"]: volume for volume in pod["spec"].get("volumes", [])}
        for mount in container.get("volumeMounts", []):
            place = folder / mount["mountPath"].lstrip("/")
            place.mkdir(parents=True, exist_ok=True)
            place.chmod(0o777)
            volume = volumes[mount["name"]]
            if "configMap" in volume:
                # Spark makes some of them after the pod that needs them, and a node waits. Services come before them.
                data = self.config_map(namespace, volume["configMap"]["name"])
                self.resolve(namespace, pod, address)
                for item in volume["configMap"].get("items", [{"key": key, "path": key} for key in data]):
                    (place / item["path"]).write_text(self.inside(data[item["key"]], container, folder))
            elif "emptyDir" not in volume:
                raise ValueError(f"A volume that this node does not know: {volume}")

    def resolve(self, namespace, pod, address):
        """Lets the name of a service lead to the pod that its selector chooses."""
        for service in self.api.find(namespace, "services"):
            if service["spec"]["selector"].items() <= pod["metadata"]["labels"].items():
                self.names[f"{service['metadata']['name']}.{namespace}.svc"] = address

    def config_map(self, namespace, name):
        for _ in range(100):
            if found := self.api.find(namespace, "configmaps", name):
                return found[0].get("data", {})
            threading.Event().wait(0.1)
        raise ValueError(f"There is no config map {name}")

    def report(self, namespace, pod, container, address, phase, state):
        pod = copy.deepcopy(pod)
        is_running = phase == "Running"
        pod["status"] = {
            "phase": phase, "podIP": address, "startTime": "2026-01-01T00:00:00Z",
            "conditions": [{"type": "Ready", "status": str(is_running)}],
            "containerStatuses": [{"name": container["name"], "image": container["image"], "ready": is_running,
                                   "restartCount": 0, "state": state}]}
        self.api.put(namespace, "pods", pod)

    def end(self, pod):
        process = self.processes.get(pod["metadata"]["name"])
        if process:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    def stop(self):
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)


def copy_of(folder, target):
    """A copy that another user can read, of links where they are possible."""
    def link(source, copied):
        try:
            os.link(source, copied)
        except OSError:
            shutil.copy2(source, copied)
        return copied
    shutil.copytree(folder, target, copy_function=link)
    for path in [target, *pathlib.Path(target).rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
