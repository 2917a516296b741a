"""Plants each problem of fixtures/planted into its project, one at a time, and lets a client without a language model solve it.

`python3 tests/assistants/measure.py [--verbose]` prints the shares that docs/performance.md quotes, and fails if a problem
that has a fix is left. The client applies unsafe fixes of the planted rules only: somebody has asked for them by name.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, namedtuple
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches"))

import agent_format  # noqa: E402
import mcp_client  # noqa: E402
import workload  # noqa: E402

MOST_ROUNDS = 10
# Of a planted problem: the safety of the fix of each rule that has one, how many times the project was changed, and what
# is left; then what the client of the MCP server reached.
Result = namedtuple("Result", "rules edits fixes rounds left mcp")


def main():
    program = os.fsdecode(subprocess.check_output(["bash", ROOT / "tests/target", "program"])).rstrip("\n")
    results = []
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor() as pool:
        for table in sorted(workload.PLANTED.glob("*.txt")):
            base = workload.read(table.with_suffix(""))
            repository = committed(base, Path(temporary) / table.stem)
            work = partial(result, program, base, repository, Path(temporary))
            results.extend(pool.map(work, workload.cases(table)))
    is_wrong = report(results)
    is_wrong |= report_mcp([result.mcp for result in results])
    sys.exit(is_wrong)


def result(program, base, repository, temporary, case):
    rules, edits = case
    with tempfile.TemporaryDirectory(dir=temporary) as folder:
        plant(Path(folder), base, edits)
        solved = solve(program, Path(folder), set(rules), repository)
    with tempfile.TemporaryDirectory(dir=temporary) as folder:
        plant(Path(folder), base, edits)
        of_mcp = mcp_client.solve(program, Path(folder))
    return Result(rules, edits, *solved, of_mcp)


def committed(files, folder):
    """A git repository with the project, so that changes can be compared with it."""
    workload.write(folder, files)
    git = ["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "t"]):
        subprocess.run([*git, *arguments], check=True)
    return folder


def plant(folder, base, edits):
    files = dict(base)
    for edit in edits:
        workload.apply(files, edit)
    workload.write(folder, files)


def solve(program, folder, rules, repository):
    """The fixes of what was planted, by rule; the rounds; and what is left."""
    options = []
    problems, command = agent_format.check(program, folder)
    if not rules <= {problem.rule for problem in problems}:
        # A rule about changes.
        shutil.copytree(repository / ".git", folder / ".git")
        options = ["--since", "HEAD"]
        problems, command = agent_format.check(program, folder, *options)
    planted = [problem for problem in problems if problem.rule in rules]
    assert planted, (rules, problems)
    fixes = {problem.rule: problem.safety for problem in planted if problem.safety}
    rounds = 0
    while fixes and rounds < MOST_ROUNDS and agent_format.apply(folder, [one for one in problems if one.safety]):
        problems, command = agent_format.check(program, folder, *options)
        rounds += 1
    assert problems or command == "nothing to do", command
    return fixes, rounds, problems


def report(results):
    fixable = [result for result in results if result.fixes]
    solved = [result for result in fixable if not result.fixes.keys() & {problem.rule for problem in result.left}]
    clean = [result for result in solved if not result.left]
    rounds = Counter(result.rounds for result in clean)
    safe = sum("unsafe" not in result.fixes.values() for result in fixable)
    print(f"{len(results)} planted problems of {len({rule for result in results for rule in result.rules})} rules")
    print(f"{len(fixable)} with a fix ({len(fixable) / len(results):.0%}): {safe} safe, {len(fixable) - safe} unsafe")
    print(f"{len(solved)} of these solved ({len(solved) / len(fixable):.1%})")
    print(f"{len(clean)} with no problems left ({len(clean) / len(fixable):.1%}); rounds: "
          + ", ".join(f"{number} for {count}" for number, count in sorted(rounds.items())))
    wrong = [result for result in fixable if result not in solved or any(problem.safety for problem in result.left)]
    for result in wrong + ([result for result in solved if result.left] if "--verbose" in sys.argv else []):
        print(f"\n{result.rounds} rounds: {'+'.join(result.rules)} {' / '.join(result.edits)[:200]}")
        for problem in result.left:
            print("    " + problem.text.replace("\n", "\n    "))
    return len(wrong) > 0


def report_mcp(results):
    fixable = [(rules, calls, left) for rules, calls, left in results if rules]
    solved = [calls for rules, calls, left in fixable if not rules & {one["rule"] for one in left}]
    clean = sum(not left for _, _, left in fixable)
    print(f"\nMCP: {len(fixable)} with a fix, {len(solved)} of these solved ({len(solved) / len(fixable):.1%}), "
          f"{clean} with no problems left; calls of `fix`: "
          + ", ".join(f"{number} for {count}" for number, count in sorted(Counter(solved).items())))
    for rules, calls, left in fixable:
        if rules & {one["rule"] for one in left}:
            print(f"{calls} calls, {sorted(rules)}: {[(one['rule'], one['message']) for one in left]}")
    return len(solved) < len(fixable)


if __name__ == "__main__":
    main()
