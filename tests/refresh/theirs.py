"""What the packages and the templates of HubSpot contain: sets of names, read from text without running it."""

import json
import re
from pathlib import Path, PurePosixPath

from packages import Package

SCOPE = re.compile(r"""['"`]([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+\.(?:read|write|view|send|create|edit|delete|access))['"`]""")
QUOTED = re.compile(r"""['"]([^'"\n]+)['"]""")
OPENING, CLOSING = "{[(", "}])"


def constant(text: str, name: str) -> str:
    """The text between the brackets of `const <name> = …`; of an array, an object or the arguments of `new Set`."""
    found = re.search(rf"\b{name}\b\s*=\s*(?:new Set)?[^{{\[(;]*", text)
    return bracketed(text, found.end()) if found else ""


def bracketed(text: str, start: int) -> str:
    """What is between the bracket at `start` and the one that closes it."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in OPENING) - (text[at] in CLOSING)
        if depth == 0:
            return text[start + 1 : at]
    return ""


def quoted(text: str) -> set[str]:
    return set(QUOTED.findall(text))


# npm @hubspot/project-parsing-lib


def platform_versions(package: Package) -> set[str]:
    text = package.joined("constants.js")
    return quoted(constant(text, "PLATFORM_VERSIONS")) | quoted(constant(text, "DEPRECATED_PLATFORM_VERSIONS"))


def component_types(package: Package) -> set[str]:
    """Each with its folder: `card in app/cards`."""
    text = package.joined("constants.js")
    keys = dict(re.findall(r"const (\w+) = '([^']*)'", text))
    body = constant(text, "Components")
    types = set()
    for found in re.finditer(r"\[(\w+)\]: (\w*)", body):
        entry = constant(text, found[2]) if found[2] else bracketed(body, found.end())
        folder = re.search(r"\bdir: (?:'([^']*)'|(\w+))", entry)
        if folder is None:
            continue
        parent = re.search(r"\bparentComponent: (\w+)", entry)
        # A name that is no constant of the file stands for itself, and so is listed.
        parts = [keys.get(parent[1], parent[1])] if parent else []
        parts.append(folder[1] or keys.get(folder[2], folder[2]))
        types.add(f"{keys.get(found[1], found[1])} in {'/'.join(parts)}")
    return types


def top_level_properties(package: Package) -> set[str]:
    return quoted(constant(package.joined("constants.js"), "ALLOWED_TOP_LEVEL_FIELDS"))


# npm @hubspot/ui-extensions


def exports(package: Package) -> set[str]:
    """What modules export at run time: `Button of @hubspot/ui-extensions`, `CrmReport of @hubspot/ui-extensions/crm`."""
    names = set()
    for module, target in json.loads(package.text("package.json") or "{}").get("exports", {}).items():
        # A condition has targets of its own.
        while isinstance(target, dict):
            target = target.get("import") or target.get("default")
        if isinstance(target, str):
            exported = exported_names(package, PurePosixPath(target).as_posix(), set())
            names |= {f"{name} of {package.name}{module[1:]}" for name in exported}
    return names


def exported_names(package: Package, path: str, seen: set[str]) -> set[str]:
    if path in seen:
        return set()
    seen.add(path)
    text = re.sub(r"/\*.*?\*/", "", package.text(path), flags=re.DOTALL)
    names = set(re.findall(r"^export (?:const|let|var|async function|function|class) (\w+)", text, re.MULTILINE))
    for listed in re.findall(r"^export \{([^}]*)\}", text, re.MULTILINE):
        names |= {entry.split()[-1] for entry in listed.split(",") if entry.strip()}
    for other in re.findall(r"^export \* from ['\"](\.[^'\"]*)['\"]", text, re.MULTILINE):
        names |= exported_names(package, joined(PurePosixPath(path).parent / other), seen)
    return names - {"default"}


def joined(path: PurePosixPath) -> str:
    """A path without `..`."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def deprecated_exports(package: Package) -> set[str]:
    """Exports whose declaration has the tag `@deprecated`."""
    exported = {name.split(" of ")[0] for name in exports(package)}
    tagged = set()
    for path in package.files:
        if path.endswith(".d.ts"):
            comments = re.finditer(r"/\*\*((?:(?!\*/).)*)\*/\s*export declare \w+ (\w+)", package.text(path), re.DOTALL)
            tagged |= {found[2] for found in comments if "@deprecated" in found[1]}
    return tagged & exported


def icons(package: Package) -> set[str]:
    return set(re.findall(r"^\s*(\w+):", constant(package.joined("shared.synced.js"), "iconNames"), re.MULTILINE))


def locations(package: Package) -> set[str]:
    return quoted(constant(package.joined("extension-points.synced.js"), "EXTENSION_POINT_LOCATIONS"))


def version(package: Package) -> set[str]:
    return {package.version}


# Others


def lint_rules(package: Package) -> set[str]:
    """The rules that npm @hubspot/eslint-config-ui-extensions defines."""
    return set(re.findall(r"'([a-z-]+)':", constant(package.text("dist/index.js"), "rules")))


def scopes(package: Package) -> set[str]:
    """Whatever has the form of a scope, in code of any package; and the list of npm @hubspot/local-dev-lib."""
    found = set(re.findall(r"\bvalue: '([^']*)'", constant(package.text("constants/auth.js"), "OAUTH_SCOPES")))
    for path in package.files:
        if path.endswith((".js", ".ts")):
            found |= set(SCOPE.findall(package.text(path)))
    return found


def operations(package: Package) -> set[str]:
    """The paths that npm @hubspot/api-client requests; a parameter is `{}`."""
    paths = set()
    for path in package.files:
        if path.endswith(".js") and "/apis/" in path:
            paths |= set(re.findall(r"localVarPath = '([^']*)'", package.text(path)))
    return {re.sub(r"\{[^}]*\}", "{}", path) for path in paths}


def api_versions(package: Package) -> set[str]:
    """The versions in these paths: `v3`, `2026-09`."""
    return {part for path in operations(package) for part in path.split("/") if re.fullmatch(r"v\d+|20\d\d-\d\d", part)}


def texts(package: Package) -> list[str]:
    """The texts that a package displays; what is put in is `…`."""
    found = []
    for path in [*package.find("lang/en.js"), *package.find("lang/copy.js")]:
        source = re.sub(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", "…", package.text(path))
        for literal in re.findall(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`", source):
            text = re.sub(r"\\n|\s+", " ", "".join(literal)).replace("\\", "").strip()
            if " " in text:
                found.append(text)
    return list(dict.fromkeys(found))


# Templates: github HubSpot/hubspot-project-components


def template_versions(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir() and re.fullmatch(r"\d{4}\.\d+(-beta)?", path.name)}


def template_components(folder: Path) -> list[dict]:
    """The component files that are JSON."""
    components = []
    for path in sorted(folder.rglob("*-hsmeta.json")):
        try:
            component = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(component, dict) and isinstance(component.get("type"), str):
            components.append(component)
    return components
