"""A client of `hsmeta mcp` that has no language model: it calls `check`, and `fix` with the rules that `check` has unsafe fixes for."""

import json
import subprocess


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, "mcp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.requests = 0
        client = {"name": "measure", "version": "1"}
        self.request("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
        self.send(method="notifications/initialized")

    def send(self, **message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.process.stdin.flush()

    def request(self, method, **parameters):
        self.requests += 1
        self.send(id=self.requests, method=method, params=parameters)
        while True:
            answer = json.loads(self.process.stdout.readline())
            if answer.get("id") == self.requests and "method" not in answer:
                return answer["result"]

    def call(self, tool, **arguments):
        result = self.request("tools/call", name=tool, arguments=arguments)
        assert not result.get("isError"), result
        return result["structuredContent"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def safety(diagnostic):
    """Of the fix of a problem; `None` if it has none, or if one has to be chosen."""
    for safety in ("safe", "unsafe"):
        fixes = [fix for fix in diagnostic["fixes"] if fix["safety"] == safety]
        if fixes:
            return safety if len(fixes) == 1 else None
    return None


def solve(program, folder):
    """The rules with a fix, the calls of `fix`, and the problems that are left."""
    server = Server(program, folder)
    diagnostics = server.call("check", path=".")["diagnostics"]
    first = {one["rule"] for one in diagnostics if safety(one)}
    calls = 0
    while any(map(safety, diagnostics)) and calls < 10:
        rules = sorted({one["rule"] for one in diagnostics if safety(one) == "unsafe"})
        server.call("fix", path=".", write=True, unsafe_rules=rules)
        calls += 1
        diagnostics = server.call("check", path=".")["diagnostics"]
    server.close()
    return first, calls, diagnostics
