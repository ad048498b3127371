"""Proves on a real server of the S3 protocol that an object store gives the results of a local run.

    .ci/s3                      the first four of the following in a short form
    .ci/s3 commands             every command, secrets, two runs at once
    .ci/s3 cluster              a run on a standalone cluster
    .ci/s3 kills [N] [SEED]     kills N runs at any of their requests, and runs the same command again
    .ci/s3 faults [N] [SEED]    N runs whose requests fail or whose answers are lost
    .ci/s3 latency [ROWS]       the rate of a scan with 30 ms added to each request
    .ci/s3 size [ROWS]          input and output of 2 GB, with submit/local.sh and on a standalone cluster

Everything runs on 127.0.0.1 and lies in target/s3. Needs a JDK, Maven, and python3 with venv.
"""

import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "clusters"))

import common
from common import HOME, SHORT_LIVED, Failed, check, free_ports, say, until
from proxy import Faults, Kill, proxy
from standalone import Standalone
from store import BUCKET, disk_server, memory_server

WORK = HOME / "target/s3/work"
SERVER_JARS = HOME / "target/s3/s3proxy"
SCRIPT = str(HOME / "submit/local.sh")
ROWS = 16_000
LATENCY_ROWS = 3_400_000
# 2 GB.
SIZE_ROWS = 13_600_000
ACCESS, SECRET = "KNOWNACCESSKEY", "KNOWNSECRETKEY"
# The environment is where most have them; a command line is seen by others.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": ACCESS, "AWS_SECRET_ACCESS_KEY": SECRET}
# Short waves, so that a kill finds some done and some not.
WAVES = ["-Dspark.ordermatrix.scan.chunk-size=512 KiB", "-Dspark.ordermatrix.scan.wave-size=1 MiB"]
# Without the retries of Amazon's client, those of S3A itself are seen.
RETRIES = [[], ["--conf", "spark.hadoop.fs.s3a.attempts.maximum=0"]]
# What a run says about itself, and about the places of its input.
ABOUT_ITSELF = {"run.json", "report.html", "inputs.jsonl.gz"}


