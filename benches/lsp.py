"""A language client that waits for each answer, so that the order of events is always the same."""

import json
import re
import subprocess
import threading
from pathlib import Path

TIMEOUT_SECONDS = 300
CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {"versionSupport": True},
        "diagnostic": {},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {
        "configuration": True,
        "didChangeConfiguration": {},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "window": {"workDoneProgress": True},
}


class Client:
    """One session. `initialize` first, then `open` a file; `close` ends the program."""

    def __init__(self, command, root, environment=None):
        self.root, self.last, self.settings = Path(root), 0, None
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # Fails the session if the server does not answer: reading its output then reaches the end.
        self.watchdog = threading.Timer(TIMEOUT_SECONDS, self.process.kill)
        self.watchdog.daemon = True
        self.watchdog.start()

    def initialize(self, settings=None):
        self.settings = settings
        folder = {"uri": self.root.as_uri(), "name": "root"}
        about = {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": CAPABILITIES}
        self.offers = self.request("initialize", about)["capabilities"]
        self.notify("initialized", {})
        if settings:
            self.notify("workspace/didChangeConfiguration", {"settings": settings})

    def wait_for_workspace(self):
        """Waits until the server reports that it has read the workspace."""
        while True:
            message = self.receive()
            if message.get("method") == "$/progress" and message["params"]["value"]["kind"] == "end":
                return

    def open(self, path):
        """Opens a file and waits for its diagnostics."""
        self.uri, self.text, self.version = Path(path).as_uri(), Path(path).read_text(), 1
        document = {"uri": self.uri, "languageId": "json", "version": 1, "text": self.text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics()

    def type(self, position, text):
        """Inserts text at a position and waits for the diagnostics of the new version."""
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        change = {"range": {"start": position, "end": position}, "text": text}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        return self.diagnostics()

    def diagnostics(self):
        """The diagnostics of the last version, pulled if the server supports that, otherwise published."""
        if "diagnosticProvider" in self.offers:
            return self.request("textDocument/diagnostic", {"textDocument": {"uri": self.uri}})["items"]
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                if params["uri"] == self.uri and params.get("version") == self.version:
                    return params["diagnostics"]

    def ask(self, method, position):
        """The answer to a request about a position in the open file."""
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, "position": position})

    def after(self, pattern):
        """The position after the first match of a pattern in the text as it was opened."""
        before = self.text[: re.search(pattern, self.text).end()]
        return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}

    def memory(self):
        """The peak resident memory in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1000

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.stdin.close()
        self.process.wait()
        self.watchdog.cancel()

    # ------------------------------------------------------------ messages

    def request(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.last and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        """The next message. Requests of the server are answered."""
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if not line:
                raise RuntimeError(f"{self.process.args[0]} ended or did not answer")
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:
            self.send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message):
        if message["method"] != "workspace/configuration":
            return None
        return [(self.settings or {}).get(item.get("section")) for item in message["params"]["items"]]
