"""(a) One project, one process each: the time of a run by hand or in a hook."""

import peers
from measure import Table, interleaved, times

# Of the time beyond the floor, in milliseconds and compared with the earlier hsmeta if there is one.
TARGET_MS, TARGET_OF_BEFORE = 2.0, 0.55
RUNS, PEER_RUNS = 200, 15


def measure(tools):
    project = tools.projects(1, error_rate=0.0)
    problem = tools.with_problem()
    commands = {"floor": [tools.floor, str(project)]}
    for name, program in tools.own_programs().items():
        commands[name] = [program, "check", "--format", "json", str(project)]
        commands[f"{name}, one problem"] = [program, "check", "--format", "json", str(problem)]
    others = peers.commands(project, tools.temporary)
    runs = {**dict.fromkeys(commands, RUNS), **dict.fromkeys(others, PEER_RUNS)}
    costs = interleaved({**commands, **others}, runs)

    floor = costs.pop("floor")
    beyond = {name: (cost.wall - floor.wall, cost.cpu - floor.cpu) for name, cost in costs.items()}
    rows = [
        [name, f"{1000 * wall:,.1f}", f"{1000 * cpu:,.1f}", times(wall, beyond["hsmeta"][0])]
        for name, (wall, cpu) in beyond.items()
    ]
    wall = 1000 * beyond["hsmeta"][0]
    missed = [] if wall <= TARGET_MS else [f"one project: {wall:.1f} ms beyond the floor, the target is {TARGET_MS}"]
    for name in ("", ", one problem"):
        if "before" in beyond and beyond[f"hsmeta{name}"][0] > TARGET_OF_BEFORE * beyond[f"before{name}"][0]:
            ratio = times(beyond[f"hsmeta{name}"][0], beyond[f"before{name}"][0])
            missed.append(f"one project{name}: {ratio} times as long as before, the target is {TARGET_OF_BEFORE}")
    title = "One project, cold process"
    head = ["program", "ms beyond the floor", "of CPU", "times hsmeta"]
    notes = [
        f"Target: hsmeta at most {TARGET_MS:.0f} ms beyond the floor, which reads the same files and does nothing"
        f" ({1000 * floor.wall:.1f} ms here). Medians of {RUNS} runs, {PEER_RUNS} of the others, taking turns.",
        "`one problem` has a value of a wrong type, for which the first validator of the process is built.",
    ]
    return Table(title, head, rows, notes), missed
