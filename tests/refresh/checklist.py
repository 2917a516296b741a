"""What is new in the packages and templates of HubSpot, as items of a checklist with the places of ours that would change."""

import difflib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ours
import theirs
from ours import Table
from packages import Package

UI = "@hubspot/ui-extensions"
PARSER = "@hubspot/project-parsing-lib"
API = "@hubspot/api-client"


@dataclass(frozen=True)
class Comparison:
    """A set of names in a package, and our table of them."""

    package: str
    kind: str
    theirs: Callable[[Package], set[str]]
    ours: Callable[[Path], Table]
    # Whether our table has nothing that the newest package lacks. Otherwise only what its last compared version had is missed.
    is_complete: bool = False


COMPARISONS = [
    Comparison(PARSER, "platform version", theirs.platform_versions, ours.platform_versions),
    Comparison(PARSER, "component type", theirs.component_types, ours.component_types, is_complete=True),
    Comparison(PARSER, "top-level property", theirs.top_level_properties, ours.top_level_properties, is_complete=True),
    Comparison(UI, "version", theirs.version, ours.sdk_versions),
    Comparison(UI, "export", theirs.exports, ours.exports, is_complete=True),
    Comparison(UI, "deprecated export", theirs.deprecated_exports, ours.deprecated_exports),
    Comparison(UI, "icon", theirs.icons, ours.icons, is_complete=True),
    Comparison(UI, "location", theirs.locations, ours.locations, is_complete=True),
    Comparison("@hubspot/eslint-config-ui-extensions", "lint rule", theirs.lint_rules, ours.lint_rules, is_complete=True),
    Comparison(API, "API version", theirs.api_versions, ours.api_versions),
]


