"""Programs that run in the background and write logs."""

import contextlib
import os
import signal
import subprocess
import time

from common import WORK, java_processes


class Daemons:
    """Processes that are ended with this program, however it ends."""

    def __init__(self, environment):
        self.environment = environment
        self.processes = {}

    def start(self, name, command, **environment):
        log = open(WORK / f"{name}.log", "wb")
        self.processes[name] = subprocess.Popen(
            command, env={**self.environment, **environment}, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            cwd=WORK, start_new_session=True)
        return self.processes[name]

    def stop(self):
        for signal_number in (signal.SIGTERM, signal.SIGKILL):
            for process in self.processes.values():
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal_number)
            time.sleep(2)
        for process in self.processes.values():
            process.wait()
        # Containers of YARN and executors of a killed worker are in sessions of their own.
        for process in java_processes([str(WORK)]):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
