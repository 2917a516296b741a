"""Compares the npm packages and the templates of HubSpot with our tables: `python3 tests/refresh`.

Prints a checklist: what is new, and the file and line of ours that would change. Exit code 0: nothing is new. 1: something is.
2: a package or the templates could not be had; the list is about the others.

    --from DIR        packages that were downloaded before, as `npm pack` names them, instead of the registry
    --templates DIR   a clone of HubSpot/hubspot-project-components, instead of a new one
    --no-templates    without them
    --accept          record the versions in upstream.json as compared, after the tables have been brought up to date

Packages are kept below Cargo's target folder. Requires Python 3.11.4, npm, and git for the templates.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import ours
import theirs
from checklist import Checklist
from packages import Folder, Registry, Unavailable


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/refresh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="folder", type=Path, metavar="DIR")
    parser.add_argument("--templates", type=Path, metavar="DIR")
    parser.add_argument("--no-templates", action="store_true")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--root", type=Path, default=ours.ROOT, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for folder in [arguments.folder, arguments.templates]:
        if folder and not folder.is_dir():
            parser.error(f"{folder} is not a folder")
    record = arguments.root / "tests/refresh/upstream.json"
    upstream = json.loads(record.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        source = Folder(arguments.folder, Path(scratch)) if arguments.folder else Registry(cache())
        if arguments.accept:
            return accept(arguments, upstream, source, Path(scratch), record)
        checklist, errors = compared(arguments, upstream, source, Path(scratch))
    for error in errors:
        print(f"tests/refresh: {error}", file=sys.stderr)
    if checklist.items or not errors:
        print("\n".join(checklist.items) or "Nothing is new.")
    if errors:
        return 2
    return 1 if checklist.items else 0


def compared(arguments: argparse.Namespace, upstream: dict, source: Folder | Registry, scratch: Path) -> tuple[Checklist, list[Unavailable]]:
    checklist, errors = Checklist(arguments.root, upstream["omitted"]), []
    record = ours.Source(arguments.root, "tests/refresh/upstream.json")
    for row in upstream["packages"]:
        try:
            compare_package(checklist, source, row, upstream["words"], record)
        except Unavailable as error:
            errors.append(error)
    if not arguments.no_templates:
        try:
            compare_templates(checklist, templates(arguments, upstream, scratch), upstream["templates"], record)
        except Unavailable as error:
            errors.append(error)
    return checklist, errors


def compare_package(checklist: Checklist, source: Folder | Registry, row: dict, words: list[str], record: ours.Source) -> None:
    name, last = row["name"], row["version"]
    newest = source.package(name, source.newest(name))
    before = newest if last == newest.version else source.package(name, last)
    if newest.version != last:
        accept_later(checklist, f"{name} {newest.version}", last, record.place(json.dumps(name)), f"`{name}` {last}")
    checklist.compare_package(newest, before, words)


def compare_templates(checklist: Checklist, folder: Path, row: dict, record: ours.Source) -> None:
    now, last = commit(folder), row["commit"]
    subject = f"{row['repository']} {now[:7]}"
    if now != last:
        accept_later(checklist, subject, last[:7], record.place('"templates"'), f"{row['repository']}> at {last[:7]}")
    checklist.compare_templates(folder, subject)


def accept_later(checklist: Checklist, subject: str, last: str, place: str, mention: str) -> None:
    """The version is written in the record, by `--accept`, and by hand in the sources of the schemas."""
    by_hand = ours.Source(checklist.root, "schemas/README.md").place(mention)
    checklist.add(subject, f"{last} was compared last; then run `python3 tests/refresh --accept`", place, by_hand)


def accept(arguments: argparse.Namespace, upstream: dict, source: Folder | Registry, scratch: Path, record: Path) -> int:
    try:
        for row in upstream["packages"]:
            row["version"] = source.newest(row["name"])
        if not arguments.no_templates:
            upstream["templates"]["commit"] = commit(templates(arguments, upstream, scratch))
    except Unavailable as error:
        print(f"tests/refresh: {error}", file=sys.stderr)
        return 2
    record.write_text(json.dumps(upstream, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def templates(arguments: argparse.Namespace, upstream: dict, scratch: Path) -> Path:
    folder = arguments.templates or scratch / "templates"
    if not folder.exists():
        try:
            git("clone", "--quiet", "--depth", "1", f"https://github.com/{upstream['templates']['repository']}", str(folder))
        except Unavailable as error:
            raise Unavailable(f"{error} (`--templates DIR` takes a clone, `--no-templates` leaves them out)") from None
    if not theirs.template_versions(folder):
        raise Unavailable(f"{folder} has no folder of a platform version: it is not a clone of the templates, or `tests/refresh/theirs.py` has to follow them")
    return folder


def commit(folder: Path) -> str:
    return git("-C", str(folder), "rev-parse", "HEAD").strip()


def git(*arguments: str) -> str:
    try:
        environment = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
        return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True, env=environment).stdout
    except FileNotFoundError:
        raise Unavailable("git is not installed") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["no message"]
        raise Unavailable(f"git {arguments[0]}: {lines[-1]}") from None


def cache() -> Path:
    target = subprocess.check_output(["bash", ours.ROOT / "tests/target"], text=True).strip()
    return Path(target) / "refresh"


sys.exit(main())
