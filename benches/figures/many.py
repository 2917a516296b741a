"""(b) Many projects, 5 % of the component files with a problem: throughput and memory of one process on all cores."""

import peers
from measure import Table, against_limit, against_limit_head, interleaved, times

SIZES = (100, 1000, 10000)
RUNS = {100: 31, 1000: 15, 10000: 5}
PEER_RUNS = {100: 5, 1000: 3, 10000: 1}
TARGET, TARGET_FROM, TARGET_MEMORY_MB = 1.5, 1000, 60


def measure(tools):
    rows, missed = [], []
    names = [name for name in peers.PEERS if name not in peers.missing()]
    for size in SIZES:
        folder = tools.projects(size)
        commands = {name: [program, "check", str(folder)] for name, program in tools.own_programs().items()}
        commands["limit"] = [tools.limit, "value-std", str(folder)]
        costs = interleaved(commands, RUNS[size])
        ours, limit = costs["hsmeta"], costs["limit"]
        # Peers take long: hsmeta is measured again with them, under the same load of the machine.
        others = peers.commands(folder, tools.temporary, size)
        beside = interleaved({"hsmeta": commands["hsmeta"], **others}, PEER_RUNS[size]) if others else {}
        ratio = ours.wall / limit.wall
        rows.append(
            [f"{size:,}", *against_limit(costs), f"{ours.memory:.0f}"]
            + [times(beside[name].wall, beside["hsmeta"].wall) if name in beside else "" for name in names]
        )
        if size >= TARGET_FROM and ratio > TARGET:
            missed.append(f"{size:,} projects: {ratio:.2f} times the limit, the target is {TARGET}")
        if ours.memory >= TARGET_MEMORY_MB:
            missed.append(f"{size:,} projects: {ours.memory:.0f} MB, the target is {TARGET_MEMORY_MB}")
        tools.delete(folder)
    head = ["projects", *against_limit_head(tools), "hsmeta, MB", *(f"{name} ÷ hsmeta" for name in names)]
    notes = [
        f"Target: from {TARGET_FROM:,} projects on at most {TARGET} times the limit, which walks, reads and parses the same"
        f" files on all cores and looks at none; less than {TARGET_MEMORY_MB} MB.",
        "Before the clock starts, hsmeta has to find every planted problem and nothing else. A peer without a figure is left"
        " out where it would take minutes.",
    ]
    return Table("Many projects", head, rows, notes), missed
