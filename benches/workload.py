#!/usr/bin/env python3
"""Generates projects for the benchmarks: copies of those in fixtures/planted, optionally with the problems of its tables.

    workload.py -n N [--error-rate R] OUT    N projects; project i is the same for every N
    workload.py --giant BYTES OUT            one project without problems that has a file of that size

R is the share of component files with a problem. The rules that must report them, and no others, are written to
OUT/expected.json: {"p000/p00017": ["wrong-type"], ...}.
"""

import argparse
import json
import random
from pathlib import Path

PLANTED = Path(__file__).parents[1] / "fixtures/planted"
# They have 19, 8 and 2 component files.
BASES = ("marketplace", "private", "profiles")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, metavar="N")
    parser.add_argument("--error-rate", type=float, default=0.05, metavar="R")
    parser.add_argument("--giant", type=int, metavar="BYTES")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    if options.giant:
        giant(options.out, options.giant)
    else:
        many(options.out, options.n, options.error_rate)


def many(out, number, rate):
    bases = [(read(PLANTED / name), cases(PLANTED / f"{name}.txt")) for name in BASES]
    expected = {}
    for i in range(number):
        files, problems = bases[i % len(bases)]
        files = dict(files)
        place = f"p{i // 100:03}/p{i:05}"
        chance = random.Random(f"project {i}")
        # At most one per project: the tables say what is reported about a problem if it is the only one.
        if chance.random() < rate * sum(name.endswith("-hsmeta.json") for name in files):
            rules, edits = chance.choice(problems)
            expected[place] = rules
            for edit in edits:
                apply(files, edit)
        write(out / place, files)
    (out / "expected.json").write_text(json.dumps(expected))


def giant(out, size):
    """The project `marketplace`, with as many properties in its app object as the size requires."""
    files = read(PLANTED / "marketplace")
    path = "src/app/app-objects/ship-hsmeta.json"
    ship = json.loads(files[path])
    properties = ship["config"]["properties"]
    one = {"name": "ship_note_000000", "label": "Note 000000 of the harbour", "type": "string", "fieldType": "text"}
    properties.append(one)
    length = len(json.dumps(ship, indent=2)) - len(files[path])
    for i in range(1, (size - len(files[path])) // length):
        properties.append({key: value.replace("000000", f"{i:06}") for key, value in one.items()})
    files[path] = json.dumps(ship, indent=2) + "\n"
    write(out, files)


CARD = """import { Button, Text, hubspot } from '@hubspot/ui-extensions';

hubspot.extend<'crm.record.tab'>(({ context, actions }) => <Visits id={context.crm.objectId} actions={actions} />);
"""
PART = """
async function visit000(id: number, actions: Actions) {
  const response = await hubspot.fetch(`https://api.harbor.io/v2/visits/000/${id}`, { method: 'GET' });
  const { ship, berth } = await response.json();
  actions.addAlert({ message: `${ship} is at ${berth}`, type: 'success' });
}

function Visit000({ id, actions }: { id: number; actions: Actions }) {
  return <Button onClick={() => visit000(id, actions)}>Visit 000</Button>;
}
"""


def card(out, size):
    """The project `marketplace`, with the source code of this size in one of its cards."""
    files = read(PLANTED / "marketplace")
    parts = [PART.replace("000", f"{i:03}") for i in range((size - len(CARD)) // len(PART))]
    files["src/app/cards/Visits.tsx"] = CARD + "".join(parts)
    write(out, files)


def read(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


# ---------------------------------------------------------------- problems: the tables that tests/it/planted.rs describes


def cases(table):
    """The problems of a table: the rules that report each, and its edits."""
    found = []
    for line in table.read_text().splitlines():
        if line.startswith(" "):
            found[-1][1].append(line.strip())
        elif line.strip() and not line.startswith("#"):
            rules, edit = line.split(maxsplit=1)
            found.append((rules.split("+"), [edit]))
    return [case for case in found if case[0] != ["-"]]


def apply(files, edit):
    path, verb, argument = (edit.split(" ", 2) + [""])[:3]
    if verb == "write":
        files[path] = argument
    elif verb == "move":
        files[argument] = files.pop(path)
    elif verb == "delete":
        del files[path]
    else:
        value = json.loads(files[path])
        pointer, _, argument = argument.partition(" ")
        change(value, verb, pointer.split("/")[1:], argument)
        files[path] = json.dumps(value, indent=2, ensure_ascii=False)


def change(value, verb, pointer, argument):
    *above, last = pointer
    for name in above:
        value = value[int(name) if isinstance(value, list) else name]
    if verb == "rename":
        value[argument] = value.pop(last)
    elif verb == "remove":
        del value[int(last) if isinstance(value, list) else last]
    elif isinstance(value, list) and last == "-":
        value.append(json.loads(argument))
    else:
        value[int(last) if isinstance(value, list) else last] = json.loads(argument)


if __name__ == "__main__":
    main()
