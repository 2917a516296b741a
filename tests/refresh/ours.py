"""Our tables: the names in them, each with its file and line, and the line where another one would be added."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Table:
    """Names and where they are; `place` is where a new one belongs."""

    place: str
    names: dict[str, str] = field(default_factory=dict)
    # Where a new name belongs that ends so: `of @hubspot/ui-extensions/crm`.
    places: dict[str, str] = field(default_factory=dict)


class Source:
    """A file of the repository, with line numbers."""

    def __init__(self, root: Path, path: str):
        self.path = path
        self.text = (root / path).read_text(encoding="utf-8")

    def at(self, offset: int) -> str:
        return f"{self.path}:{self.text.count(chr(10), 0, max(offset, 0)) + 1}"

    def place(self, text: str, start: int = 0) -> str:
        return self.at(self.text.find(text, start))

    def strings(self, names: list[str], start: str = "") -> dict[str, str]:
        """The places of JSON strings, behind the text `start`."""
        offset = max(self.text.find(start), 0)
        return {name: self.place(json.dumps(name), offset) for name in names}


def platform_versions(root: Path) -> Table:
    source = Source(root, "server/catalog/src/version.rs")
    rows = list(re.finditer(r'^    row\("([^"]+)"', source.text, re.MULTILINE))
    return Table(source.at(rows[-1].start()), {row[1]: source.at(row.start()) for row in rows})


def component_types(root: Path) -> Table:
    source = Source(root, "server/catalog/src/component.rs")
    table = Table(source.place("components! {\n"))
    for row in re.finditer(r'^    "([^"]+)": .*?(?:row|one|standalone)\("([^"]+)"\).*,$', source.text, re.MULTILINE):
        alias = re.search(r'alias: Some\("([^"]+)"\)', row[0])
        for name in [row[1], *([alias[1]] if alias else [])]:
            table.names[f"{name} in {row[2]}"] = source.at(row.start())
    return table


def top_level_properties(root: Path) -> Table:
    source = Source(root, "schemas/card.json")
    names = list(json.loads(source.text)["properties"])
    return Table(source.place('"properties"'), source.strings(names, '"properties"'))


def exports(root: Path) -> Table:
    """The exports of the newest version."""
    source = Source(root, "schemas/sdk-exports.json")
    data = json.loads(source.text)
    table = Table(source.place('"modules"'))
    for module in data["modules"]:
        of = f"of {data['package']}{module['path']}"
        start = source.text.find(f'"path": "{module["path"]}"')
        table.places[of] = source.at(start)
        for row in module["exports"]:
            if "until" not in row and "until" not in module:
                table.names |= {f"{name} {of}": source.place(f'"{name}"', start) for name in row["names"]}
    return table


def deprecated_exports(root: Path) -> Table:
    source = Source(root, "schemas/sdk-exports.json")
    names = [row["name"] for row in json.loads(source.text)["deprecated"]]
    return Table(source.place('"deprecated"'), source.strings(names, '"deprecated"'))


def sdk_versions(root: Path) -> Table:
    source = Source(root, "schemas/sdk-exports.json")
    return Table(source.place('"versions"'), source.strings(json.loads(source.text)["versions"], '"versions"'))


def icons(root: Path) -> Table:
    source = Source(root, "schemas/crm-bulk-action.json")
    icon = json.loads(source.text)["properties"]["config"]["properties"]["icon"]
    names = [value["value"] if isinstance(value, dict) else value for value in icon["x-knownValues"]]
    return Table(source.place('"icon"'), source.strings(names, '"icon"'))


def locations(root: Path) -> Table:
    """Of cards, and of the other types of extensions."""
    cards = Source(root, "schemas/card.json")
    values = json.loads(cards.text)["properties"]["config"]["properties"]["location"]["enum"]
    table = Table(cards.place('"location"'), cards.strings(values, '"location"'))
    others = Source(root, "server/catalog/src/sdk_locations.rs")
    of_types = others.text.split("fn location_of_type")[1].split("\n}\n")[0]
    for name in [*re.findall(r'Some\("([^"]+)"\)', of_types), *re.findall(r'^const \w+: &str = "([^"]+)"', others.text, re.MULTILINE)]:
        table.names[name] = others.place(f'"{name}"')
    return table


def lint_rules(root: Path) -> Table:
    source = Source(root, "docs/source-code.md")
    rows = list(re.finditer(r"^\| `(no-[a-z-]+)` \|", source.text, re.MULTILINE))
    return Table(source.at(rows[0].start()), {row[1]: source.at(row.start()) for row in rows})


def scopes(root: Path) -> Table:
    source = Source(root, "schemas/scopes.json")
    return Table(f"{source.path}:1", source.strings([row["name"] for row in json.loads(source.text)]))


def client_paths(root: Path) -> list[tuple[str, str, str]]:
    """The accessors of npm @hubspot/api-client: accessor, path, place."""
    source = Source(root, "schemas/scope-families.json")
    start = source.text.find('"sdk"')
    return [(row["accessor"], row["path"], source.place(json.dumps(row["accessor"]), start)) for row in json.loads(source.text)["sdk"]]


def api_versions(root: Path) -> Table:
    source = Source(root, "schemas/api-versions.json")
    data = json.loads(source.text)
    names = [row["prefix"] for row in data["otherwise"]]
    table = Table(source.place('"current"'), source.strings(names, '"otherwise"'))
    table.names[data["current"]] = table.place
    return table


def explained(root: Path) -> list[tuple[str, str, str]]:
    """The messages of HubSpot that `hsmeta explain` knows: text, place, topic."""
    rows = []
    for path in sorted((root / "server/tools/src/topics").glob("*.md")):
        source = Source(root, path.relative_to(root).as_posix())
        for table in re.finditer(r"^\| HubSpot says \|.*\n\|[-| ]+\n((?:\|.*\n)+)", source.text, re.MULTILINE):
            for row in re.finditer(r"^\| (.*?) \|", table[1], re.MULTILINE):
                rows.append((row[1], source.at(table.start(1) + row.start()), path.stem))
    return rows


def citations(root: Path) -> dict[tuple[str, str], list[str]]:
    """Where we name a file of a package as a source, by package and file."""
    found: dict[tuple[str, str], list[str]] = {}
    paths = [path for folder in ["server", "schemas"] for path in (root / folder).rglob("*") if path.suffix in {".rs", ".md"}]
    for path in sorted(paths):
        source = Source(root, path.relative_to(root).as_posix())
        for mention in re.finditer(r"npm `?(@hubspot/[a-z-]+)`? \d[\d.]*\d`?((?:(?!npm `?@|\n\n|\n(?://[!/]|\*)?\n).){0,300})", source.text, re.DOTALL):
            for file in re.findall(r"[\w./-]+\.(?:d\.ts|js)\b", mention[2]):
                places = found.setdefault((mention[1], file), [])
                place = source.at(mention.start())
                if place not in places:
                    places.append(place)
    return found


class Schemas:
    """The schemas of components, asked for paths of properties."""

    def __init__(self, root: Path):
        self.root = root
        self.loaded: dict[str, dict | None] = {}

    def of_type(self, name: str) -> dict | None:
        if name not in self.loaded:
            for alias in [name, name.removesuffix("s")]:
                path = self.root / f"schemas/{alias}.json"
                if path.is_file():
                    self.loaded[name] = json.loads(path.read_text(encoding="utf-8"))
                    break
            else:
                self.loaded[name] = None
        return self.loaded[name]

    def unknown_properties(self, component: dict) -> set[str]:
        schema = self.of_type(component["type"])
        return set(unknown(component, [schema], schema, "")) if schema else set()


def unknown(value, schemas: list[dict], root: dict, path: str):
    """Paths of properties that no schema for the value defines."""
    schemas = applicable(schemas, root)
    if isinstance(value, list):
        items = [schema["items"] for schema in schemas if isinstance(schema.get("items"), dict)]
        for entry in value if items else []:
            yield from unknown(entry, items, root, f"{path}[]")
    if not isinstance(value, dict) or not any("properties" in schema for schema in schemas):
        return
    for name, member in value.items():
        inside = f"{path}.{name}".lstrip(".")
        named = [schema["properties"][name] for schema in schemas if name in schema.get("properties", {})]
        others = [schema["additionalProperties"] for schema in schemas if isinstance(schema.get("additionalProperties"), dict)]
        if named or others:
            yield from unknown(member, named or others, root, inside)
        else:
            yield inside


def applicable(schemas: list[dict], root: dict) -> list[dict]:
    """The schemas, and those that they refer to or combine."""
    found, pending = [], list(schemas)
    while pending:
        schema = pending.pop()
        if not isinstance(schema, dict) or any(schema is other for other in found):
            continue
        found.append(schema)
        if "$ref" in schema:
            pending.append(root["$defs"][schema["$ref"].removeprefix("#/$defs/")])
        for keyword in ["allOf", "anyOf", "oneOf"]:
            pending += schema.get(keyword, [])
        pending += [schema[keyword] for keyword in ["if", "then", "else"] if keyword in schema]
    return found
