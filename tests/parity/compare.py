#!/usr/bin/env python3
"""Compares `hsmeta check` with HubSpot's own parsing library, project by project and file by file.

    compare.py --hsmeta HSMETA --oracle .../official-validate.mjs --modules .../node_modules DIR...

The oracle is a script outside this repository (see README.md beside this file). It runs the official code offline on a
project and prints its verdict. Terms:

Projects
    Every folder below the DIRs with a file `hsproject.json`, nested ones too; `.git`, `node_modules` and links are not
    entered. Diagnostics of hsmeta in files outside of these projects are counted ("no project") and ignored.
    * legacy: the official code says only that the project has an older architecture than it supports. No verdict.
      Our errors there are listed.
    * refused: `hsproject.json` is refused, by the library or by the command around it, or any run is (one run per
      profile; one without a profile when there is none). The project must have at least one error of ours.
    * accepted: everything else. Our errors there are "stricter".

Places
    Each refusal is attributed to a place. The places are:
    * a component file. It is refused when, in any run, the oracle's `perFile` gives it an error, also one hidden behind
      the first, or an exception of its own, or names it among the files of a duplicate uid;
    * `hsproject.json`, refused by its own check or for its platform version;
    * `hsprofile.<name>.json`, refused by the profile checks or unreadable;
    * a functions folder without package.json: an error in any file in it counts, the absent one included;
    * the project as a whole, when the refusal names no place (no component files at all, a crash with no file).
    A refused place is
    * agreed when an error of ours is in it;
    * related when it is only a related location of an error of ours: one diagnostic for two files with the same uid is
      enough;
    * a consequence when its only error is `must-have-app`, and a file that was meant as the app (`type` is `app`, or it
      is directly in `app/`) is refused itself; or when it is a second component only because the `type` of another file
      contradicts its folder. hsmeta need not report it, and it is counted separately;
    * milder when its only error is a platform version of the usual form that is newer than the library
      ("newer-platform-version": a later version of the library will accept it), or a placeholder in a uid of a project
      without any profile ("uid-without-profile": profiles may be excluded from version control), or a `srcDir` with
      backslashes, which Windows accepts ("windows-separator", a warning). By decision, these are not errors of ours;
    * MISSED otherwise. This is what fails the run.
    The official report itself (not `perFile`) sometimes attributes an error to a wrong file, or loses one; such files are
    counted as misattributed and compared by `perFile`.

Errors of ours without an official refusal
    Grouped by rule, each group with the source of the rule, so that the rule can be justified:
    * stricter: in a component file, project file or profile that the official code reads and accepts;
    * unread: in a component file that the official code skips, because of its folder;
    * elsewhere: in any other file, an unknown profile name or a package.json, say;
    * unjudged: in a component file of a project for which the official code stops before it reads any;
    * legacy: in a legacy project.
    Without `--schemas` the oracle has no schemas of `config` and accepts every `config`, so each error inside of `config`
    is stricter.

The comparison shows only in part that both refuse a place for the same reason. COUNTERPARTS below maps official codes to
our rules; an agreed place without any of these rules is listed as "agreed by another rule" (it does not fail the run).
For codes that are not in it, see the table "official code x our rules". In a place that is a folder or a project, any
error counts. Warnings and infos of ours do not affect a verdict; the table of rules counts them.

Exit code: 0 nothing missed, 1 a refused project or place without an error of ours, 2 failure.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict

PROJECT_FILE = "hsproject.json"
CLASSES = ("stricter", "unread", "elsewhere", "unjudged", "legacy")
MILDER = {"newer-platform-version", "uid-without-profile", "windows-separator"}
PLACES = ("agreed", "related", "consequence", "milder", "MISSED")
# A version of the usual form that is newer than the library: by decision, not an error of ours.
NEWER_VERSION = re.compile(r"20(2[7-9]|[3-9]\d)\.(03|09)(-beta)?")
SHOWN = 12
# Official code -> our rules for the same problem. Add a code when its rule exists.
COUNTERPARTS = {
    "invalid-json": {"invalid-json", "byte-order-mark", "empty-file", "invalid-utf8"},
    "file-content-missing": {"empty-file", "not-an-object"},
    "unexpected-top-level-field": {"unexpected-top-level-property", "not-a-component"},
    "missing-uid": {"missing-property", "not-a-component", "not-an-object", "wrong-type"},
    "missing-type": {"missing-property", "not-a-component", "not-an-object", "wrong-type"},
    "missing-config": {"missing-property", "not-a-component", "not-an-object", "wrong-type"},
    "permissions-not-supported": {"needs-newer-platform"},
    "project-config-missing-field": {"missing-property", "not-an-object"},
    "project-config-not-object": {"not-an-object"},
    "project-config-invalid-json": {"invalid-json", "byte-order-mark", "empty-file", "invalid-utf8"},
    "cli-profile-missing-account-id": {"missing-property", "not-an-object"},
}


def main():
    options = arguments()
    roots = [os.path.realpath(folder) for folder in options.folders]
    projects = sorted({project for root in roots for project in projects_below(root)})
    if not projects:
        fail(f"no {PROJECT_FILE} below {' '.join(options.folders)}")
    diagnostics, summary = run_hsmeta(options.hsmeta, roots)
    official = run_oracle(options, projects)
    result = Result()
    by_file = index(diagnostics)
    for project in projects:
        compare(project, projects, official[project], by_file, result)
    covered = [f for f in diagnostics if any(within(f["file"], project) for project in projects)]
    result.outside = [f for f in diagnostics if not any(within(f["file"], project) for project in projects)]
    for diagnostic in covered:
        result.severities[diagnostic["rule"]][diagnostic["severity"]] += 1
    base = os.path.commonpath(roots)
    report(result, base, len(projects), summary)
    return 1 if result.silent_projects or result.places["MISSED"] else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hsmeta", required=True, help="the program to compare")
    parser.add_argument("--oracle", required=True, help="official-validate.mjs")
    parser.add_argument("--modules", required=True, help="node_modules with @hubspot/project-parsing-lib")
    parser.add_argument("--schemas", help="config schemas for the oracle (default: every config passes)")
    parser.add_argument("--node", default="node")
    parser.add_argument("folders", nargs="+", metavar="DIR")
    return parser.parse_args()


class Result:
    """The counters, and the lists of what is printed individually."""

    def __init__(self):
        self.projects = Counter()
        self.silent_projects = []
        self.places = Counter()
        self.listed = defaultdict(list)
        self.accepted_files = 0
        self.accepted_clean = 0
        self.unread_files = 0
        self.misattributed = []
        self.ours = {name: defaultdict(list) for name in CLASSES}
        self.together = Counter()
        self.agreeing = Counter()
        self.other_rule = []
        self.severities = defaultdict(Counter)
        self.stricter_projects = []
        self.outside = []


# ---------------------------------------------------------------- running both


def projects_below(root):
    for folder, folders, files in os.walk(root):
        # A copy of a project in a folder whose name begins with a dot is not checked by itself.
        folders[:] = sorted(name for name in folders if name != "node_modules" and not name.startswith("."))
        if PROJECT_FILE in files:
            yield folder


def run_hsmeta(program, roots):
    """The diagnostics with absolute paths: hsmeta prints paths relative to the working directory, `/` here."""
    command = [os.path.abspath(program), "check", "--format", "json", "--min-severity", "info", "--color", "never", *roots]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True)
    if done.returncode not in (0, 1):
        # Exit code 2 with a report: a file could not be read, which some cases are about.
        sys.stderr.write(done.stderr)
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        fail(f"hsmeta did not print JSON (exit code {done.returncode})")
    for diagnostic in report["diagnostics"]:
        for place in (diagnostic, *diagnostic["related"]):
            place["file"] = os.path.normpath(os.path.join("/", place["file"]))
    return report["diagnostics"], report["summary"]


def run_oracle(options, projects):
    command = [options.node, options.oracle, "--modules", options.modules, "--jsonl", "--list", "-"]
    if options.schemas:
        command += ["--schemas", options.schemas]
    done = subprocess.run(command, input="\n".join(projects) + "\n", capture_output=True, text=True)
    verdicts = {verdict["project"]: verdict for verdict in map(json.loads, done.stdout.splitlines())}
    missing = [project for project in projects if project not in verdicts]
    if missing or done.returncode not in (0, 1):
        fail(f"the oracle failed (exit code {done.returncode}) at {missing[:1]}\n{done.stderr}")
    return verdicts


def index(diagnostics):
    """Errors of ours by file, and by the files of their related locations."""
    errors, related = defaultdict(list), defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic["severity"] != "error":
            continue
        errors[diagnostic["file"]].append(diagnostic)
        for place in diagnostic["related"]:
            related[place["file"]].append(diagnostic)
    return errors, related


def within(file, folder):
    return file.startswith(folder.rstrip("/") + "/")


# ---------------------------------------------------------------- one project


def compare(project, projects, verdict, by_file, result):
    errors, related = by_file
    nested = [other for other in projects if within(other, project)]
    own = {f: list_ for f, list_ in errors.items() if within(f, project) and not any(within(f, other) for other in nested)}

    if (verdict["projectConfig"]["cli"] or {}).get("code") == "cli-legacy-platform-version":
        result.projects["legacy"] += 1
        put(result, "legacy", own)
        return
    places = refused_places(project, verdict)
    refused = bool(places) or not verdict["valid"]
    if refused and own:
        result.projects["refused by both"] += 1
    elif refused and all(place["codes"] <= MILDER for place in places.values()):
        result.projects["refused, we are milder by decision"] += 1
    elif refused:
        result.projects["REFUSED, no error of ours"] += 1
        result.silent_projects.append((project, sorted(set().union(*(place["codes"] for place in places.values())))))
    elif own:
        result.projects["accepted, we are stricter"] += 1
        result.stricter_projects.append((project, Counter(f["rule"] for list_ in own.values() for f in list_)))
    else:
        result.projects["accepted by both"] += 1

    files = component_files(project, verdict)
    app_refused = any(is_app(project, verdict, file, places) for file in places)
    for place, refusal in places.items():
        judge(place, refusal, app_refused, own, errors, related, result)
    for file in files - places.keys():
        result.accepted_files += 1
        result.accepted_clean += file not in errors
    result.misattributed += misattributed(project, verdict, places)

    skipped = {os.path.join(project, verdict["sourceDir"] or "", name) for name in verdict["skippedFiles"]}
    result.unread_files += len(skipped)
    for file, list_ in own.items():
        if any(covers(file, place, refusal) for place, refusal in places.items()):
            continue
        if file in files or is_config(file):
            put(result, "stricter", {file: list_})
        elif file in skipped:
            put(result, "unread", {file: list_})
        elif not files and file.endswith("-hsmeta.json"):
            put(result, "unjudged", {file: list_})
        else:
            put(result, "elsewhere", {file: list_})


def refused_places(project, verdict):
    """Place -> {codes, folder}; a folder covers each file in it."""
    source = os.path.normpath(os.path.join(project, verdict["sourceDir"] or ""))
    places = {}

    def refuse(place, code, folder=False):
        entry = places.setdefault(place, {"codes": set(), "folder": folder})
        entry["codes"].add(code)

    with open(os.path.join(project, PROJECT_FILE), encoding="utf-8", errors="replace") as file:
        has_backslash = re.search(r'"srcDir"\s*:\s*"[^"]*\\', file.read()) is not None
    for error in verdict["projectConfig"].values():
        if error:
            is_windows = has_backslash and error["code"].endswith("src-not-found")
            refuse(os.path.join(project, PROJECT_FILE), "windows-separator" if is_windows else error["code"])
    for run in verdict["runs"]:
        profile = os.path.join(source, f"hsprofile.{run['profile']}.json")
        for error in run["profileErrors"]:
            refuse(profile, error["code"])
        for file in run["perFile"]["files"]:
            for error in file["errors"] + file["hidden"] + file["fatal"]:
                # Without a platform version the oracle cannot select schemas. No verdict on the file.
                if error["message"] != "Failed to fetch component schemas":
                    open_uid = run["profile"] is None and error["code"] == "invalid-uid" and "${" in str(file["uid"])
                    refuse(os.path.join(source, file["file"]), "uid-without-profile" if open_uid else error["code"])
        for duplicate in run["perFile"]["duplicateUids"]:
            for file in duplicate["files"]:
                refuse(os.path.join(source, file), "duplicate-uid")
        fatal = [run["official"]["fatal"], *run["perFile"]["fatal"]]
        for error in filter(None, fatal):
            data = error.get("data", {})
            if error["code"] == "unsupported-platform-version":
                newer = NEWER_VERSION.fullmatch(data.get("platformVersion", ""))
                refuse(os.path.join(project, PROJECT_FILE), "newer-platform-version" if newer else error["code"])
            elif error["code"] == "no-package-json-for-serverless":
                folder = re.match(r"(.*package\.json)", data.get("path", error["message"]))
                refuse(os.path.dirname(os.path.join(source, folder[1])) if folder else project, error["code"], True)
            elif error["code"] == "profile-load-failed" or error["stage"] == "profile":
                refuse(profile, error["code"])
        if not run["valid"] and not places:
            codes = [error["code"] for error in filter(None, fatal)] or ["refused"]
            refuse(project, codes[0], True)
    return places


def component_files(project, verdict):
    source = os.path.normpath(os.path.join(project, verdict["sourceDir"] or ""))
    return {os.path.join(source, file["file"]) for run in verdict["runs"] for file in run["perFile"]["files"]}


def is_app(project, verdict, place, places):
    """Whether a refused place is a file that was meant as the app."""
    if places[place]["codes"] == {"must-have-app"} or not place.endswith("-hsmeta.json"):
        return False
    source = os.path.normpath(os.path.join(project, verdict["sourceDir"] or ""))
    types = {
        str(file["type"]).lower()
        for run in verdict["runs"]
        for file in run["perFile"]["files"]
        if os.path.join(source, file["file"]) == place
    }
    return "app" in types or os.path.dirname(place) == os.path.join(source, "app")


def is_config(file):
    name = os.path.basename(file)
    return name == PROJECT_FILE or (name.startswith("hsprofile.") and name.endswith(".json"))


def covers(file, place, refusal):
    return file == place or (refusal["folder"] and within(file, place))


def judge(place, refusal, app_refused, own, errors, related, result):
    # A file in a nested project is refused for the outer one and reported for the inner one, hence the second lookup.
    mine = [f for file, list_ in own.items() if covers(file, place, refusal) for f in list_] or errors.get(place, [])
    if mine:
        outcome = "agreed"
    elif related.get(place):
        outcome, mine = "related", related[place]
    elif refusal["codes"] == {"must-have-app"} and app_refused:
        outcome = "consequence"
    elif refusal["codes"] == {"duplicate-component"} and any(f["rule"] == "wrong-directory" for list_ in own.values() for f in list_):
        outcome = "consequence"
    elif refusal["codes"] <= MILDER:
        outcome = "milder"
    else:
        outcome = "MISSED"
    result.places[outcome] += 1
    rules = sorted({f["rule"] for f in mine})
    result.listed[outcome].append((place, sorted(refusal["codes"]), rules))
    if outcome == "agreed":
        result.agreeing.update(f["rule"] for f in mine)
    known = [code for code in refusal["codes"] if code in COUNTERPARTS]
    if rules and known and len(known) == len(refusal["codes"]) and not set(rules) & set().union(*(COUNTERPARTS[c] for c in known)):
        result.other_rule.append((place, sorted(refusal["codes"]), rules))
    for code in refusal["codes"]:
        result.together[code, "(places)"] += 1
        result.together.update((code, rule) for rule in rules)
        if not rules:
            result.together[code, f"({outcome})"] += 1


def misattributed(project, verdict, places):
    """Files with errors in the official report and not in `perFile`, or the other way round."""
    source = os.path.normpath(os.path.join(project, verdict["sourceDir"] or ""))
    found = []
    for run in verdict["runs"]:
        if not run["attributionDiffers"]:
            continue
        official = {file["file"] for file in run["official"]["files"]}
        each = {file["file"] for file in run["perFile"]["files"] if file["errors"]}
        found += [(os.path.join(source, file), run["profile"]) for file in sorted(official ^ each)]
    return found


def put(result, name, by_file):
    for list_ in by_file.values():
        for diagnostic in list_:
            result.ours[name][diagnostic["rule"]].append(diagnostic)


# ---------------------------------------------------------------- the report


def report(result, base, projects, summary):
    def show(path):
        return os.path.relpath(path, base)

    heading(f"{projects} projects, {summary['files']} files read by hsmeta, below {base}")
    for name, number in sorted(result.projects.items()):
        print(f"{number:6}  project {name}")
    print(f"{sum(result.places.values()):6}  places refused by the official code")
    for name in PLACES:
        print(f"{result.places[name]:6}    {name}")
    print(f"{len(result.other_rule):6}    agreed by another rule than the code's counterpart")
    print(f"{result.accepted_files:6}  component files accepted by the official code")
    print(f"{result.accepted_clean:6}    without an error of ours")
    print(f"{result.unread_files:6}  component files that the official code skips")
    print(f"{len(result.misattributed):6}  files where the official report is misattributed (compared by file)")
    for name in CLASSES:
        rules = result.ours[name]
        print(f"{sum(map(len, rules.values())):6}  errors of ours, {name} ({len(rules)} rules)")
    print(f"{len(result.outside):6}  diagnostics of ours in no project (skipped)")

    heading("Rules: errors in refused places / without a refusal by class / warnings / infos")
    names = sorted(set(result.severities) | set(result.agreeing))
    width = max(map(len, names), default=0)
    print(f"{'':{width}}  agreed  " + "  ".join(CLASSES) + "  warning  info")
    for rule in names:
        cells = [f"{result.agreeing[rule] or '.':>6}"]
        cells += [f"{len(result.ours[name].get(rule, [])) or '.':>{len(name)}}" for name in CLASSES]
        cells += [f"{result.severities[rule]['warning'] or '.':>7}", f"{result.severities[rule]['info'] or '.':>4}"]
        print(f"{rule:{width}}  " + "  ".join(cells))

    heading("Official code x our rules on the same place")
    for code in sorted({code for code, _ in result.together}):
        rules = sorted((rule, n) for (c, rule), n in result.together.items() if c == code and rule != "(places)")
        print(f"{result.together[code, '(places)']:4}  {code}: " + ", ".join(f"{rule} {n}" for rule, n in rules))

    for name in CLASSES:
        if not result.ours[name]:
            continue
        heading(f"Errors of ours, {name}: justify each rule by its source")
        for rule, diagnostics in sorted(result.ours[name].items()):
            print(f"{rule}: {len(diagnostics)}, source {diagnostics[0]['url']}")
            for diagnostic in diagnostics[:SHOWN]:
                start = diagnostic["range"]["start"]
                print(f"    {show(diagnostic['file'])}:{start['line']}:{start['column']}  {diagnostic['message']}")
            if len(diagnostics) > SHOWN:
                print(f"    and {len(diagnostics) - SHOWN} more")

    if result.stricter_projects:
        heading("Projects that the official code accepts and that have errors of ours")
        for project, rules in result.stricter_projects:
            print(f"{show(project)}: " + ", ".join(f"{rule} {n}" for rule, n in sorted(rules.items())))
    if result.misattributed:
        heading("Misattributed by the official report")
        for file, profile in result.misattributed:
            print(show(file) + (f" (profile {profile})" if profile else ""))
    for name in PLACES[1:]:
        if result.listed[name]:
            heading(f"Refused places: {name}")
            for place, codes, rules in result.listed[name]:
                print(f"{show(place)}: {', '.join(codes)}" + (f" | ours: {', '.join(rules)}" if rules else ""))
    if result.other_rule:
        heading("Refused places: agreed by another rule")
        for place, codes, rules in result.other_rule:
            print(f"{show(place)}: {', '.join(codes)} | ours: {', '.join(rules)}")
    if result.silent_projects:
        heading("Refused projects without any error of ours")
        for project, codes in result.silent_projects:
            print(f"{show(project)}: {', '.join(codes)}")


def heading(text):
    print(f"\n== {text}")


def fail(message):
    print(f"compare.py: {message}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    sys.exit(main())