class Proof:
    def __init__(self, store):
        self.store = store
        self.endpoint = store.port
        self.more = []

    def settings(self):
        return [*self.more, "--conf", f"spark.hadoop.fs.s3a.endpoint=http://127.0.0.1:{self.endpoint}",
                "--conf", "spark.hadoop.fs.s3a.path.style.access=true"]

    def command(self, *arguments):
        return [SCRIPT, *self.settings(), *arguments]

    def start(self, *arguments):
        return subprocess.Popen(self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=os.environ | CREDENTIALS)

    def run(self, *arguments, expected=0):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=600)
        for text in (out, err):
            if SECRET in text or ACCESS in text:
                raise Failed(f"{arguments[0]} has printed a secret")
        if process.returncode != expected:
            raise Failed(f"{' '.join(arguments)} ended with {process.returncode}, expected {expected}: {err}")
        return out, err

    def job(self, output, *more, feed="orders.csv"):
        return ["run", "--quiet", "--input", str(WORK / feed), "--output", f"s3a://{BUCKET}/{output}",
                "--keep-orders", "--lifecycles", *WAVES, *more]

    def same(self, output, local, places=("", "")):
        """Whether the published results are those of a local run, apart from where their input was: there, and here."""
        files = self.store.files(output)
        if "rejects.csv" in files:
            files["rejects.csv"] = files["rejects.csv"].replace(*(place.encode() for place in places))
        wanted = {str(path.relative_to(local)): path for path in local.rglob("*") if path.is_file()}
        if set(files) | {"run.json"} != set(wanted):
            raise Failed(f"{output} has other files than {local}: {sorted(set(files) ^ set(wanted))}")
        return all(files[name] == path.read_bytes() for name, path in wanted.items() if name not in ABOUT_ITSELF)

    def commands(self, local):
        self.run(*self.job("results"))
        check(self.same("results", local["all"]), "a run into s3a gives what a local run gives, to the byte")
        check(not [key for key in self.store.keys("results/work/") if not key.endswith("/")], "no wave is left")
        out, _ = self.run("run", *self.job("results")[2:])
        check(out.startswith("Nothing to do"), "the same command again has nothing to do")
        _, err = self.run(*self.job("results", "--participant", "69"), expected=2)
        check(err.strip().splitlines()[-1].endswith("use --overwrite to replace them"), "other results are not replaced unasked")
        first = self.store.current("results")
        self.run(*self.job("results", "--overwrite"))
        check(self.store.versions("results") == {first, self.store.current("results")} and first != self.store.current("results"),
              "the version before stays for those who read it")
        out, _ = self.run("clean", "--run", f"s3a://{BUCKET}/results")
        check("1 older version removed" in out and self.store.versions("results") == {self.store.current("results")},
              "clean removes it")
        before = self.store.files("results")["report.html"]
        self.run("report", "--run", f"s3a://{BUCKET}/results")
        check(self.store.files("results")["report.html"].split(b"\n")[0] == before.split(b"\n")[0], "report writes the page again")
        self.run("run", "--quiet", "--input", f"s3a://{BUCKET}/results", "--output", f"s3a://{BUCKET}/asked",
                 "--participant", "69")
        check(self.same("asked", local["asked"]), "a question to results gives what the same question to local ones gives")
        self.store.upload(WORK / "orders.csv", "feed/orders.csv")
        first_day = ["--input", f"s3a://{BUCKET}/feed"]
        self.run("run", "--quiet", *first_day, "--output", f"s3a://{BUCKET}/daily", "--keep-orders", "--lifecycles")
        places = (f"s3a://{BUCKET}/feed/", f"{WORK}/feed/")
        check(self.same("daily", local["first"], places), "input in s3a gives the same")
        self.store.upload(WORK / "more.csv", "feed/orders-2.csv")
        self.run("run", "--quiet", *first_day, "--output", f"s3a://{BUCKET}/daily", "--keep-orders", "--lifecycles", "--update")
        check(self.same("daily", local["both"], places), "an update gives what a run over all files gives")
        self.two_at_once()
        self.secrets()

    def two_at_once(self):
        self.store.delete("results/")
        # Slow, so that the second has ended before it.
        with proxy(self.store.port, Faults(delay_seconds=0.06)) as self.endpoint:
            first = self.start(*self.job("results"))
            self.endpoint = self.store.port
            until(lambda: self.store.keys("results/lock.json"), "the first run's lock", 60)
            _, err = self.run(*self.job("results", "--overwrite"), expected=2)
            check("is writing to it" in err.strip().splitlines()[-1], "of two runs at once the second says so")
            # As if the first had slept for so long that another took its lock.
            self.store.put("results/current.json", '{"version":"of-another"}')
            _, err = first.communicate(timeout=600)
        check(first.returncode == 2 and "another run has published" in err and self.store.current("results") == "of-another",
              "a run whose lock was lost does not replace what another has published")
        self.store.delete("results/")

    def secrets(self):
        log = WORK / "events"
        log.mkdir()
        arguments = self.command("--conf", "spark.eventLog.enabled=true", "--conf", f"spark.eventLog.dir=file://{log}",
                                 "--conf", "spark.eventLog.compress=false",
                                 "--conf", f"spark.hadoop.fs.s3a.access.key={ACCESS}",
                                 "--conf", f"spark.hadoop.fs.s3a.secret.key={SECRET}", *self.job("secret", "--verbose"))
        done = subprocess.run(arguments, capture_output=True, timeout=600)
        written = {key: self.store.text(key) for key in self.store.keys("")}
        written |= {str(path): path.read_bytes() for path in log.rglob("*") if path.is_file()}
        written |= {"stdout": done.stdout, "stderr": done.stderr}
        found = [name for name, content in written.items() if SECRET.encode() in content or ACCESS.encode() in content]
        check(done.returncode == 0 and any(b"fs.s3a.secret.key" in content for content in written.values()) and not found,
              f"no secret is in {len(written)} objects, event logs and outputs: {found or 'none'}")
        self.store.delete("secret/")

    def cluster(self, local):
        self.run_on_cluster(*self.job("clustered"))
        check(self.same("clustered", local["all"]), "a standalone cluster gives what a local run gives, to the byte")
        self.store.delete("clustered")

    def run_on_cluster(self, *arguments):
        spark_home = subprocess.run([str(HOME / "submit/spark-home.sh")], check=True, capture_output=True, text=True).stdout.strip()
        common.WORK.mkdir(parents=True, exist_ok=True)
        cluster = Standalone(spark_home)
        try:
            cluster.start()
            done = subprocess.run(
                [str(HOME / "submit/standalone.sh"), cluster.master, *cluster.settings(), *self.settings(),
                 "--conf", "spark.driver.host=127.0.0.1", *arguments],
                env=cluster.environment | CREDENTIALS, capture_output=True, text=True, timeout=1800)
        finally:
            cluster.daemons.stop()
        if done.returncode != 0:
            raise Failed(f"the run on a cluster ended with {done.returncode}: {done.stderr[-3000:]}")

    def kills(self, local, count, seed):
        """Every third kill is in the last requests of a run, from the put of run.json on, which publish the results. The results
        that are replaced are those of other files; every fourth run finds none."""
        random_of = random.Random(seed)
        feeds = {"orders.csv": local["all"], "more.csv": local["more"]}
        whole, publishing = self.requests_of_run()
        outcomes = {"old": 0, "new": 0, "none": 0}
        held = None
        number = 0
        while number < count:
            feed = "more.csv" if held == "orders.csv" else "orders.csv"
            if number % 4 == 0:
                self.store.delete("killed")
                held = None
            if number % 3 == 2:
                kill = Kill(random_of.randint(1, publishing), random_of.random() < 0.5, "/run.json")
            else:
                # All of the run in as many parts as there are kills.
                kill = Kill(1 + int(whole * (number + random_of.random()) / count), random_of.random() < 0.5)
            old = self.store.current("killed")
            with proxy(self.store.port, kill) as self.endpoint:
                kill.process = self.start(*self.job("killed", "--overwrite", feed=feed))
                kill.process.communicate(timeout=600)
            self.endpoint = self.store.port
            now = self.store.current("killed")
            if kill.process.returncode == -signal.SIGKILL:
                number += 1
                outcome = "none" if now is None else "old" if now == old else "new"
                outcomes[outcome] += 1
                say(f"    kill {number} of {count} {'after' if kill.passed_on else 'before'} {kill.at}: {outcome}")
            # Otherwise the run had fewer requests, and has ended.
            if old is not None and now is None:
                raise Failed(f"kill {number}: no results are left")
            if now is not None and not self.same("killed", feeds[held if now == old else feed]):
                raise Failed(f"kill {number}: what is published is not whole")
            self.run(*self.job("killed", "--overwrite", feed=feed))
            if not self.same("killed", feeds[feed]):
                raise Failed(f"kill {number}: the results after it are not those of a local run")
            held = feed
        check(True, f"{count} of {count} kills left whole results, and the same command went on (seed {seed}): {outcomes}")
        self.store.delete("killed")

    def requests_of_run(self):
        """How many requests a run makes, and how many of them from the put of run.json on."""
        faults = Faults()
        with proxy(self.store.port, faults) as self.endpoint:
            self.run(*self.job("counted"))
        self.endpoint = self.store.port
        self.store.delete("counted")
        begins = next(at for at, request in enumerate(faults.seen) if request.startswith("PUT") and request.endswith("/run.json"))
        say(f"    a run makes {len(faults.seen)} requests, {len(faults.seen) - begins} of them to publish")
        return len(faults.seen), len(faults.seen) - begins

    def faults(self, local, count, seed):
        totals = {"refused": 0, "lost": 0, "requests": 0}
        for number in range(count):
            ends = [["current.json"], ["lock.json"], ["wave.json"], ["run.json"], []][number % 5]
            faults = Faults(seed + number, refused=0.02, lost=0.02, lost_puts_of=ends)
            self.more = RETRIES[number % 2]
            with proxy(self.store.port, faults) as self.endpoint:
                self.run(*self.job("faulty"))
            self.endpoint = self.store.port
            self.more = []
            if faults.lost_puts_of:
                raise Failed(f"fault {number}: no put of {ends} was seen")
            if not self.same("faulty", local["all"]):
                raise Failed(f"fault {number}: the results are not those of a local run")
            self.store.delete("faulty")
            for name, share in faults.counts.items():
                totals[name] += share
        check(totals["refused"] > 0 and totals["lost"] > 0,
              f"{count} of {count} runs with faults gave the same results (seed {seed}): {totals}")

    def latency(self, rows):
        generate(WORK / "large.csv", rows, 2)
        self.store.upload(WORK / "large.csv", "large/large.csv")
        rates = {}
        for delay in (0.0, 0.03, 0.0, 0.03):
            with proxy(self.store.port, Faults(delay_seconds=delay)) as self.endpoint:
                output = WORK / "latency"
                shutil.rmtree(output, ignore_errors=True)
                self.run("run", "--quiet", "--input", f"s3a://{BUCKET}/large", "--output", str(output))
            record = json.loads((output / "run.json").read_text())
            rates.setdefault(delay, []).append(record["phases"]["scan"])
        self.endpoint = self.store.port
        say(f"  seconds of the scan: {rates}")
        share = min(rates[0.0]) / min(rates[0.03])
        check(share >= 0.8, f"with 30 ms more for each request a scan has {share:.0%} of its rate")

    def size(self, rows):
        file, local = WORK / "large.csv", WORK / "local-large"
        generate(file, rows, 3, "--corrupt", "0.001")
        options = ["--keep-orders", "--lifecycles"]
        subprocess.run([SCRIPT, "run", "--quiet", "--input", str(file), "--output", str(local), *options], check=True)
        self.store.upload(file, "large/large.csv")
        gigabytes = file.stat().st_size / 1e9
        for output, run, what in (("one", self.run, "submit/local.sh"), ("many", self.run_on_cluster, "a standalone cluster")):
            before = time.monotonic()
            run("run", "--quiet", "--input", f"s3a://{BUCKET}/large", "--output", f"s3a://{BUCKET}/{output}", *options)
            seconds = time.monotonic() - before
            check(self.same(output, local, (f"s3a://{BUCKET}/large/", f"{WORK}/")),
                  f"{what} gives for {gigabytes:.1f} GB in s3a what a local run gives, to the byte, in {seconds:.0f} s")
            self.store.delete(output)


