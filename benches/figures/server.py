"""(d) The language server, compared with that of VS Code with the published schema: the delays while typing."""

import statistics
import time

import lsp
import peers
from measure import Table, times

SESSIONS, KEYS, REQUESTS = 5, 50, 20
APP = "src/app/app-hsmeta.json"
OBJECT = "src/app/app-objects/ship-hsmeta.json"
CARD = "src/app/cards/Visits.tsx"
# Where to type, to complete a value and to hover.
PLACES = {
    APP: (r'"description": "', r'"distribution": "', r'"distrib'),
    OBJECT: (r'"description": "', r'"fieldType": "', r'"pluralF'),
    CARD: (r"is at ", r"hubspot\.fetch\(`https", r"api\.har"),
}
STEPS = ["initialize", "open to problems", "key to problems", "completion", "hover", "memory"]


def measure(tools):
    one, many, large, card = tools.own(1), tools.own(1000), tools.giant(1_000_000), tools.card(10_000)
    folders = {
        "one project": (one, APP),
        "1,000 projects": (many, APP),
        "1 MB file": (large, OBJECT),
        "10 kB card": (card, CARD),
    }
    taken = {}
    for _ in range(SESSIONS):
        for name, (root, file) in folders.items():
            path = next(root.rglob(file))
            # An earlier program may not read source files, and would never answer.
            programs = {"hsmeta": tools.hsmeta} if root == card else tools.own_programs()
            for program, binary in programs.items():
                taken.setdefault((name, program), []).append(session([binary, "lsp"], root, path, None))
            # It reads open JSON files only, so the size of the workspace does not matter.
            if peers.LANGUAGE_SERVER.exists() and root not in (many, card):
                command = [str(peers.LANGUAGE_SERVER), "--stdio"]
                taken.setdefault((name, "vscode-json"), []).append(session(command, root, path, with_schema(path)))
    return table({key: list(map(statistics.median, zip(*sessions))) for key, sessions in taken.items()}), []


def table(medians):
    head, rows = ["", "unit"], [[step, "MB" if step == "memory" else "ms"] for step in STEPS]
    for (name, program), values in medians.items():
        own = medians[name, "hsmeta"]
        head.append(f"hsmeta, {name}" if values is own else f"{program} ÷ hsmeta, {name}")
        for row, value, ours in zip(rows, values, own):
            row.append(f"{value:.2f}" if values is own else times(value, ours))
    notes = [
        f"Medians of {SESSIONS} sessions with {KEYS} keys and {REQUESTS} questions each, taking turns. vscode-json-language-server"
        " has the published schema of the file, and is queried for its problems, because it would wait half a second to publish them.",
        "No key may take longer because the workspace is larger: compare the columns of one and of 1,000 projects.",
    ]
    return Table("The language server", head, rows, notes)


def session(command, root, path, settings):
    """The time of each of STEPS in milliseconds, and the memory in megabytes."""
    key, value, name = next(places for file, places in PLACES.items() if str(path).endswith(file))
    client = lsp.Client(command, root)
    initialize = clock(lambda: client.initialize(settings))
    opened = clock(lambda: client.open(path))
    start = client.after(key)
    keys = []
    for i in range(KEYS):
        place = {**start, "character": start["character"] + i}
        keys.append(clock(lambda: client.type(place, "x")))
    place = client.after(value)
    completion = [clock(lambda: client.ask("completion", place)) for _ in range(REQUESTS)]
    place = client.after(name)
    hover = [clock(lambda: client.ask("hover", place)) for _ in range(REQUESTS)]
    memory = client.memory()
    client.close()
    return [initialize, opened, statistics.median(keys), statistics.median(completion), statistics.median(hover), memory]


def clock(action):
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def with_schema(path):
    schema = {"fileMatch": [f"*/{path.name}"], "url": path.with_suffix(".schema").as_uri(), "schema": peers.schema(path)}
    return {"json": {"validate": {"enable": True}, "schemas": [schema]}}
