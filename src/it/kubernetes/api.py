"""A mock of the Kubernetes API: keeps what is posted in memory, and answers and watches as far as Spark asks."""

import contextlib
import http.server
import itertools
import json
import queue
import re
import threading
import urllib.parse

PATH = re.compile(r"/(?:api|apis/[^/]+)/v1/namespaces/([^/]+)/([a-z]+)(?:/([^/]+))?")
KINDS = {"pods": "Pod", "configmaps": "ConfigMap", "services": "Service", "persistentvolumeclaims": "PersistentVolumeClaim",
         "networkpolicies": "NetworkPolicy"}
VERBS = {"POST": "create", "PATCH": "patch", "PUT": "update"}


class Api:
    """The objects by namespace, resource and name, and what becomes of them."""

    def __init__(self, on_pod, on_end_of_pod):
        self.on_pod, self.on_end_of_pod = on_pod, on_end_of_pod
        self.lock = threading.RLock()
        self.objects, self.history, self.watchers = {}, [], []
        self.versions = itertools.count(1)
        # What has been asked by whom, as a role allows it. Each has an address of its own, by which they are told apart.
        self.asked = {"submission": set(), "driver": set()}
        self.address = {who: self.serve(asked) for who, asked in self.asked.items()}

    def serve(self, asked):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"api": self, "asked": asked}))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    def put(self, namespace, resource, thing):
        with self.lock:
            metadata = thing["metadata"]
            key = (namespace, resource, metadata["name"])
            is_new = key not in self.objects
            number = str(next(self.versions))
            metadata.update(namespace=namespace, resourceVersion=number)
            metadata.setdefault("uid", f"uid-{number}")
            metadata.setdefault("creationTimestamp", "2026-01-01T00:00:00Z")
            self.objects[key] = thing
            if is_new:
                self.history.append((resource, thing))
            self.tell("ADDED" if is_new else "MODIFIED", namespace, resource, thing)
        if is_new and resource == "pods":
            self.on_pod(namespace, thing)
        return thing

    def delete(self, namespace, resource, name):
        with self.lock:
            thing = self.objects.pop((namespace, resource, name), None)
            if thing:
                thing["metadata"]["resourceVersion"] = str(next(self.versions))
                self.tell("DELETED", namespace, resource, thing)
        if thing and resource == "pods":
            self.on_end_of_pod(thing)
        return thing

    def find(self, namespace, resource, name=None):
        with self.lock:
            return [thing for key, thing in self.objects.items()
                    if key[:2] == (namespace, resource) and name in (None, key[2])]

    def posted(self, resource):
        with self.lock:
            return [thing for kind, thing in self.history if kind == resource]

    def tell(self, event, namespace, resource, thing):
        text = json.dumps({"type": event, "object": thing})
        for matches, events in self.watchers:
            if matches(namespace, resource, thing):
                events.put(text)


def matcher(namespace, resource, name, query):
    """Whether an object is meant by a request."""
    def labels(thing):
        return thing["metadata"].get("labels", {})

    tests = []
    for part in re.findall(r"(?:[^,(]|\([^)]*\))+", query.get("labelSelector", "")):
        if found := re.fullmatch(r"(\S+) (not)?in \((.*)\)", part):
            key, negated, values = found.group(1), bool(found.group(2)), found.group(3).split(",")
            tests.append(lambda thing, key=key, negated=negated, values=values: (labels(thing).get(key) in values) != negated)
        elif found := re.fullmatch(r"([^!=]+)(!?)==?(.*)", part):
            key, negated, value = found.group(1), bool(found.group(2)), found.group(3)
            tests.append(lambda thing, key=key, negated=negated, value=value: (labels(thing).get(key) == value) != negated)
        else:
            raise ValueError(part)
    if field := query.get("fieldSelector"):
        name = re.fullmatch(r"metadata\.name=(.*)", field).group(1)

    def matches(of_namespace, of_resource, thing):
        return ((of_namespace, of_resource) == (namespace, resource) and name in (None, thing["metadata"]["name"])
                and all(test(thing) for test in tests))
    return matches


class Handler(http.server.BaseHTTPRequestHandler):
    api = None
    asked = None
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, thing):
        body = json.dumps(thing).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def status(self, code, reason):
        self.answer(code, {"kind": "Status", "apiVersion": "v1", "status": "Failure" if code >= 400 else "Success",
                           "reason": reason, "code": code})

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        found = PATH.fullmatch(address.path)
        if not found or found.group(2) not in KINDS:
            self.asked.add((self.command, address.path))
            self.status(404, "NotFound")
            return
        namespace, resource, name = found.groups()
        matches = matcher(namespace, resource, name, query)
        if self.command == "GET" and query.get("watch") == "true":
            self.watch(matches, namespace, resource)
            return
        verb = VERBS.get(self.command) or (("get" if name else "list") if self.command == "GET" else
                                           ("delete" if name else "deletecollection"))
        self.asked.add((verb, resource))
        with self.api.lock:
            things = [thing for thing in self.api.find(namespace, resource) if matches(namespace, resource, thing)]
        if verb == "create":
            self.answer(201, self.api.put(namespace, resource, json.loads(body)))
        elif verb in ("patch", "update"):
            self.answer(200, self.api.put(namespace, resource, json.loads(body)))
        elif verb in ("delete", "deletecollection"):
            for thing in things:
                self.api.delete(namespace, resource, thing["metadata"]["name"])
            self.status(200, "")
        elif verb == "list":
            self.answer(200, {"kind": KINDS[resource] + "List", "apiVersion": "v1",
                              "metadata": {"resourceVersion": str(next(self.api.versions))}, "items": things})
        elif things:
            self.answer(200, things[0])
        else:
            self.status(404, "NotFound")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def watch(self, matches, namespace, resource):
        """A stream of events. It is not offered as a web socket: the client then asks again, for plain lines."""
        self.asked.add(("watch", resource))
        if self.headers.get("Upgrade"):
            self.status(503, "NotSupported")
            return
        events = queue.Queue()
        with self.api.lock:
            for thing in self.api.find(namespace, resource):
                if matches(namespace, resource, thing):
                    events.put(json.dumps({"type": "ADDED", "object": thing}))
            self.api.watchers.append((matches, events))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                line = (events.get() + "\n").encode()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
                self.wfile.flush()
