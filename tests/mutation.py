"""Mutation check: does a test fail when a rule reports nothing? Disables each rule, and each call that reports, one at a time.

`python3 tests/mutation.py [--list | NAME...]`, where a NAME is a rule id or a call such as
`server/rules/src/components/duplicate_uid.rs:148`; all of them by default.
Takes a build and some seconds per mutant. `tests/run` only lists the mutants: the switch still fits the code. It builds below Cargo's target folder
(`bash tests/target`).

A copy of the working tree gets a switch where diagnostics are created and is built once. A mutant is a run of its tests with
the switch set: the rule's own fixtures first, then all fixtures, then all other tests, until one fails. A mutant that survives
shows code that no test covers.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = Path(os.fsdecode(subprocess.check_output(["bash", ROOT / "tests/target"])).rstrip("\n")) / "mutation"
TREE = WORK / "tree"
FIXTURES = "fixtures::fixtures_give_exactly_the_expected_diagnostics"
TIMEOUT_SECONDS = 1800

RULE = "server/diagnostics/src/rule.rs"
# Files whose `at` only forwards the location of its caller.
FORWARDING = {RULE, "server/analysis/src/file_context.rs", "server/rules/src/configuration/context.rs"}
# The crates that report.
REPORTING = ["server/analysis/src", "server/rules/src"]

# Each edit: a file, text that occurs in it once, and its replacement in the copy.
EDITS = [
    *[(file, "    pub fn at(", "    #[track_caller]\n    pub fn at(") for file in sorted(FORWARDING)],
    (RULE, "            rule: self.id,", "            rule: silenced(self.id),"),
    ("server/rules/src/check.rs", "fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {\n",
     "fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {\n    diagnostics.retain(|diagnostic| diagnostic.rule != \"silenced\");\n"),
    ("tests/it/fixtures.rs", "fn all_cases() -> Vec<PathBuf> {\n",
     "fn all_cases() -> Vec<PathBuf> {\n    if let Ok(rule) = std::env::var(\"HSMETA_CASES_OF\") {\n"
     "        return support::folders(&support::root().join(\"fixtures/rules\").join(rule));\n    }\n"),
]
SWITCH = '''
/// The id, unless the mutant is the rule or the call that reports.
#[track_caller]
fn silenced(id: RuleId) -> RuleId {
    static MUTANT: std::sync::LazyLock<Option<String>> = std::sync::LazyLock::new(|| std::env::var("HSMETA_MUTANT").ok());
    let caller = std::panic::Location::caller();
    let is_silent = |mutant: &str| mutant == id || mutant == format!("{}:{}", caller.file().replace('\\\\', "/"), caller.line());
    if MUTANT.as_deref().is_some_and(is_silent) { "silenced" } else { id }
}
'''
# A call that reports: `cx.at(&RULE, …)`, `RULE.at(…)`. The switch gets the line of the method's name.
REPORT = re.compile(r"(?:\bRULE|\brule)\s*\.(at)\(|\.(at)\(\s*(?:&?(?:\w+::)*RULE|rule)\b")


def copy_tree():
    """The working tree, committed or not, with the switch. Unchanged files are kept, for an incremental build."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT,
                            capture_output=True, check=True).stdout.decode()
    names = [name for name in listed.split("\0") if name]
    links = {name: os.readlink(ROOT / name) for name in names if (ROOT / name).is_symlink()}
    files = {name: (ROOT / name).read_bytes() for name in names if name not in links and (ROOT / name).is_file()}
    for name, old, new in EDITS:
        text = files[name].decode()
        assert text.count(old) == 1, f"{name} contains {old!r} {text.count(old)} times, expected once"
        files[name] = text.replace(old, new).encode()
    files[RULE] += SWITCH.encode()
    for file in [path for path in TREE.rglob("*") if path.is_symlink() or path.is_file()]:
        if file.relative_to(TREE).as_posix() not in files:
            file.unlink()
    for name, target in links.items():
        (TREE / name).parent.mkdir(parents=True, exist_ok=True)
        (TREE / name).symlink_to(target)
    for name, content in files.items():
        file = TREE / name
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def build():
    """The integration tests and the unit tests of each crate: programs, each with the folder of its crate."""
    command = ["cargo", "test", "--locked", "--no-run", "--message-format", "json", "--target-dir", str(WORK / "build"),
               # The tests run hundreds of times: only our own code is worth optimizing.
               "--config", "profile.test.opt-level=1", "--config", "profile.test.debug=false",
               "--config", 'profile.test.package."*".opt-level=0']
    built = subprocess.run(command, cwd=TREE, stdout=subprocess.PIPE, text=True, check=True).stdout
    messages = [json.loads(line) for line in built.splitlines() if line.startswith("{")]
    tests = [one for one in messages if one.get("profile", {}).get("test") and one.get("executable")]
    programs = {one["target"]["name"]: (one["executable"], Path(one["manifest_path"]).parent) for one in tests}
    return programs.pop("it"), list(programs.values())


def passes(mutant, program, *tests, **environment):
    executable, crate = program
    command = [executable, "--quiet", *(["--exact", *tests] if tests else [])]
    kept = {name: value for name, value in os.environ.items() if name != "UPDATE_EXPECT"}
    # The copy is not a checkout, even if the target folder is in one.
    kept |= {"GIT_CEILING_DIRECTORIES": str(WORK), "CARGO_MANIFEST_DIR": str(crate), "HSMETA_MUTANT": mutant}
    ended = subprocess.run(command, cwd=crate, env={**kept, **environment},
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIMEOUT_SECONDS)
    return ended.returncode == 0


def survives(mutant, integration, units):
    """Whether all tests pass; the most likely to fail run first."""
    rule = mutant.split("/")[-1].split(".")[0].replace("_", "-")
    if (TREE / "fixtures/rules" / rule).is_dir() and not passes(mutant, integration, FIXTURES, HSMETA_CASES_OF=rule):
        return False
    return passes(mutant, integration, FIXTURES) and all(passes(mutant, unit) for unit in units) and passes(mutant, integration)


def rules():
    """The id of each rule: the heading of a file with `rule! {…}`."""
    for file in sorted((ROOT / "server/rules/src").glob("*/*.rs")):
        text = file.read_text()
        if "\nrule! {" in text:
            yield re.match(r"//! # ([a-z0-9-]+)\n", text)[1]


def locations():
    """The location of each call that reports, as `file:line`."""
    for file in sorted(file for folder in REPORTING for file in (TREE / folder).rglob("*.rs")):
        name = file.relative_to(TREE).as_posix()
        if name in FORWARDING:
            continue
        text = file.read_text()
        for match in REPORT.finditer(text):
            start = match.start(1) if match[1] else match.start(2)
            yield f"{name}:{text.count(chr(10), 0, start) + 1}"


def main(names):
    copy_tree()
    if names == ["--list"]:
        print(*rules(), *dict.fromkeys(locations()), sep="\n")
        return 0
    integration, units = build()
    for program in [integration, *units]:
        assert passes("none", program), f"{program[0]} fails without a mutant"
    known = [*rules(), *dict.fromkeys(locations())]
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"mutation.py: neither rules nor calls that report: {', '.join(unknown)}")
    mutants = names or known
    survivors = []
    for number, mutant in enumerate(mutants, 1):
        if survives(mutant, integration, units):
            survivors.append(mutant)
            print(f"survives: {mutant}", flush=True)
        print(f"{number} of {len(mutants)}", end="\r", file=sys.stderr, flush=True)
    print(f"{len(mutants)} mutants, {len(mutants) - len(survivors)} killed, {len(survivors)} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
