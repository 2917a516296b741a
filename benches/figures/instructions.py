"""(e) Instructions of the release on one thread, which do not depend on the load of the machine."""

import shutil

import instructions
from measure import Table, times


def measure(tools):
    if not shutil.which("valgrind"):
        return Table("Instructions", ["path"], [], ["Not counted: valgrind is not installed."]), []
    inputs = instructions.make(tools.temporary / "instructions")
    least = instructions.checks([tools.limit, "value-std"], inputs)
    counts = instructions.checks([tools.hsmeta, "check", "--format", "json"], inputs)
    counts |= instructions.answers([tools.hsmeta, "lsp"], inputs[0])
    rows = [
        [name, f"{count / 1000:,.0f}", times(count, least[name]) if name in least else ""] for name, count in counts.items()
    ]
    notes = ["The limit does the same: one thread that walks, reads and parses."]
    return Table("Instructions", ["path", "thousand instructions", "÷ limit"], rows, notes), []
