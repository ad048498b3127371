"""The server, its bucket, and what is in it, read without ordermatrix."""

import contextlib
import json
import pathlib
import socket
import subprocess
import sys
import time

import boto3
from botocore.config import Config

BUCKET = "lake"


class Store:
    """A server of the S3 protocol with one bucket."""

    def __init__(self, port):
        self.port = port
        self.client = boto3.client(
            "s3", endpoint_url=f"http://127.0.0.1:{port}", aws_access_key_id="any", aws_secret_access_key="any",
            region_name="us-east-1", config=Config(s3={"addressing_style": "path"}))
        self.client.create_bucket(Bucket=BUCKET)

    def upload(self, path, key):
        self.client.upload_file(str(path), BUCKET, key)

    def put(self, key, text):
        self.client.put_object(Bucket=BUCKET, Key=key, Body=text.encode())

    def keys(self, prefix):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        return [found["Key"] for page in pages for found in page.get("Contents", [])]

    def text(self, key):
        return self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def delete(self, prefix):
        keys = self.keys(prefix)
        # As many as a request may name.
        for first in range(0, len(keys), 1000):
            named = [{"Key": key} for key in keys[first:first + 1000]]
            self.client.delete_objects(Bucket=BUCKET, Delete={"Objects": named})

    def current(self, output):
        """The name of the published version; None if there is none."""
        try:
            return json.loads(self.text(f"{output}/current.json"))["version"]
        except self.client.exceptions.NoSuchKey:
            return None

    def versions(self, output):
        return {key.split("/")[2] for key in self.keys(f"{output}/versions/") if key.split("/")[2]}

    def files(self, output):
        """The content of the published results by path; only what run.json lists, and that as it says."""
        prefix = f"{output}/versions/{self.current(output)}/"
        record = json.loads(self.text(prefix + "run.json"))
        files = {file["path"]: self.text(prefix + file["path"]) for file in record["outputs"]}
        for file in record["outputs"]:
            if len(files[file["path"]]) != file["bytes"]:
                raise AssertionError(f"{file['path']} has {len(files[file['path']])} bytes, run.json says {file['bytes']}")
        return files


def memory_server(port, log):
    """Moto, which keeps objects in memory."""
    command = pathlib.Path(sys.executable).parent / "moto_server"
    return server([command, "-H", "127.0.0.1", "-p", str(port)], port, log)


def disk_server(port, jars, folder, log):
    """S3Proxy, which keeps objects in files of a folder."""
    (folder / "objects").mkdir(parents=True)
    settings = folder / "s3proxy.properties"
    settings.write_text(f"s3proxy.endpoint=http://127.0.0.1:{port}\ns3proxy.authorization=none\n"
                        f"jclouds.provider=filesystem-nio2\njclouds.filesystem.basedir={folder / 'objects'}\n")
    # Without them it logs every step, which takes longer than the steps.
    logging = folder / "logback.xml"
    logging.write_text('<configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder>'
                       '<pattern>%d %-5level %msg%n</pattern></encoder></appender>'
                       '<root level="WARN"><appender-ref ref="out"/></root></configuration>')
    return server(["java", "-Xmx1g", f"-Dlogback.configurationFile={logging}", "-cp", f"{jars}/*",
                   "org.gaul.s3proxy.Main", "--properties", str(settings)], port, log)


@contextlib.contextmanager
def server(command, port, log):
    """A server that ends when it is left."""
    with open(log, "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                if time.monotonic() > end or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield Store(port)
    finally:
        process.kill()
        process.wait()