class Checklist:
    def __init__(self, root: Path, omitted: dict[str, dict[str, str]]):
        self.root = root
        self.omitted = omitted
        self.items: list[str] = []

    def add(self, subject: str, text: str, *places: str) -> None:
        self.items.append(f"- [ ] {subject}: {text} ({', '.join(places)})")

    def compare_package(self, newest: Package, compared: Package, words: list[str]) -> None:
        """`compared` is the version that was compared last, which may be the newest one."""
        for comparison in COMPARISONS:
            if comparison.package == newest.name:
                self.compare_names(comparison, newest, compared)
        self.compare_scopes(newest, compared)
        if newest.name == API:
            self.compare_operations(newest)
        if newest.version != compared.version:
            self.compare_files(newest, compared)
            self.compare_texts(newest, compared, words)

    def compare_names(self, comparison: Comparison, newest: Package, compared: Package) -> None:
        now, table = comparison.theirs(newest), comparison.ours(self.root)
        subject = f"{newest.name} {newest.version}"
        if not now:
            self.add(subject, f"no {comparison.kind} can be read; `tests/refresh/theirs.py` has to follow the package", table.place)
            return
        before = set(table.names) if comparison.is_complete else comparison.theirs(compared)
        # Ours are all versions, the package is one.
        gone = set() if comparison.kind == "version" else before - now
        self.add_differences(subject, comparison.kind, now, gone, table)

    def add_differences(self, subject: str, kind: str, now: set[str], gone: set[str], table: Table) -> None:
        for name in self.unknown(kind, now, table):
            place = next((place for ending, place in table.places.items() if name.endswith(f" {ending}")), table.place)
            self.add(subject, f"new {kind} `{name}`", place)
        for name in sorted(gone):
            if name in table.names:
                self.add(subject, f"{kind} `{name}` is gone", table.names[name])

    def unknown(self, kind: str, names: set[str], table: Table) -> list[str]:
        return sorted(names - set(table.names) - set(self.omitted.get(kind, {})))

    def compare_scopes(self, newest: Package, compared: Package) -> None:
        now = theirs.scopes(newest)
        self.add_differences(f"{newest.name} {newest.version}", "scope", now, theirs.scopes(compared) - now, ours.scopes(self.root))

    def compare_operations(self, package: Package) -> None:
        """Each accessor of the client that we know requests a path that begins with ours."""
        operations = theirs.operations(package)
        for accessor, path, place in ours.client_paths(self.root):
            start = re.sub(r"\{[^}]*\}", "{}", path)
            is_omitted = accessor.split(".")[-1] in self.omitted.get("accessor", {})
            if not is_omitted and not any(f"{operation}/".startswith(f"{start}/") for operation in operations):
                self.add(f"{package.name} {package.version}", f"no operation of `{accessor}` has the path `{path}`", place)

    def compare_files(self, newest: Package, compared: Package) -> None:
        """Files that we name as a source."""
        for (name, file), places in sorted(ours.citations(self.root).items()):
            before, now = (Counter(package.joined(file).splitlines()) for package in [compared, newest])
            if name == newest.name and before != now:
                change = f"changed by +{(now - before).total()} −{(before - now).total()} lines" if now else "is gone"
                self.add(f"{newest.name} {newest.version}", f"`{file}`, a source of ours, {change}", *places)

    def compare_texts(self, newest: Package, compared: Package, words: list[str]) -> None:
        """Messages that `hsmeta explain` knows, and new ones with words of its topics."""
        before, now = theirs.texts(compared), theirs.texts(newest)
        gone = [text for text in before if text not in now]
        new = [text for text in now if text not in before]
        subject = f"{newest.name} {newest.version}"
        changed = set()
        for row, place, _ in ours.explained(self.root):
            text = nearest(row, before)
            if text in gone:
                replacement = difflib.get_close_matches(text, new, 1)
                changed.update(replacement)
                now_says = f"now says “{shortened(replacement[0])}”" if replacement else "is gone"
                self.add(subject, f"the message “{row}” {now_says}", place)
        topic = "server/tools/src/topics/migration-errors.md:1"
        for text in new:
            if text not in changed and any(word in text.lower() for word in words):
                self.add(subject, f"new message “{shortened(text)}”", topic)

    def compare_templates(self, folder: Path, subject: str) -> None:
        versions = ours.platform_versions(self.root)
        for name in self.unknown("platform version", theirs.template_versions(folder), versions):
            self.add(subject, f"new platform version `{name}`", versions.place)
        types = {name.split(" in ")[0] for name in ours.component_types(self.root).names}
        scope_table, schemas = ours.scopes(self.root), ours.Schemas(self.root)
        known = {name.lower() for name in scope_table.names}
        found: set[tuple[str, str]] = set()
        for component in theirs.template_components(folder):
            name = component["type"]
            if name not in types:
                found.add((f"new component type `{name}`", ours.component_types(self.root).place))
                continue
            for path in schemas.unknown_properties(component):
                found.add((f"new property `{path}` of type `{name}`", f"schemas/{name}.json:1"))
            for scope in requested_scopes(component):
                if scope.lower() not in known:
                    found.add((f"new scope `{scope}`", scope_table.place))
        for text, place in sorted(found):
            self.add(subject, text, place)


def requested_scopes(component: dict) -> list[str]:
    auth = component.get("config", {}).get("auth", {}) if isinstance(component.get("config"), dict) else {}
    lists = [auth.get(name, []) for name in ["requiredScopes", "optionalScopes", "conditionallyRequiredScopes"]]
    return [scope for entries in lists for scope in entries if isinstance(scope, str)]


def significant(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9.]+", text.lower()) if len(word) > 2} - {"the", "and", "this"}


def nearest(row: str, texts: list[str]) -> str | None:
    """The text that a row of a topic is about: it has at least four fifths of its words."""
    words = significant(row)
    best, most = None, max(2, len(words) * 4 / 5)
    for text in texts:
        common = len(words & significant(text))
        if common > most or common == most and best is None:
            best, most = text, common
    return best


def shortened(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}…"
