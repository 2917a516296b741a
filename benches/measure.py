"""Runs programs and measures time and memory. Linux only: wait4 returns memory in kilobytes."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

NULL = os.open(os.devnull, os.O_RDWR)


def target():
    """Cargo's target folder."""
    script = Path(__file__).parents[1] / "tests/target"
    return Path(os.fsdecode(subprocess.check_output(["bash", script])).rstrip("\n"))


class Cost(NamedTuple):
    """The cost of a run, or the medians of several: wall-clock and CPU seconds, peak resident memory in megabytes."""

    wall: float
    cpu: float
    memory: float


class Table(NamedTuple):
    """The table of a figure. Cells are text; `notes` are lines below the table."""

    title: str
    head: list
    rows: list
    notes: list


def interleaved(commands, runs):
    """The medians of each command. They take turns in a changing order, so that noise affects all equally.

    commands: name -> arguments; runs: a number, or name -> number if slow commands run less often."""
    often = runs if isinstance(runs, dict) else dict.fromkeys(commands, runs)
    costs = {name: [] for name in commands}
    for command in commands.values():
        run(command)
    for turn in range(max(often.values())):
        names = [name for name in commands if turn < often[name]]
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            costs[name].append(run(commands[name]))
    return {name: Cost(*map(statistics.median, zip(*taken))) for name, taken in costs.items()}


def run(command):
    """One run, without output."""
    redirect = [(os.POSIX_SPAWN_DUP2, NULL, fd) for fd in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=redirect)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1, 2):
        sys.exit(f"benches: {' '.join(command[:8])} failed")
    # Before exec the peak is that of this process, about 15 MB, so no figure is below it.
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def against_limit_head(tools):
    """The heads of the columns of `against_limit`."""
    return [head for name in tools.own_programs() for head in (f"{name} ÷ limit", "of CPU")]


def against_limit(costs):
    """hsmeta, and the earlier one if it was measured, divided by the limit: the time on the clock and of CPU."""
    limit = costs["limit"]
    own = [costs[name] for name in ("hsmeta", "before") if name in costs]
    return [cell for cost in own for cell in (times(cost.wall, limit.wall), times(cost.cpu, limit.cpu))]


def times(one, other):
    """`one` divided by `other`, formatted."""
    ratio = one / other
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"
