"""Migrates real projects and checks what `hsmeta migrate` promises, without asking hsmeta what it did.

`python3 tests/migration/prove.py [--program PATH] [--library FOLDER] [--pairs FILE] [--output FILE] FOLDER...`

A FOLDER is a project, or contains projects at any depth; a file is a project as one text, as in `fixtures/migrations`. Each is
copied to a temporary folder and migrated there, once outside of a repository and once in a new one (on a disk in memory, with
`TMPDIR=/dev/shm`, that takes a fraction of the time). `--library` is a folder with `node_modules/@hubspot/project-parsing-lib`.
`--pairs` is a JSON file, `[{"before": FOLDER, "after": FOLDER}]`: the result is compared with another migration of the same
project, property by property. The table goes to stdout, or to `--output`; exit code 1 if a check failed.

What is checked, from the files before and after, which this script reads on its own:

* files: each file of the old project is at exactly one path, with its bytes and its mode, unless the plan converts it; the plan
  lists every file and every property of what it converts; a converted file is kept beside the project (in a repository: in its
  history)
* sets: no scope, uid, function name, secret name, endpoint path, redirect URL, fetched host or webhook URL is lost
* again: a second run changes nothing
* library: HubSpot's parsing library accepts the result, or the plan says what a person has to decide
* check: `hsmeta check` has no error that was not there before, except in files of which the plan says that a person has to decide
  or to do something
* before: a project of an old version has one problem that names the version; hsmeta says nothing else about it
* outside: nothing beside the project was created, changed or removed
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from project_files import LEFTOVERS, Kept, compare, components, contents, leaves, read_json, sources

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT_SECONDS = 120
NOT_COPIED = shutil.ignore_patterns(".git", "node_modules")


def run(*command, folder=None, stdin=None):
    return subprocess.run([os.fsdecode(part) for part in command], cwd=folder, input=stdin, capture_output=True,
                          timeout=TIMEOUT_SECONDS, check=False)


class Plan:
    """The plan as `--format json` prints it."""

    def __init__(self, text):
        self.text = text
        value = json.loads(text)
        self.refusals = value["refusals"]
        self.decisions = value["decisions"]
        self.units = {unit["kind"]: unit["count"] for unit in value["units"]}
        self.files = {entry["path"]: entry for entry in value["files"]}
        self.created = {entry["path"]: entry["from"] for entry in value["created"]}
        self.fields = value["properties"]
        self.by_hand = value["byHand"]
        self.generated = value["generated"]

    def changes_anything(self):
        return bool(self.created) or any(entry["action"] == "change" or entry["to"] != path for path, entry in self.files.items())

    def path_after(self, path):
        """Where the bytes of a file are, `None` if its content is in other files."""
        entry = self.files[path]
        return entry["to"]

    def reports(self, file, path):
        """Whether a property, or an object or array that it is in, is listed as dropped or unconverted."""
        for field in self.fields:
            outer = field["path"]
            is_in = path == outer or path.startswith((outer + ".", outer + "[")) or outer.startswith((path + ".", path + "["))
            if field["file"] == file and is_in and field["outcome"] in ("dropped", "stays"):
                return True
        return any(decision["file"] == file for decision in self.decisions)

    def paths_before(self, file):
        """The old paths of a file of the result."""
        return {path for path, entry in self.files.items() if entry["to"] == file} | {self.created.get(file), file}

    def mentions(self, file):
        """Whether a person is told to decide or to do something about a file of the result."""
        told = [entry["file"] for entry in self.by_hand + self.decisions + self.refusals]
        left = [path for path, entry in self.files.items() if entry["action"] == "leave"]
        stays = [row["file"] for row in self.fields if row["outcome"] == "stays"]
        return bool(self.paths_before(file) & {*told, *left, *stays})

    def asks(self):
        """Whether more has to be decided than whether the app is deployed."""
        return bool(self.refusals) or any(decision["id"] != "deployed-app" for decision in self.decisions) or bool(self.by_hand)


class Project:
    """One project, its copies, and what failed."""

    def __init__(self, source, name, work, program, answers):
        self.name, self.source, self.program, self.answers = name, source, program, answers
        self.failures, self.notes, self.comparisons = [], [], []
        self.base = work
        self.folder = self.base / "project"
        shutil.copytree(source, self.folder, symlinks=True, ignore=NOT_COPIED)
        # Neighbors that no migration may touch.
        for path in ("app.json", "src/app/app.json", f"{LEFTOVERS[0]}/kept.txt"):
            (self.base / path).parent.mkdir(parents=True, exist_ok=True)
            (self.base / path).write_text('{"scopes": []}')
        self.before = contents(self.folder)
        self.library = "-"

    def fail(self, check, what):
        self.failures.append(f"{check}: {what}")

    def hsmeta(self, *arguments, folder=None):
        result = run(self.program, *arguments, folder=folder or self.folder)
        if result.returncode not in (0, 1, 2) or b"panicked" in result.stderr or b"internal error" in result.stderr:
            self.fail("program", f"`{' '.join(map(str, arguments))}` ended with {result.returncode}: {result.stderr.decode()[-300:]}")
        return result

    def problems(self):
        result = self.hsmeta("check", "--format", "json", "--min-severity", "info", ".")
        try:
            return json.loads(result.stdout)["diagnostics"]
        except (ValueError, KeyError):
            self.fail("program", f"check printed no report: {result.stderr.decode()[-300:]}")
            return []

    def prove(self):
        self.problems_before = self.problems()
        self.kept = Kept(self.folder)
        planned = self.hsmeta("migrate", *self.answers, "--format", "json", ".")
        self.plan = None
        if self.answers and planned.returncode == 2 and not planned.stdout:
            self.notes.append("an answer is refused")
            return
        try:
            self.plan = Plan(planned.stdout.decode())
        except (ValueError, KeyError) as error:
            self.fail("program", f"no plan ({error!r}): {planned.stderr.decode()[-300:]}")
            return
        self.check_before()
        if contents(self.folder) != self.before:
            self.fail("files", "printing the plan changed a file")
        self.hsmeta("migrate", *self.answers, ".")
        outside = contents(self.base)
        written = self.hsmeta("migrate", *self.answers, "--write", "--allow-dirty", ".")
        self.after = contents(self.folder)
        if bool(self.plan.refusals) != (written.returncode == 2):
            self.fail("program", f"--write ended with {written.returncode}: {written.stderr.decode()[-300:]}")
        self.check_files()
        self.check_fields()
        self.check_sets()
        self.check_outside(outside)
        self.check_again()
        self.check_problems()

    def check_files(self):
        plan, before, after = self.plan, self.before, self.after
        unlisted = [path for path in before if path not in plan.files]
        if unlisted:
            self.fail("files", f"not in the plan: {shown(unlisted)}")
        expected = {}
        for path, entry in plan.files.items():
            to, (content, mode) = plan.path_after(path), before[path]
            if to is None:
                # Kept outside of a repository only; `check_repository` has the other case.
                to = self.leftover(path)
                for replacement in entry["replacedBy"]:
                    if replacement not in after:
                        self.fail("files", f"{path} is said to be in {replacement}, which does not exist")
            if to in expected:
                self.fail("files", f"two files at {to}")
            expected[to] = (None if entry["action"] == "change" else content, mode)
            if entry["action"] == "change":
                # So is the old text.
                expected[self.leftover(path)] = (content, mode)
        for path in plan.created:
            if path in before:
                self.fail("files", f"{path} is overwritten")
            expected[path] = (None, None)
        if plan.refusals:
            expected = before
        for path, (content, mode) in expected.items():
            found = after.get(path)
            if found is None:
                self.fail("files", f"{path} is missing")
            elif content not in (None, found[0]):
                self.fail("files", f"{path} has other bytes")
            elif mode not in (None, found[1]):
                self.fail("files", f"{path} has mode {found[1]:o}, not {mode:o}")
        extra = [path for path in after if path not in expected]
        if extra:
            self.fail("files", f"not in the plan, and there afterwards: {shown(extra)}")
        # The same without the plan: no content is gone.
        gone = Counter(content for content, _ in before.values()) - Counter(content for content, _ in after.values())
        if gone:
            self.fail("files", f"{len(gone)} contents are nowhere")

    def check_fields(self):
        """Each innermost value of a converted file is in exactly one row."""
        rows = {}
        for field in self.plan.fields:
            # Only the last one of equal keys is read.
            if "repeated" not in (field["reason"] or ""):
                rows.setdefault(field["file"], []).append(field["path"])
        for path, entry in self.plan.files.items():
            # What hsmeta edits in place keeps the rest of its text.
            if entry["action"] != "remove":
                continue
            for inner, _ in leaves(read_json(self.folder / self.leftover(path))):
                found = rows.get(path, [])
                # The dot in the key `lodash.get` is not that between two keys.
                covering = [row for row in found if inner == row] or [row for row in found if inner.startswith((row + ".", row + "["))]
                if len(covering) != 1:
                    self.fail("fields", f"{path}: `{inner}` is in {len(covering)} rows")

    def leftover(self, path):
        """Where a removed file, or the old text of a changed one, is outside of a repository."""
        names = [f"{folder}/{path}{ending}" for folder in LEFTOVERS for ending in ("", ".old")]
        return next((name for name in names if name in self.after), names[0])

    def check_sets(self):
        renamed = {}
        for answer in self.answers:
            old, is_uid, new = answer.rpartition("=")
            if is_uid:
                renamed[old.rpartition("#")[2]] = new
        self.kept_after = Kept(self.folder)
        for kind, value, places in self.kept.lost(self.kept_after, renamed):
            # A value that is a secret, not the name of one, must not be printed.
            name = f"{kind} `{value}`" if kind != "secret" or re.fullmatch(r"\w{1,40}", value) else "secret that is no name"
            if all(self.plan.reports(file, path) for file, path in places):
                self.notes.append(f"{name} not converted, listed")
            else:
                self.fail("sets", f"{name} is lost ({places[0][0]}, {places[0][1]})")
            if kind == "secret" and name != f"{kind} `{value}`" and value in self.plan.text:
                self.fail("sets", "the plan shows a secret")

    def check_outside(self, before):
        inside = re.compile(r"project/")
        after = contents(self.base)
        for path in before.keys() | after.keys():
            if not inside.match(path) and before.get(path) != after.get(path):
                self.fail("outside", f"{path} changed")

    def check_again(self):
        again = self.hsmeta("migrate", *self.answers, "--format", "json", ".")
        plan = Plan(again.stdout.decode())
        if not self.plan.refusals and plan.changes_anything():
            self.fail("again", "a second plan changes something")
        self.hsmeta("migrate", *self.answers, "--write", "--allow-dirty", ".")
        if contents(self.folder) != self.after:
            self.fail("again", "a second run changed a file")

    def check_problems(self):
        self.problems_after = self.problems()
        if self.plan.refusals:
            return
        known = {(problem["rule"], problem["file"]) for problem in self.problems_before}
        self.errors = [problem for problem in self.problems_after if problem["severity"] == "error"]
        self.unannounced = []
        for problem in self.errors:
            file = problem["file"]
            # HubSpot refuses a project without components: what is left is what a person has to decide about.
            if problem["rule"] == "no-components" and self.plan.asks():
                continue
            was_there = any((problem["rule"], path) in known for path in self.plan.paths_before(file))
            if self.plan.mentions(file) or was_there:
                continue
            self.unannounced.append(problem)
            self.fail("check", f"{problem['rule']} in {file}: {problem['message']}")

    def check_library(self, before, after):
        self.library = "refuses"
        reason_before, reason = one_line(before.get("error", ""), self.source), one_line(after.get("error", ""), self.folder)
        if "types" in after:
            self.library = "accepts"
            self.check_components(after)
        elif self.plan and self.plan.asks():
            self.library = "decision"
            self.notes.append(f"library: {reason}")
        elif "error" in before and reason_before == reason:
            self.library = "as before"
            self.notes.append(f"library: {reason}")
        else:
            self.fail("library", reason)

    def check_components(self, translated):
        """The library finds every component file that this script finds."""
        if self.plan and self.plan.changes_anything():
            for path in translated["skipped"]:
                self.notes.append(f"library: ignores {path}")
                if not any(self.plan.mentions(file) for file in self.after if file.endswith(path)):
                    self.fail("library", f"ignores {path}")

    def check_before(self):
        """An old project has one problem, which says so; a component has one that names the old form."""
        manifest = read_json(self.folder / "hsproject.json")
        version = str(manifest.get("platformVersion")) if isinstance(manifest, dict) else ""
        self.is_old = bool(re.match(r"202[0-4]\.|2025\.1$", version))
        # Not those in source files, which are the same in both layouts, nor those of nested projects.
        rules = Counter(problem["rule"] for problem in self.problems_before
                        if problem["severity"] != "info" and problem["project"] == "." and problem["file"].endswith(".json"))
        # The project file may have problems of its own.
        if (self.folder / "hsproject.json").exists() and "srcDir" not in (manifest or {}):
            rules.pop("missing-property", None)
        of_version = [problem for problem in self.problems_before
                      if problem["rule"] in ("unsupported-platform-version", "unknown-platform-version") and problem["project"] == "."]
        # Components of the current layout have problems of their own: what they lack does not come with the version.
        is_mixed = any(path.endswith("-hsmeta.json") for path in self.before)
        if self.is_old and (len(of_version) != 1 or rules.total() != 1 and not is_mixed):
            self.fail("before", counts(rules))
        elif self.is_old and self.plan.units and "hsmeta migrate" not in (of_version[0]["help"] or ""):
            self.fail("before", f"the help does not name the command: {of_version[0]['help']}")

    def check_repository(self, source):
        """The same in a repository: converted files are removed there, and everything else is equal."""
        shutil.rmtree(self.folder)
        shutil.copytree(source, self.folder, symlinks=True, ignore=NOT_COPIED)
        identity = ["-c", "user.name=proof", "-c", "user.email=proof@example.com", "-c", "core.autocrlf=false",
                    "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false"]
        run("git", "init", "-q", self.folder)
        run("git", *identity, "add", "-fA", folder=self.folder)
        run("git", *identity, "commit", "-qm", "before", folder=self.folder)
        status = run("git", "status", "--porcelain", folder=self.folder).stdout
        written = self.hsmeta("migrate", *self.answers, "--write", ".")
        if bool(self.plan.refusals) != (written.returncode == 2):
            if not status:
                self.fail("repository", f"--write ended with {written.returncode}: {written.stderr.decode()[-300:]}")
            return
        expected = {path: content for path, content in self.after.items() if not path.startswith(LEFTOVERS)}
        if contents(self.folder) != expected:
            self.fail("repository", "the result differs from that outside of a repository")

    def units(self):
        return ", ".join(f"{count} {unit}" for unit, count in self.plan.units.items()) if self.plan else ""

    def row(self):
        plan = self.plan
        if plan is None:
            return [self.name, "no plan", "", "", "", "", "", "; ".join(self.failures)]
        actions = Counter(entry["action"] for entry in plan.files.values())
        moved = sum(entry["to"] not in (None, path) for path, entry in plan.files.items())
        files = f"{len(plan.files)}: {moved} moved, {actions['change']} changed, {actions['remove']} converted, {len(plan.created)} new"
        kept = sum(len(values) for values in self.kept.values.values())
        decisions = Counter(decision["id"] for decision in plan.decisions if decision["id"] != "deployed-app")
        if plan.refusals:
            decisions = Counter({"refused": 1})
        before = Counter(problem["rule"] for problem in self.problems_before if problem["severity"] == "error")
        after = Counter(problem["rule"] for problem in getattr(self, "errors", []))
        return [self.name, self.units() or "-", files, str(kept), counts(decisions), self.library,
                f"{sum(before.values())} → {counts(after)}", "; ".join(self.failures) or "ok"]


def shown(paths):
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def counts(counter):
    return ", ".join(f"{key} × {count}" if count > 1 else key for key, count in sorted(counter.items())) or "-"


def one_line(text, folder):
    """The error of the library without its lines, its prefix, and the folder of the project."""
    text = re.sub(r"^(Translation)?Error: ", "", text).replace(f"{folder}/", "").replace(f"{folder.name}/", "")
    return re.sub(r"\s+", " ", text).strip()[:300]


def ask_library(library, folders):
    driver = run("node", Path(__file__).with_name("library.mjs"), library,
                 stdin=json.dumps([str(folder) for folder in folders]).encode())
    if b"\x1e" not in driver.stdout:
        sys.exit(f"the library does not run: {driver.stderr.decode()[-500:]}")
    return json.loads(driver.stdout.split(b"\x1e")[-1])


HEADINGS = ["project", "units", "files", "names kept", "decisions", "library", "errors before → after", "result"]


def table(projects):
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    for project in projects:
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in project.row()) + " |")
    return lines


def totals(projects):
    planned = [project for project in projects if project.plan]
    changed = [project for project in planned if project.plan.changes_anything() and not project.plan.refusals]
    units = Counter()
    for project in planned:
        units.update(project.plan.units)
    kept = {kind: sum(len(project.kept.values[kind]) for project in changed) for kind in Kept.KINDS}
    library = Counter(project.library for project in projects)
    library_changed = Counter(project.library for project in changed)
    failures = Counter(failure.split(":")[0] for project in projects for failure in project.failures)
    return [
        f"* projects: {len(projects)}; {len(changed)} changed by a migration, {sum(bool(project.plan.refusals) for project in planned)} refused",
        f"* units: {counts(units)}",
        f"* files: {sum(len(project.plan.files) for project in changed)}; created: {sum(len(project.plan.created) for project in changed)}",
        "* names that must be kept: " + ", ".join(f"{kind} {count}" for kind, count in kept.items()),
        f"* listed as not converted: {sum(len(project.notes) for project in planned)}",
        f"* library: {counts(library)}; of the changed ones: {counts(library_changed)}",
        f"* errors of `check`: {sum(len(getattr(project, 'errors', [])) for project in changed)} in changed projects, "
        f"{sum(len(getattr(project, 'unannounced', [])) for project in changed)} of them not announced",
        f"* failures: {counts(failures)} in {sum(bool(project.failures) for project in projects)} projects",
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--program", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--verbose", action="store_true", help="name every project when it is done")
    parser.add_argument("--no-repository", action="store_true", help="skip the run in a git repository")
    arguments = parser.parse_args()
    program = arguments.program or Path(os.fsdecode(
        subprocess.check_output(["bash", ROOT / "tests/target", "program"])).rstrip("\n"))
    pairs = {}
    if arguments.pairs:
        for pair in json.loads(arguments.pairs.read_text()):
            pairs.setdefault(Path(pair["before"]).resolve(), []).append(Path(pair["after"]))
    with tempfile.TemporaryDirectory(prefix="migration-") as work:
        found = [source for folder in arguments.folders for source in sources(folder, Path(work))]

        def prove(numbered):
            number, (source, name, answers) = numbered
            project = Project(source, name, Path(work) / str(number), program.resolve(), answers)
            project.prove()
            if arguments.library:
                project.check_library(*ask_library(arguments.library, [source, project.folder]))
            for other in pairs.get(source.resolve(), []):
                lines = compare(components(project.folder), components(other))
                project.comparisons += ["", f"### {name} → {other.name}", "", *[f"* {line}" for line in lines or ["no difference"]]]
            if project.plan and not arguments.no_repository:
                project.check_repository(source)
            shutil.rmtree(project.base)
            if project.failures or arguments.verbose:
                print(f"{name}: {'; '.join(project.failures) or 'ok'}", file=sys.stderr)
            return project

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            proven = list(pool.map(prove, enumerate(found)))
    lines = ["## Totals", "", *totals(proven), "", "## Projects", "", *table(proven)]
    notes = [f"* {project.name}: {note}" for project in proven for note in project.notes]
    if notes:
        lines += ["", "## Listed by the plan", "", *notes]
    comparisons = [line for project in proven for line in project.comparisons]
    if comparisons:
        lines += ["", "## Compared with other migrations", *comparisons]
    text = "\n".join(lines) + "\n"
    if arguments.output:
        arguments.output.write_text(text)
    else:
        print(text, end="")
    sys.exit(any(project.failures for project in proven))


if __name__ == "__main__":
    main()
