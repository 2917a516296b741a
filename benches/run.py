#!/usr/bin/env python3
"""Compares hsmeta with the limits of the machine and with alternative programs. README.md says how to read the figures.

    cargo build --profile dist && bash benches/setup && python3 benches/run.py [FIGURE...]

Inputs are generated in a temporary folder, the same ones each time, and deleted afterwards. Linux only.
"""

import argparse
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import peers
from inputs import Inputs
from measure import target

ROOT = Path(__file__).parents[1]
FIGURES = ("one", "many", "large", "server", "instructions")
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"


def main():
    options = arguments()
    temporary = Path(tempfile.mkdtemp(prefix="hsmeta-bench-"))
    try:
        before = options.before.resolve() if options.before else None
        tools = Inputs(options.hsmeta.resolve(), temporary, options.workload, options.limit, before)
        results = []
        for name in options.figures or FIGURES:
            print(f"benches: measuring {name}", file=sys.stderr)
            results.append(importlib.import_module(f"figures.{name}").measure(tools))
    finally:
        shutil.rmtree(temporary)
    tables = [table for table, _ in results]
    missed = [line for _, lines in results for line in lines]
    if options.write:
        replace(options.write, document(options, tables, missed))
    elif options.markdown:
        print(document(options, tables, missed), end="")
    else:
        print("\n\n".join(map(plain, tables)))
    for name in peers.missing():
        print(f"not installed: {name} (bash benches/setup)", file=sys.stderr)
    for line in missed:
        print(f"MISSED: {line}", file=sys.stderr)
    return 1 if missed else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"of {', '.join(FIGURES)} (default: all)")
    parser.add_argument("--hsmeta", type=Path, default=target() / "dist/hsmeta", help="the program to measure")
    parser.add_argument("--before", type=Path, help="an earlier hsmeta, measured in the same runs")
    parser.add_argument("--workload", help="other projects for `one` and `many`: called as PROGRAM -n N --error-rate R DIR")
    parser.add_argument("--limit", help="another limit program: called as PROGRAM value-std DIR")
    parser.add_argument("--markdown", action="store_true", help="print the section of docs/performance.md")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace it in that file")
    options = parser.parse_args()
    unknown = set(options.figures) - set(FIGURES)
    if unknown or not options.hsmeta.is_file():
        parser.error(f"unknown figure {unknown.pop()}" if unknown else f"{options.hsmeta} is not built")
    return options


# ---------------------------------------------------------------- output


def plain(table):
    widths = [max(map(len, column)) for column in zip(table.head, *table.rows)]
    lines = [table.title, ""]
    for row in (table.head, *table.rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines + [""] + table.notes)


def document(options, tables, missed):
    """The section of docs/performance.md: all tables, with the machine, the date and the command."""
    version = subprocess.run([options.hsmeta, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    # Without paths of this machine.
    given = "".join(f" --{name} …" for name in ("workload", "limit") if getattr(options, name))
    command = " ".join(["python3 benches/run.py", *options.figures]) + given
    busy = os.getloadavg()[0] / os.cpu_count()
    text = f"`{command}` on {time.strftime('%Y-%m-%d')}: {version}, {machine()}"
    text += f". {busy:.1f} programs wanted each core at the end.\n" if busy > 1 else ".\n"
    for table in tables:
        text += f"\n### {table.title}\n\n" + row(table.head) + row(["---", *["--:"] * (len(table.head) - 1)])
        text += "".join(map(row, table.rows)) + "".join(f"\n{note}\n" for note in table.notes)
    text += "\n### Targets that were missed\n\n" + ("".join(f"* {line}\n" for line in missed) or "None.\n")
    absent = peers.missing()
    return text + (f"\nNot installed: {', '.join(absent)}.\n" if absent else "")


def row(cells):
    return f"| {' | '.join(cells)} |\n"


def machine():
    about = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*: (.*)", about)
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) / 1e6
    return f"Linux {os.uname().release.split('-')[0]}, {os.cpu_count()} × {model[1] if model else os.uname().machine}, {memory:.0f} GB"


def replace(path, text):
    old = path.read_text()
    before, rest = old.split(BEGIN)
    path.write_text(before + BEGIN + "\n" + text + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    sys.exit(main())
