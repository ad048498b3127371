"""What all proofs use: where things are, saying and checking, ports, processes."""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import time
import urllib.request

HOME = pathlib.Path(__file__).resolve().parent.parent.parent.parent
WORK = HOME / "target/clusters"
HADOOP_JARS = HOME / "target/hadoop-daemons"
ROLLUPS = ["overall", "by_security", "by_date", "by_participant", "by_hour", "by_order_size", "by_security_date",
           "by_date_hour", "matrix", "rejects"]
SAMPLE_ROWS = 100_000
LONG_ROWS = 2_500_000
CHUNK_SIZE = "4 MB"
# Short waves, so that a kill finds some done and some not.
LONG_RUN = ["-Dspark.ordermatrix.scan.chunk-size=8 MiB", "-Dspark.ordermatrix.scan.wave-size=24 MiB"]
PATIENCE_SECONDS = 600
# For JVMs that are over before better machine code would pay.
SHORT_LIVED = "-XX:TieredStopAtLevel=1"
# What is killed then has tasks to lose.
SECONDS_INTO_WAVE = 1.5


def say(text):
    print(time.strftime("%H:%M:%S ") + text, flush=True)


class Failed(Exception):
    pass


def check(holds, claim):
    if not holds:
        raise Failed("NOT SO: " + claim)
    say("  ok: " + claim)


def until(condition, what, seconds=PATIENCE_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise Failed(f"Waited {seconds} s in vain for {what}")


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def get(url):
    with urllib.request.urlopen(url, timeout=120) as answer:
        return answer.read().decode()


def java_processes(words):
    """Ids of the Java processes that have all these words in their command."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if "java" in command[0] and all(any(word in part for part in command) for word in words):
                found.append(int(folder.name))
    return sorted(found)


def listeners(process):
    """The addresses on which a process listens, and whether they are of this machine alone."""
    inodes = set()
    for descriptor in pathlib.Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):
            inodes.update(re.findall(r"socket:\[(\d+)\]", os.readlink(descriptor)))
    found = {}
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                address = fields[1].rsplit(":", 1)[0]
                found[fields[1]] = address in (
                    "0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")
    return found


def kill(process, what):
    say(f"  kill -9 {process} ({what})")
    os.kill(process, signal.SIGKILL)


def java_home():
    if os.environ.get("JAVA_HOME"):
        return os.environ["JAVA_HOME"]
    return str(pathlib.Path(shutil.which("java")).resolve().parent.parent)
