"""(c) One file of 1 MB and of 10 MB in a project."""

import peers
from measure import Table, against_limit, against_limit_head, interleaved, times

SIZES = (1, 10)
RUNS, PEER_RUNS = 15, 3


def measure(tools):
    rows = []
    names = [name for name in peers.PEERS if name not in peers.missing()]
    for megabytes in SIZES:
        folder = tools.giant(megabytes * 1_000_000)
        ours = {name: [program, "check", str(folder)] for name, program in tools.own_programs().items()}
        ours["limit"] = [tools.limit, "value-std", str(folder)]
        others = peers.commands(folder, tools.temporary)
        runs = {**dict.fromkeys(ours, RUNS), **dict.fromkeys(others, PEER_RUNS)}
        costs = interleaved({**ours, **others}, runs)
        hsmeta = costs["hsmeta"]
        rows.append(
            [f"{megabytes} MB", *against_limit(costs), f"{hsmeta.memory:.0f}"]
            + [times(costs[name].wall, hsmeta.wall) for name in names]
        )
    head = ["file", *against_limit_head(tools), "hsmeta, MB", *(f"{name} ÷ hsmeta" for name in names)]
    notes = ["The file is a custom object with thousands of properties, and has no problem. The limit only parses it."]
    return Table("One large file", head, rows, notes), []
