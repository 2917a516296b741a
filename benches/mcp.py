"""Times of `hsmeta mcp`: its start, and a call of each tool on a project of 12 files.

`python3 benches/mcp.py [hsmeta]`, with the program of `cargo build --profile dist` if none is named. Fails above the limits.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import copytree

import measure

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "fixtures/projects/marketplace-objects"
RUNS = 50
# In milliseconds.
START, CALL = 20, 10
CALLS = {
    "check": {"path": "."},
    "fix": {"path": "."},
    "explain": {"query": "redirect_uri does not match"},
    "schema": {"type": "card"},
    "add": {"path": ".", "type": "card", "name": "stock"},
    "migrate": {"path": "."},
    "install_url": {"path": "."},
}


class Session:
    def __init__(self, program, folder):
        self.server = subprocess.Popen([program, "mcp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.request("initialize", protocolVersion="2025-11-25", capabilities={})

    def request(self, method, **params):
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        self.server.stdin.write(json.dumps(message).encode() + b"\n")
        self.server.stdin.flush()
        return json.loads(self.server.stdout.readline())["result"]

    def close(self):
        self.server.stdin.close()
        assert self.server.wait(60) == 0


def times(run):
    """In milliseconds."""
    times = []
    for _ in range(RUNS):
        before = time.perf_counter()
        run()
        times.append((time.perf_counter() - before) * 1000)
    return times


def report(what, times, limit):
    median = statistics.median(times)
    print(f"{what:12} median {median:5.1f} ms, fastest {min(times):5.1f} ms (limit {limit} ms)")
    return median <= limit


def main():
    program = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else measure.target() / "dist/hsmeta"
    with tempfile.TemporaryDirectory() as folder:
        project = copytree(PROJECT, Path(folder, "project"))
        assert sum(path.is_file() for path in project.rglob("*")) == 12
        sessions = []
        good = report("start", times(lambda: sessions.append(Session(program, project))), START)
        session = sessions.pop()
        for other in sessions:
            other.close()
        for tool, arguments in CALLS.items():
            call = lambda: session.request("tools/call", name=tool, arguments=arguments)
            assert not call()["isError"], tool
            good &= report(tool, times(call), CALL)
        session.close()
    sys.exit(not good)


if __name__ == "__main__":
    main()
