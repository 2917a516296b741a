#!/usr/bin/env python3
"""Measures `hsmeta check` against what the machine allows. README.md beside this file says what the figures mean.

    run.py --hsmeta target/release/hsmeta --workload .../gen.py --limit .../physlimit [--only a,b,c] [--floor PROGRAM]

Inputs are made in a temporary folder, the same ones each time, and deleted afterwards. Linux only: memory comes from
wait4 in kilobytes.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COLD_RUNS, MANY_RUNS = 200, 15
COLD_TARGET_MS, MANY_TARGET, MEMORY_TARGET_MB = 5.0, 2.5, 200.0
NULL = os.open(os.devnull, os.O_RDWR)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hsmeta", required=True)
    parser.add_argument("--workload", required=True, help="gen.py, which makes N projects of 12 component files")
    parser.add_argument("--limit", required=True, help="physlimit, which walks, reads and parses on all cores")
    parser.add_argument("--floor", help="the floor program (default: built from benches/floor)")
    parser.add_argument("--only", default="a,b,c", help="which of the three figures")
    options = parser.parse_args()
    hsmeta, limit = os.path.abspath(options.hsmeta), os.path.abspath(options.limit)
    figures = {"a": cold, "b": many, "c": memory}
    temporary = tempfile.mkdtemp(prefix="hsmeta-bench-")
    try:
        floor = os.path.abspath(options.floor) if options.floor else build_floor(temporary)
        programs = {"hsmeta": hsmeta, "limit": limit, "floor": floor}
        rows = [figures[name](programs, options.workload, temporary) for name in options.only.split(",")]
    finally:
        shutil.rmtree(temporary)
    busy = os.getloadavg()[0] / os.cpu_count()
    print(f"{'':40}{'figure':>10}{'CPU alone':>12}   target")
    for what, figure, cpu, target, met in rows:
        print(f"{what:40}{figure:>10}{cpu:>12}   {target:<10}{'' if met else ' MISSED'}")
    if busy > 1:
        print(f"The machine is busy ({busy:.1f} runnable per core): times are too high, trust the column CPU.")
    return 0 if all(met for *_, met in rows) else 1


# ---------------------------------------------------------------- the three figures


def cold(programs, workload, temporary):
    """One process, one project of 12 files: milliseconds beyond a process that only reads the files."""
    folder = make(workload, temporary, 1, "--error-rate", "0")
    expect(programs["hsmeta"], folder, 1)
    ours, floor = interleaved([programs["hsmeta"], "check", folder], [programs["floor"], folder], COLD_RUNS)
    wall, cpu = (1000 * (one - other) for one, other in zip(ours, floor))
    what = "(a) one project, beyond the floor"
    return what, f"{wall:.2f} ms", f"{cpu:.2f} ms", f"<= {COLD_TARGET_MS} ms", wall <= COLD_TARGET_MS


def many(programs, workload, temporary):
    """1,000 projects with 5 % planted mistakes: how many times the time of walking, reading and parsing."""
    folder = make(workload, temporary, 1000)
    expect(programs["hsmeta"], folder, 1000)
    ours, limit = interleaved([programs["hsmeta"], "check", folder], [programs["limit"], "value-std", folder], MANY_RUNS)
    wall, cpu = (one / other for one, other in zip(ours, limit))
    return "(b) 1,000 projects, times the limit", f"{wall:.2f}", f"{cpu:.2f}", f"<= {MANY_TARGET}", wall <= MANY_TARGET


def memory(programs, workload, temporary):
    """10,000 projects: the most memory that was resident at once."""
    folder = make(workload, temporary, 10000)
    expect(programs["hsmeta"], folder, 10000)
    *_, peak = run([programs["hsmeta"], "check", folder])
    return "(c) 10,000 projects, peak memory", f"{peak:.0f} MB", "", f"< {MEMORY_TARGET_MB:.0f} MB", peak < MEMORY_TARGET_MB


# ---------------------------------------------------------------- measuring


def interleaved(ours, other, runs):
    """The median seconds and CPU seconds of each. They take turns, each first in half of the rounds: noise hits both."""
    times = {0: [], 1: []}
    for command in (ours, other):
        run(command)
    for round_ in range(runs):
        for which in (0, 1) if round_ % 2 else (1, 0):
            times[which].append(run((ours, other)[which])[:2])
    return tuple(tuple(map(statistics.median, zip(*times[which]))) for which in (0, 1))


def run(command):
    """Seconds, CPU seconds and megabytes of one run. Its output goes nowhere."""
    redirect = [(os.POSIX_SPAWN_DUP2, NULL, fd) for fd in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=redirect)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"run.py: {' '.join(command)} failed")
    # The peak before exec is this program's own, some 15 MB: no figure of ours is below it.
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


# ---------------------------------------------------------------- inputs


def make(workload, temporary, number, *more):
    folder = os.path.join(temporary, str(number))
    command = [sys.executable, workload, "-n", str(number), *more, folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def expect(hsmeta, folder, projects):
    """A program that checks nothing is fast."""
    with tempfile.TemporaryFile() as output:
        subprocess.run([hsmeta, "check", "--format", "json", folder], stdout=output)
        output.seek(max(0, output.seek(0, os.SEEK_END) - 400))
        summary = json.loads(b"{" + output.read().rpartition(b'"summary":')[2].strip().rstrip(b"}").lstrip(b"{") + b"}")
    if summary["projects"] != projects:
        sys.exit(f"run.py: hsmeta checked {summary['projects']} of {projects} projects")


def build_floor(temporary):
    target = os.path.join(temporary, "target")
    command = ["cargo", "build", "--quiet", "--release", "--manifest-path", os.path.join(HERE, "floor", "Cargo.toml")]
    subprocess.run([*command, "--target-dir", target], check=True)
    return os.path.join(target, "release", "floor")


if __name__ == "__main__":
    sys.exit(main())
