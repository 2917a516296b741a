"""(a) One project, one process each: the time of a run by hand or in a hook."""

import peers
from measure import Table, interleaved, times

TARGET_MS = 3.0
RUNS, PEER_RUNS = 200, 15


def measure(tools):
    project = tools.projects(1, error_rate=0.0)
    check = [tools.hsmeta, "check", "--format", "json"]
    commands = {"floor": [tools.floor, str(project)], "hsmeta": [*check, str(project)]}
    commands["hsmeta, one problem"] = [*check, str(tools.with_problem())]
    others = peers.commands(project, tools.temporary)
    runs = {**dict.fromkeys(commands, RUNS), **dict.fromkeys(others, PEER_RUNS)}
    costs = interleaved({**commands, **others}, runs)

    floor, ours = costs.pop("floor"), costs["hsmeta"]
    beyond = {name: (cost.wall - floor.wall, cost.cpu - floor.cpu) for name, cost in costs.items()}
    rows = [
        [name, f"{1000 * wall:,.1f}", f"{1000 * cpu:,.1f}", times(wall, beyond["hsmeta"][0])]
        for name, (wall, cpu) in beyond.items()
    ]
    wall = 1000 * (ours.wall - floor.wall)
    missed = [] if wall <= TARGET_MS else [f"one project: {wall:.1f} ms beyond the floor, the target is {TARGET_MS}"]
    title = "One project, cold process"
    head = ["program", "ms beyond the floor", "of CPU", "times hsmeta"]
    notes = [
        f"Target: hsmeta at most {TARGET_MS:.0f} ms beyond the floor, which reads the same files and does nothing"
        f" ({1000 * floor.wall:.1f} ms here). Medians of {RUNS} runs, {PEER_RUNS} of the others, taking turns.",
        "`one problem` has a value of a wrong type, for which the first validator of the process is built.",
    ]
    return Table(title, head, rows, notes), missed
