"""What `prove.py` reads from the files of a project, without hsmeta."""

import hashlib
import json
import os
import re
import stat

# In the folder of the project; hidden if that is the source folder.
LEFTOVERS = ("migrate-leftover", ".migrate-leftover")
# The build adds it to every function; HubSpot's guide says not to list it.
IMPLICIT_SECRET = "PRIVATE_APP_ACCESS_TOKEN"


def projects_in(folder):
    """The outermost projects at or below a folder."""
    if (folder / "hsproject.json").exists():
        return [folder]
    found = []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink() and entry.name not in (".git", "node_modules"):
            found += projects_in(entry)
    return found


def unpacked(text, folder):
    """Writes the files of a text: each begins with a line `== path`. Returns the options in its first line."""
    options, *files = f"\n{text}".split("\n== ")
    for file in files:
        path, _, content = file.partition("\n")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if content.strip() == "(link)":
            target.symlink_to("nowhere")
        else:
            target.write_text(content.rstrip("\n") + "\n" if content else "")
    return options.replace(" --", "\n--").split("\n") if options.strip() else []


def sources(argument, work):
    """The projects of an argument, with their names and the answers to decisions."""
    if argument.is_file():
        folder = work / "unpacked" / argument.parent.name
        answers = [option.strip() for option in unpacked(argument.read_text(), folder) if option.strip()]
        # As in the text: the value is the rest of the line.
        return [(folder, argument.parent.name, [part for answer in answers for part in answer.split(" ", 1)])]
    return [(folder, folder.name if folder == argument else folder.relative_to(argument).as_posix(), [])
            for folder in projects_in(argument)]


def contents(folder):
    """What is at each path: the hash of a file or the target of a link, and the mode."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[name] = ("link to " + os.readlink(path), 0)
        elif stat.S_ISREG(mode) and not re.match(r"\.git(/|$)", name):
            found[name] = (hashlib.sha256(path.read_bytes()).hexdigest(), stat.S_IMODE(mode))
    return found


def read_json(path):
    """The value of a JSON file; `None` if it is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError, RecursionError):
        return None


