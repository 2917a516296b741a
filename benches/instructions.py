"""Counts the instructions of the hot paths with valgrind, on one thread, independent of the load of the machine."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

import lsp
import workload

PROJECTS = 50
# Per session: enough that variations by the order of threads (0.2 million instructions) are negligible.
KEYS, REQUESTS = 50, 200
APP = "src/app/app-hsmeta.json"
ENVIRONMENT = {**os.environ, "RAYON_NUM_THREADS": "1"}
ONE, EACH, LARGE = "check of one project", "check of many, for each file", "check of a file of 1 MB"


def hot_paths(hsmeta, folder):
    """All counts, by name. `folder` is an empty one to work in."""
    inputs = make(folder)
    return {**checks([hsmeta, "check", "--format", "json"], inputs), **answers([hsmeta, "lsp"], inputs[0])}


def make(folder):
    """One project, many, and one with a large file, all without problems."""
    one, many, large = (folder / name for name in ("one", "many", "large"))
    workload.many(one, 1, 0.0)
    workload.many(many, PROJECTS, 0.0)
    workload.giant(large, 1_000_000)
    return one, many, large


def checks(command, inputs):
    """The counts for a check of one project, and for each further file; the folder is the last argument of the command."""
    one, many, large = inputs
    files = sum(1 for _ in many.rglob("*-hsmeta.json")) - sum(1 for _ in one.rglob("*-hsmeta.json"))
    cold = count([*command, str(one)])
    each = (count([*command, str(many)]) - cold) // files
    return {ONE: cold, EACH: each, LARGE: count([*command, str(large)]) - cold}


def answers(command, project):
    """The counts for an idle session, and for each kind of request in one."""
    nothing = min(_session(command, project, lambda client: None) for _ in range(3))

    def each(number, step):
        return (_session(command, project, lambda client: [step(client) for _ in range(number)]) - nothing) // number

    return {
        "server: start, open a file, end": nothing,
        "server: key": each(KEYS, lambda client: client.type(client.after('"description": "'), "x")),
        "server: completion": each(REQUESTS, lambda client: client.ask("completion", client.after('"distribution": "'))),
        "server: hover": each(REQUESTS, lambda client: client.ask("hover", client.after('"distrib'))),
    }


def _session(command, project, steps):
    def run(command):
        client = lsp.Client(command, project, ENVIRONMENT)
        client.initialize()
        # Otherwise the end of the session may interrupt reading it: up to half of all instructions.
        client.wait_for_workspace()
        client.open(next(project.rglob(APP)))
        steps(client)
        client.close()

    return count(command, run)


def _alone(command):
    subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def count(command, run=_alone):
    """The instructions of all threads of a process. `run` runs a command until it ends."""
    with tempfile.NamedTemporaryFile() as out:
        run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *command])
        return int(re.search(r"^totals: (\d+)$", Path(out.name).read_text(), re.MULTILINE)[1])
