"""Mutation check: does a test fail when a rule reports nothing? Disables each rule, and each call that reports, one at a time.

`python3 tests/mutation.py [NAME...]`, where a NAME is a rule id or a call such as `rules/needs.rs:42`; all of them by default.
Requires a build and some seconds per mutant; not a part of `tests/run`. It builds below Cargo's target folder, wherever that is
configured (`bash tests/target`).

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
FIXTURES = "fixtures::fixtures_give_exactly_the_expected_findings"
TIMEOUT_SECONDS = 1800

# Each edit: a file, text that occurs in it once, and its replacement in the copy.
EDITS = [
    ("server/rules.rs", "    pub fn at(&self, file: &RelPath", "    #[track_caller]\n    pub fn at(&self, file: &RelPath"),
    ("server/rules.rs", "    pub fn at(&self, rule: &Rule", "    #[track_caller]\n    pub fn at(&self, rule: &Rule"),
    ("server/rules/configuration.rs", "    pub(super) fn at(", "    #[track_caller]\n    pub(super) fn at("),
    ("server/rules.rs", "            rule: self.id,", "            rule: silenced(self.id),"),
    ("server/check.rs", "fn sorted(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {\n",
     "fn sorted(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {\n    found.retain(|finding| finding.rule != \"silenced\");\n"),
    ("tests/it/fixtures.rs", "fn all_cases() -> Vec<PathBuf> {\n",
     "fn all_cases() -> Vec<PathBuf> {\n    if let Ok(rule) = std::env::var(\"HSMETA_CASES_OF\") {\n"
     "        return support::folders(&support::root().join(\"fixtures/rules\").join(rule));\n    }\n"),
]
SWITCH = '''
/// The id, unless the mutant is the rule or the call that reports.
#[track_caller]
fn silenced(id: RuleId) -> RuleId {
    static MUTANT: std::sync::LazyLock<Option<String>> = std::sync::LazyLock::new(|| std::env::var("HSMETA_MUTANT").ok());
    let place = std::panic::Location::caller();
    let is_silent = |mutant: &str| mutant == id || format!("{}:{}", place.file(), place.line()).ends_with(&format!("/{mutant}"));
    if MUTANT.as_deref().is_some_and(is_silent) { "silenced" } else { id }
}
'''
# A call that reports: `cx.at(&RULE, …)`, `RULE.at(…)`. The switch gets the line of the method's name.
SPEAKS = re.compile(r"(?:\bRULE|\brule)\s*\.(at)\(|\.(at)\(\s*(?:&?(?:\w+::)*RULE|rule)\b")
# Files that only forward the location of their caller.
HANDS_ON = {"rules.rs", "rules/configuration.rs"}


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
    files["server/rules.rs"] += SWITCH.encode()
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
    """The tests of the library and those of the whole, each a program."""
    command = ["cargo", "test", "--locked", "--no-run", "--message-format", "json", "--target-dir", str(WORK / "build"),
               # The tests run hundreds of times: only our own code is worth optimizing.
               "--config", "profile.test.package.hsmeta.opt-level=1", "--config", "profile.test.package.hsmeta.debug=false"]
    built = subprocess.run(command, cwd=TREE, stdout=subprocess.PIPE, text=True, check=True).stdout
    messages = [json.loads(line) for line in built.splitlines() if line.startswith("{")]
    tests = [one for one in messages if one.get("profile", {}).get("test") and one.get("executable")]
    programs = {one["target"]["name"]: one["executable"] for one in tests}
    return programs["it"], programs["hsmeta"]


def passes(mutant, program, *tests, **environment):
    command = [program, "--quiet", *(["--exact", *tests] if tests else [])]
    kept = {name: value for name, value in os.environ.items() if name != "UPDATE_EXPECT"}
    ended = subprocess.run(command, cwd=TREE, env={**kept, **environment, "HSMETA_MUTANT": mutant},
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIMEOUT_SECONDS)
    return ended.returncode == 0


def survives(mutant, integration, library):
    """Whether all tests pass; the most likely to fail run first."""
    rule = mutant.split("/")[-1].split(".")[0].replace("_", "-")
    if (TREE / "fixtures/rules" / rule).is_dir() and not passes(mutant, integration, FIXTURES, HSMETA_CASES_OF=rule):
        return False
    return passes(mutant, integration, FIXTURES) and passes(mutant, library) and passes(mutant, integration)


def rules():
    table = (ROOT / "server/rules/table.rs").read_text()
    return [name.replace("_", "-") for name in re.findall(r"^    &(\w+)::RULE,$", table, re.MULTILINE)]


def places():
    """Each call that reports, as `file:line` below `server/`."""
    server = TREE / "server"
    for file in sorted(server.rglob("*.rs")):
        name = file.relative_to(server).as_posix()
        text = file.read_text()
        if name in HANDS_ON or not name.startswith(("rules/", "validate", "check")):
            continue
        for match in SPEAKS.finditer(text):
            start = match.start(1) if match[1] else match.start(2)
            yield f"{name}:{text.count(chr(10), 0, start) + 1}"


def main(names):
    copy_tree()
    integration, library = build()
    assert passes("none", integration, FIXTURES), "the fixtures fail without a mutant"
    mutants = names or [*rules(), *dict.fromkeys(places())]
    survivors = []
    for number, mutant in enumerate(mutants, 1):
        if survives(mutant, integration, library):
            survivors.append(mutant)
            print(f"survives: {mutant}", flush=True)
        print(f"{number} of {len(mutants)}", end="\r", file=sys.stderr, flush=True)
    print(f"{len(mutants)} mutants, {len(mutants) - len(survivors)} killed, {len(survivors)} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
