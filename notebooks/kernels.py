"""Registers the notebooks' kernels in the environment that runs this."""

import argparse
import json
import sys
from pathlib import Path

KERNELS = Path(sys.prefix, "share", "jupyter", "kernels")

# Without it, Spark looks for the host's name and complains where that is the loopback address.
ENVIRONMENT = {"SPARK_LOCAL_IP": "127.0.0.1"}


def register(name: str, display_name: str, language: str, command: list[str]) -> None:
    folder = KERNELS / name
    folder.mkdir(parents=True, exist_ok=True)
    kernel = {
        "argv": command,
        "display_name": display_name,
        "language": language,
        "env": ENVIRONMENT,
        "interrupt_mode": "message" if language == "java" else "signal",
    }
    (folder / "kernel.json").write_text(json.dumps(kernel, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True, help="the java command")
    parser.add_argument("--java-options", required=True, help="what Spark's launcher passes to a JVM")
    parser.add_argument("--memory", required=True, help="heap of the Java kernel, like 2048m")
    parser.add_argument("--class-path", required=True, help="ordermatrix and Spark")
    parser.add_argument("--log-configuration", required=True, help="a file for log4j")
    arguments = parser.parse_args()

    python = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    # What Spark's JVM says at its start belongs to the terminal, not below a cell.
    python.append("--IPKernelApp.capture_fd_output=False")
    register("ordermatrix-python", "ordermatrix (Python)", "python", python)

    # One JVM is the kernel and Spark's driver, so Spark and the jar are on its own class path. The kernel's jar is the
    # last: it brings libraries that Spark has too.
    class_path = arguments.class_path + ":" + str(KERNELS / "java" / "jjava.jar")
    java = [arguments.java, *arguments.java_options.split(), "--enable-native-access=ALL-UNNAMED"]
    # The kernel looks into JShell, which its own launcher opens to it in the same way.
    java.append("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED")
    java.append(f"-Xmx{arguments.memory}")
    java += [f"-Dlog4j2.configurationFile={arguments.log_configuration}", "-Dordermatrix.log.direct=true"]
    java += ["-cp", class_path, "org.dflib.jjava.distro.JJava", "{connection_file}"]
    register("ordermatrix-java", "ordermatrix (Java)", "java", java)


main()
