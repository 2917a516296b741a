"""(e) Instructions of the release on one thread, which do not depend on the load of the machine."""

import shutil

import instructions
from measure import Table, times


def measure(tools):
    if not shutil.which("valgrind"):
        return Table("Instructions", ["path"], [], ["Not counted: valgrind is not installed."]), []
    inputs = instructions.make(tools.temporary / "instructions")
    least = instructions.checks([tools.limit, "value-std"], inputs)
    counts = {name: all_counts(program, inputs) for name, program in tools.own_programs().items()}
    rows = []
    for path in counts["hsmeta"]:
        row = [path]
        for own in counts.values():
            row += [f"{own[path] / 1000:,.0f}", times(own[path], least[path]) if path in least else ""]
        rows.append(row)
    head = ["path"] + [cell for name in counts for cell in (f"{name}, thousands", "÷ limit")]
    notes = ["The limit does the same: one thread that walks, reads and parses."]
    return Table("Instructions", head, rows, notes), []


def all_counts(program, inputs):
    checks = instructions.checks([program, "check", "--format", "json"], inputs)
    return checks | instructions.answers([program, "lsp"], inputs[0])
