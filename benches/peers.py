"""Alternative programs, which `benches/setup` installs: how each is run, and for how many projects."""

import json
from pathlib import Path

from measure import target

ROOT = Path(__file__).parents[1]
HERE = ROOT / "benches/peers"
INSTALLED = target() / "peers"
MODULES = INSTALLED / "node_modules"
SCHEMAS = ROOT / "schemas/published"
LANGUAGE_SERVER = MODULES / ".bin/vscode-json-language-server"

# Name -> the installed program, and the maximum number of projects that it can check in reasonable time.
PEERS = {
    "ajv script": (MODULES / "ajv", 10000),
    "check-jsonschema": (INSTALLED / "python/bin/check-jsonschema", 1000),
    "jsonschema (sourcemeta)": (MODULES / ".bin/jsonschema", 1000),
    "biome (syntax only)": (MODULES / ".bin/biome", 1000),
    "HubSpot's library": (MODULES / "@hubspot/project-parsing-lib", 100),
}


def commands(folder, temporary, projects=1):
    """The arguments with which each suitable, installed peer checks all component files below a folder."""
    able = [name for name, (program, most) in PEERS.items() if program.exists() and projects <= most]
    return {name: _command(name, folder, temporary) for name in able}


def missing():
    """The names of peers that are not installed."""
    programs = {name: program for name, (program, _) in PEERS.items()} | {LANGUAGE_SERVER.name: LANGUAGE_SERVER}
    return [name for name, program in programs.items() if not program.exists()]


def schema(of):
    """The published schema of a component file."""
    kind = json.loads(Path(of).read_text())["type"]
    return json.loads((SCHEMAS / f"{'page' if kind == 'pages' else kind}.json").read_text())


def _command(name, folder, temporary):
    program = str(PEERS[name][0])
    match name:
        case "ajv script":
            return ["node", str(HERE / "ajv.mjs"), str(MODULES), str(SCHEMAS), str(folder)]
        case "check-jsonschema":
            return [program, "--schemafile", _whole(temporary), *_components(folder)]
        case "jsonschema (sourcemeta)":
            # It stops at the first file that is not JSON.
            files = filter(_is_json, _components(folder))
            return [program, "validate", "--fast", "--continue", _whole(temporary), *files]
        case "biome (syntax only)":
            return [program, "lint", "--max-diagnostics=none", "--files-max-size=100000000", str(folder)]
        case _:
            return ["node", str(HERE / "hubspot.mjs"), str(MODULES), str(folder)]


def _components(folder):
    return sorted(str(path) for path in Path(folder).rglob("*-hsmeta.json"))


def _is_json(path):
    try:
        json.loads(Path(path).read_text())
    except ValueError:
        return False
    return True


def _whole(temporary):
    """One schema for all types, for programs that use one schema for all files."""
    path = Path(temporary) / "whole.json"
    if not path.exists():
        kinds = [json.loads(file.read_text()) for file in sorted(SCHEMAS.glob("*.json"))]
        kinds = [kind for kind in kinds if "type" in kind.get("properties", {})]
        branches = [{"if": {"properties": {"type": kind["properties"]["type"]}}, "then": kind} for kind in kinds]
        path.write_text(json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "allOf": branches}))
    return str(path)