def generate(path, rows, dates, *more):
    subprocess.run([SCRIPT, "generate", "--output", str(path), "--rows", str(rows), "--dates", str(dates), *more], check=True,
                   stdout=subprocess.DEVNULL)


def empty_folder():
    if WORK.exists():
        shutil.rmtree(WORK)
    WORK.mkdir(parents=True)


def local_runs():
    """The local runs that everything is compared with."""
    generate(WORK / "orders.csv", ROWS, 3, "--corrupt", "0.001")
    generate(WORK / "more.csv", ROWS // 2, 2, "--seed", "7", "--corrupt", "0.001")
    feed = WORK / "feed"
    feed.mkdir()
    shutil.copy(WORK / "orders.csv", feed / "orders.csv")
    shutil.copy(WORK / "more.csv", feed / "orders-2.csv")
    results = {}
    whole = ["--keep-orders", "--lifecycles"]
    for name, arguments in {
        "all": ["--input", str(WORK / "orders.csv"), *whole],
        "more": ["--input", str(WORK / "more.csv"), *whole],
        "first": ["--input", str(feed / "orders.csv"), *whole],
        "both": ["--input", str(feed), *whole],
        "asked": ["--input", str(WORK / "local-all"), "--participant", "69"],
    }.items():
        results[name] = WORK / f"local-{name}"
        subprocess.run([SCRIPT, "run", "--quiet", *arguments, "--output", str(results[name])], check=True,
                       stdout=subprocess.DEVNULL)
    return results


def start_server(kind):
    port, log = free_ports(1)[0], WORK / "server.log"
    if kind != "size":
        return memory_server(port, log)
    if not SERVER_JARS.exists():
        subprocess.run(["mvn", "-q", "-B", "-f", str(HOME / ".ci/s3proxy.xml"), "dependency:copy-dependencies",
                        "-DincludeScope=runtime", f"-DoutputDirectory={SERVER_JARS}"], check=True)
    return disk_server(port, SERVER_JARS, WORK / "server", log)


def main():
    kind, numbers = (sys.argv[1] if len(sys.argv) > 1 else "all"), [int(word) for word in sys.argv[2:]]
    if kind not in ("all", "commands", "cluster", "kills", "faults", "latency", "size"):
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if kind not in ("latency", "size"):
        os.environ.setdefault("JDK_JAVA_OPTIONS", SHORT_LIVED)
    started = time.monotonic()
    empty_folder()
    local = None if kind in ("latency", "size") else local_runs()
    seed = numbers[1] if len(numbers) > 1 else random.randrange(1 << 30)
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(start_server(kind))
        proof = Proof(store)
        try:
            if kind in ("all", "commands"):
                proof.commands(local)
            if kind in ("all", "cluster"):
                proof.cluster(local)
            if kind in ("all", "kills"):
                proof.kills(local, numbers[0] if numbers else 3, seed)
            if kind in ("all", "faults"):
                proof.faults(local, numbers[0] if numbers else 2, seed)
            if kind == "latency":
                proof.latency(numbers[0] if numbers else LATENCY_ROWS)
            if kind == "size":
                proof.size(numbers[0] if numbers else SIZE_ROWS)
        except Failed as failure:
            say(str(failure))
            say(f"FAILED; what it left is in {WORK}")
            return 1
    say(f"All of it holds on S3, proved in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
