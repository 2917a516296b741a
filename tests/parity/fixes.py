"""Checks that fixes lose no values: copies each project below some folders, applies `--fix --unsafe-fixes`, and compares.

`python3 tests/parity/fixes.py --hsmeta HSMETA FOLDER...` exits with 1 if a project has more errors after its fixes than
before, or if a string or number is lost that the title of no applied fix names.
"""

import argparse
import collections
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def check(hsmeta, folder, *more):
    """The report about a folder as JSON."""
    command = [hsmeta, "check", "--format", "json", *more, "."]
    output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(output.stdout) if output.returncode in (0, 1) else None


def errors(report):
    return sum(1 for one in report["diagnostics"] if one["severity"] == "error")


def is_broken(report):
    return any(one["rule"] in ("invalid-json", "empty-file", "byte-order-mark") for one in report["diagnostics"])


def leaves(value, keys=()):
    """Each string, number and boolean with the keys of its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*keys, name))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, keys)
    elif isinstance(value, bool):
        yield str(value).lower(), keys
    elif isinstance(value, (str, int, float)):
        yield str(value), keys


def values(folder):
    found = collections.Counter()
    for path in folder.rglob("*.json"):
        if "node_modules" in path.parts or not path.is_file():
            continue
        try:
            found.update(leaves(json.loads(path.read_text(encoding="utf-8-sig"))))
        except (ValueError, OSError, RecursionError):
            continue
    return found


def lost(before, after, titles):
    """The values that were removed. A moved value has another path, and a changed one has a new value at its path."""
    left = collections.Counter(value for (value, _), number in after.items() for _ in range(number))
    places = {keys for (value, keys) in after}
    for (value, keys), number in before.items():
        if left[value] >= number or keys in places or not any(letter.isalnum() for letter in value):
            continue
        if not any(value in title or any(key in title for key in keys) for title in titles):
            yield ".".join(keys), value


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--hsmeta", required=True, type=Path)
    arguments.add_argument("folders", nargs="+", type=Path)
    arguments = arguments.parse_args()
    hsmeta = arguments.hsmeta.resolve()
    projects, applied, failures = 0, 0, 0
    for manifest in sorted(path for folder in arguments.folders for path in folder.rglob("hsproject.json")):
        if "node_modules" in manifest.parts:
            continue
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / "project"
            shutil.copytree(manifest.parent, copy, symlinks=True, copy_function=shutil.copyfile)
            before, old = check(hsmeta, copy), values(copy)
            fixed = check(hsmeta, copy, "--fix", "--unsafe-fixes")
            after = check(hsmeta, copy)
            if before is None or fixed is None or after is None:
                continue
            projects += 1
            applied += len(fixed["fixed"])
            titles = [one["fix"] for one in fixed["fixed"]]
            if errors(after) > errors(before) and not is_broken(before):
                failures += 1
                print(f"{manifest.parent}: {errors(before)} errors before, {errors(after)} after")
            for keys, value in lost(old, values(copy), titles):
                failures += 1
                print(f"{manifest.parent}: `{value}` of `{keys}` is lost: {titles}")
    print(f"{projects} projects, {applied} fixes, {failures} failures")
    return 1 if failures or not projects else 0


if __name__ == "__main__":
    sys.exit(main())