def leaves(value, path=""):
    """The innermost values with their paths as the plan writes them, `data.objectTypes[0].name`."""
    if isinstance(value, dict) and value:
        for key, child in value.items():
            yield from leaves(child, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        for index, child in enumerate(value):
            yield from leaves(child, f"{path}[{index}]")
    else:
        yield path, value


def strings(value, path):
    """The strings in a list, an object of lists, or a string, with their paths."""
    for inner, leaf in leaves(value, path):
        if isinstance(leaf, str):
            yield inner, leaf


SCOPES = {"scopes", "requiredScopes", "optionalScopes", "conditionallyRequiredScopes", "additionalScopes"}
SECRETS = {"secrets", "secretKeys", "secret_names", "secretNames"}
HOSTS = {"allowedUrls", "approvedExternalUrls", "permittedUrls"}


class Kept:
    """What must not be lost, by kind: the values, and the files and property paths that they are read from."""

    KINDS = ("scope", "uid", "function", "secret", "endpoint", "redirect URL", "host", "webhook URL")

    def __init__(self, folder):
        self.values = {kind: {} for kind in self.KINDS}
        for path in sorted(folder.rglob("*.json")):
            name = path.relative_to(folder).as_posix()
            parts = name.split("/")
            if "node_modules" in parts or set(LEFTOVERS) & set(parts) or parts[-1].startswith(("package", "tsconfig")):
                continue
            value = read_json(path)
            if isinstance(value, dict) and self.is_configuration(parts[-1], value):
                self.read(name, value)

    @staticmethod
    def is_configuration(name, value):
        """Whether HubSpot reads the file, in one layout or the other."""
        if name.endswith("-hsmeta.json") or name in ("public-app.json", "serverless.json", "theme.json", "cms-assets.json", "webhooks.json"):
            return True
        return name == "app.json" and bool({"scopes", "public", "extensions"} & set(value)) or value.get("type") == "crm-card"

    def add(self, kind, value, file, path):
        if isinstance(value, str) and value:
            self.values[kind].setdefault(value, []).append((file, path))

    def read(self, file, value):
        if isinstance(value.get("uid"), str) and value.get("type") in ("app-function", "APP_FUNCTION"):
            self.add("function", value["uid"], file, "uid")
        todo = [("", value)]
        while todo:
            path, current = todo.pop()
            children = current.items() if isinstance(current, dict) else enumerate(current)
            for key, child in children:
                inner = f"{path}[{key}]" if isinstance(current, list) else f"{path}.{key}" if path else key
                if isinstance(current, dict):
                    self.property(file, key, child, inner)
                if isinstance(child, (dict, list)):
                    todo.append((inner, child))

    def property(self, file, key, value, path):
        if key in SCOPES:
            for inner, scope in strings(value, path):
                self.add("scope", scope, file, inner)
        elif key in SECRETS and isinstance(value, list):
            for inner, secret in strings(value, path):
                if secret != IMPLICIT_SECRET:
                    self.add("secret", secret, file, inner)
        elif key in HOSTS:
            for inner, host in strings(value, path):
                self.add("host", host, file, inner)
        elif key == "redirectUrls":
            for inner, url in strings(value, path):
                self.add("redirect URL", url, file, inner)
        elif key == "uid":
            self.add("uid", value, file, path)
        elif key == "targetUrl":
            self.add("webhook URL", value, file, path)
        elif key == "endpoint" and isinstance(value, dict):
            self.add("endpoint", value.get("path"), file, f"{path}.path")
        elif key in ("appFunctions", "endpoints") and isinstance(value, dict) and file.endswith("serverless.json"):
            for name in value:
                self.add("function", name, file, f"{path}.{name}")
                if key == "endpoints":
                    self.add("endpoint", name, file, f"{path}.{name}")

    def lost(self, other, renamed):
        """Kind, value and places of what `other` does not have; `renamed` are the uids that the plan changes."""
        for kind in self.KINDS:
            for value, places in self.values[kind].items():
                now = renamed.get(value, value) if kind in ("uid", "function") else value
                if value not in other.values[kind] and now not in other.values[kind]:
                    yield kind, value, places


def components(folder):
    """The components of a project by type and uid, as flat properties; lists are sorted, because their order means nothing."""
    found = {}
    for path in sorted(folder.rglob("*-hsmeta.json")):
        value = read_json(path)
        if set(LEFTOVERS) & set(path.parts) or "archive" in path.relative_to(folder).parts[:1] or not isinstance(value, dict):
            continue
        flat = {}
        for inner, leaf in leaves(value):
            key = re.sub(r"\[\d+\]", "[]", inner)
            flat.setdefault(key, []).append(leaf)
        for leafs in flat.values():
            leafs.sort(key=json.dumps)
        found[(str(value.get("type")), str(value.get("uid")))] = flat
    return found


def compare(ours, other):
    """The differences between two results, as lines. What is the only one of its type is compared whatever its uid is."""
    pairs = [(key, key) for key in ours if key in other]
    rest, other_rest = [key for key in ours if key not in other], [key for key in other if key not in ours]
    for key in list(rest):
        same = [candidate for candidate in other_rest if candidate[0] == key[0]]
        if len(same) == 1 and sum(candidate[0] == key[0] for candidate in rest) == 1:
            pairs.append((key, same[0]))
            rest.remove(key)
            other_rest.remove(same[0])
    lines = [f"{kind} `{uid}` only in ours" for kind, uid in rest] + [f"{kind} `{uid}` only in the other" for kind, uid in other_rest]
    for key, other_key in sorted(pairs):
        one, two = ours[key], other[other_key]
        for path in sorted(one.keys() | two.keys()):
            if one.get(path) != two.get(path):
                values = [json.dumps(side.get(path), ensure_ascii=False) for side in (one, two)]
                lines.append(f"{key[0]} `{key[1]}`: `{path}` is {values[0]} in ours, {values[1]} in the other")
    return lines
