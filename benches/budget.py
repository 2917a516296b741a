#!/usr/bin/env python3
"""Compares the instructions of the hot paths with those in budget.json for the current compiler.

    python3 benches/budget.py            fails if a count differs from the recorded one by more than 10 %
    python3 benches/budget.py --write    records the counts of this compiler

It measures the program that `bash tests/packages/run wheel` builds. A compiler without recorded counts has no budget. A
large decrease fails too, because a stale record would hide the next regression.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import instructions
from measure import target

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "benches/budget.json"
SLACK = 0.10


def main():
    options = arguments()
    if options.can_run:
        return 0 if shutil.which("valgrind") and options.hsmeta.exists() else 1
    recorded = json.loads(RECORD.read_text())
    key = compiler()
    if key not in recorded and not options.write:
        print(f"no budget for {key} (python3 benches/budget.py --write)")
        return 0
    with tempfile.TemporaryDirectory(prefix="hsmeta-budget-") as temporary:
        counts = instructions.hot_paths(str(options.hsmeta), Path(temporary))
    wrong = compare(counts, recorded.get(key, {}))
    if options.write:
        RECORD.write_text(json.dumps({**recorded, key: counts}, indent=2) + "\n")
        return 0
    for name in wrong:
        print(f"benches/budget.py: {name}: out of its budget (docs/CONTRIBUTING.md, Keep it fast)", file=sys.stderr)
    return 1 if wrong else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    installed = target() / "packages/clean/bin/hsmeta"
    parser.add_argument("--hsmeta", type=Path, default=installed, help="the program to measure")
    parser.add_argument("--write", action="store_true", help="record the counts")
    parser.add_argument("--can-run", action="store_true", help="exit with 0 if valgrind and the program are installed")
    return parser.parse_args()


def compiler():
    """Release and host of rustc, as in `1.95.0 x86_64-unknown-linux-gnu`."""
    about = subprocess.run(["rustc", "-vV"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return " ".join(re.search(rf"^{field}: (.*)$", about, re.MULTILINE)[1] for field in ("release", "host"))


def compare(counts, budget):
    """Prints all counts, and returns the names of those that are over or under the budget, or not in it."""
    changes = {name: count / budget[name] - 1 if name in budget else None for name, count in counts.items()}
    for name, change in changes.items():
        print(f"{name:32}{counts[name]:>14,}  {'not recorded' if change is None else f'{change:+.1%}'}")
    return [name for name, change in changes.items() if change is None or abs(change) > SLACK]


if __name__ == "__main__":
    sys.exit(main())
