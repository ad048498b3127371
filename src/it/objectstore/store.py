"""The server, its bucket, and what is in it, read without ordermatrix."""

import contextlib
import json
import pathlib
import subprocess
import sys
import time
import urllib.request

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
        for key in self.keys(prefix):
            self.client.delete_object(Bucket=BUCKET, Key=key)

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


@contextlib.contextmanager
def server(port, log):
    """A server that ends when it is left."""
    command = pathlib.Path(sys.executable).parent / "moto_server"
    with open(log, "w") as out:
        process = subprocess.Popen([command, "-H", "127.0.0.1", "-p", str(port)], stdout=out, stderr=out)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/", timeout=5).close()
                break
            except OSError:
                if time.monotonic() > end or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield Store(port)
    finally:
        process.kill()
        process.wait()
