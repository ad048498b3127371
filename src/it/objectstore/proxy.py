"""Stands between a client and a server of the S3 protocol: slows requests down, fails some, loses the answers of some."""

import contextlib
import http.client
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COPIED = 1 << 16
SLOW_DOWN = (b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code>'
             b"<Message>Please reduce your request rate.</Message></Error>")


class Faults:
    """What goes wrong: shares of all requests, of a generator with a seed."""

    def __init__(self, seed=0, refused=0.0, lost=0.0, delay_seconds=0.0, lost_puts_of=()):
        self.random = random.Random(seed)
        self.refused = refused
        self.lost = lost
        self.delay_seconds = delay_seconds
        # The first put of an object whose name ends like this arrives, but not its answer.
        self.lost_puts_of = list(lost_puts_of)
        self.counts = {"refused": 0, "lost": 0, "requests": 0}
        self.seen = []
        self.lock = threading.Lock()

    def next(self, method, path):
        with self.lock:
            self.counts["requests"] += 1
            self.seen.append(f"{method} {path.split('?')[0]}")
            chance = self.random.random()
            for name in self.lost_puts_of:
                if method == "PUT" and path.split("?")[0].endswith(name):
                    self.lost_puts_of.remove(name)
                    self.counts["lost"] += 1
                    return "lost"
            if chance < self.refused:
                self.counts["refused"] += 1
                return "refused"
            if method in ("PUT", "POST", "DELETE") and chance < self.refused + self.lost:
                self.counts["lost"] += 1
                return "lost"
            return None


class Kill(Faults):
    """Ends a process at one of its requests, just before it is passed on or when it is done: between two requests nothing changes
    in a store."""

    def __init__(self, number, passed_on, after_put_of=None):
        super().__init__()
        # Counted from 1, from the put of an object whose name ends like this, or from the first request of all.
        self.left = number
        self.passed_on = passed_on
        self.after_put_of = after_put_of
        self.process = None
        # What the process was about to do.
        self.at = None

    def next(self, method, path):
        with self.lock:
            self.counts["requests"] += 1
            name = path.split("?")[0]
            if self.after_put_of and method == "PUT" and name.endswith(self.after_put_of):
                self.after_put_of = None
            if self.after_put_of or self.at:
                return None
            self.left -= 1
            if self.left > 0:
                return None
            self.at = f"{method} {name}"
            return "kill after" if self.passed_on else "kill before"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Otherwise the body of an answer waits until its head is acknowledged.
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def body(self):
        length = int(self.headers.get("Content-Length") or 0)
        parts = []
        while length > 0:
            part = self.rfile.read(min(length, COPIED))
            if not part:
                raise ConnectionError("the client has gone")
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def forward(self):
        faults = self.server.faults
        body = self.body()
        time.sleep(faults.delay_seconds)
        fault = faults.next(self.command, self.path)
        if fault == "refused":
            self.send_response(503)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(SLOW_DOWN)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(SLOW_DOWN)
            return
        if fault == "kill before":
            self.end_client()
            return
        backend = http.client.HTTPConnection("127.0.0.1", self.server.backend, timeout=300)
        with contextlib.closing(backend):
            headers = {name: value for name, value in self.headers.items() if name.lower() not in ("expect", "connection")}
            backend.request(self.command, self.path, body=body, headers=headers)
            answer = backend.getresponse()
            if fault == "kill after":
                answer.read()
                self.end_client()
                return
            if fault == "lost":
                answer.read()
                self.close_connection = True
                return
            self.send_response(answer.status, answer.reason)
            for name, value in answer.getheaders():
                if name.lower() not in ("connection", "server", "date", "transfer-encoding"):
                    self.send_header(name, value)
            if answer.getheader("Content-Length") is None and self.command != "HEAD" and answer.status not in (204, 304):
                content = answer.read()
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                return
            self.end_headers()
            if self.command != "HEAD":
                while part := answer.read(COPIED):
                    self.wfile.write(part)

    def end_client(self):
        self.server.faults.process.kill()
        self.close_connection = True

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = forward


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A client that was killed is no news."""


@contextlib.contextmanager
def proxy(backend, faults):
    """Serves on a port of its own, which it gives, until it is left."""
    server = QuietServer(("127.0.0.1", 0), Handler)
    server.backend = backend
    server.faults = faults
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
