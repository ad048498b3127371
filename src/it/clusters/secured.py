"""A standalone cluster whose members share a secret, encrypt what they say, and what Spark leaves on disks."""

import json
import os
import pathlib
import secrets
import threading
import time

from common import PATIENCE_SECONDS, WORK, check, get, java_processes, listeners
from standalone import Standalone

SECURITY = {"spark.authenticate": "true", "spark.network.crypto.enabled": "true", "spark.io.encryption.enabled": "true",
            # Whoever reaches this server can start drivers, without a secret.
            "spark.master.rest.enabled": "false"}


class CommandLines:
    """Those of all processes that are seen, until it is closed, that have a text in them."""

    def __init__(self, text):
        self.text, self.found, self.seen, self.closed = text.encode(), set(), set(), threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.closed.wait(0.1):
            for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    line = file.read_bytes()
                except OSError:
                    continue
                if str(WORK).encode() in line:
                    self.seen.add(line)
                if self.text in line:
                    self.found.add(line)

    def close(self):
        self.closed.set()
        self.thread.join()


class Secured(Standalone):
    name = "secured"

    def __init__(self, spark_home):
        super().__init__(spark_home)
        self.secret = secrets.token_hex(24)
        self.environment["SPARK_CONF_DIR"] = str(self.defaults("conf", self.secret))
        self.wrong = self.defaults("wrong", secrets.token_hex(24))

    def defaults(self, name, secret):
        """A folder of settings that only its owner can read."""
        file = self.folder(name) / "spark-defaults.conf"
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            for key, value in {**SECURITY, "spark.authenticate.secret": secret}.items():
                print(key, value, file=out)
        return file.parent

    def settings(self):
        # What is compressed can't be searched.
        return [*super().settings(), "--conf", "spark.eventLog.compress=false"]

    def start(self):
        super().start()
        [master] = java_processes(["master.Master", self.master.rpartition(":")[2]])
        check(len(listeners(master)) == 2, f"{self.name}: the master listens to the secret's owners and shows its page, and that is all")

    def refused(self, mode):
        started = time.monotonic()
        name = f"refused-{mode}"
        command = self.submission(mode, ["run", "--quiet", "--input", self.location("sample.csv"), "--output", self.output(name)])
        status = self.daemons.start(f"{self.name}-{name}", command, SPARK_CONF_DIR=str(self.wrong)).wait(PATIENCE_SECONDS)
        lines = (WORK / f"{self.name}-{name}.log").read_text(errors="replace").splitlines()
        check(status != 0 and len(lines) == 1 and "secret" in lines[0] and not self.published(name),
              f"{self.name}, {mode} deploy mode: a wrong secret is refused after {time.monotonic() - started:.0f} s (status {status}):"
              + "".join(f"\n      {line}" for line in lines[:20]))

    def completed(self):
        address, applications = self.history_server()
        check(len(applications) == 2 and all(application["attempts"][0]["completed"] for application in applications),
              f"{self.name}: the history server lists both runs as completed")
        settings = dict(json.loads(get(f"{address}/{applications[0]['id']}/environment"))["sparkProperties"])
        check(all(settings[key] == value for key, value in SECURITY.items()),
              f"{self.name}: they ran with {', '.join(SECURITY)}; their secret is shown as {settings.get('spark.authenticate.secret')}")

    def kept_secret(self, lines):
        files = [file for place in (self.folder(""), *WORK.glob(f"{self.name}-*.log"))
                 for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file()]
        found = [file for file in files if self.secret.encode() in file.read_bytes()]
        check(sorted(file.name for file in found) == ["spark-defaults.conf"],
              f"{self.name}: of {len(files)} files (results, event logs, logs, what workers keep) only the one has the secret that"
              f" only its owner can read: {[str(file) for file in found]}")
        check(lines.seen and not lines.found, f"{self.name}: none of {len(lines.seen)} command lines had it")

    def prove(self, local):
        lines = CommandLines(self.secret)
        try:
            self.start()
            self.samples(local)
            for mode in ("client", "cluster"):
                self.refused(mode)
            self.completed()
            lines.close()
            self.kept_secret(lines)
        finally:
            self.daemons.stop()
