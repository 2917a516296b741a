"""`hsmeta migrate --write`, `check --since` and `changes` ask git about a repository that names a program wherever git starts
one: none of them runs.

`python3 tests/untrusted_repository.py`. Requires git and a Unix. Each program creates a file of its own name; the same ways are
tried with plain git first, so that the test knows that they are ways.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HSMETA = os.fsdecode(subprocess.check_output(["bash", ROOT / "tests/target", "program"])).rstrip("\n")
TIMEOUT_SECONDS = 60
HOOKS = ["post-index-change", "fsmonitor-watchman", "query-watchman", "pre-commit", "post-checkout", "pre-auto-gc",
         "reference-transaction", "sendemail-validate"]
COMMANDS = ["status", "ls-files", "rev-parse", "config", "diff-files", "diff-index", "hash-object", "update-index"]


class Trap:
    """A folder of programs that say that they ran."""

    def __init__(self, folder):
        self.programs, self.ran = Path(folder, "programs"), Path(folder, "ran")
        self.programs.mkdir()
        self.ran.mkdir()

    def program(self, name):
        path = Path(self.programs, name)
        # A filter has to print its input; one that waits for input from git would wait forever.
        rest = "cat" if name in ("clean", "smudge", "included") else "exit 1"
        path.write_text(f"#!/bin/sh\n: > '{self.ran}/{name}'\n{rest}\n")
        path.chmod(0o755)
        return str(path)

    def who_ran(self):
        names = {path.name for path in self.ran.iterdir()}
        for name in names:
            Path(self.ran, name).unlink()
        return names


def git(folder, *arguments, **options):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, **options)


def make_project(folder):
    before = (ROOT / "fixtures/migrations/example-private-app/before.txt").read_text()
    for part in f"\n{before}".split("\n== ")[1:]:
        path, text = part.split("\n", 1)
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "before")


def set_traps(folder, trap):
    """Names programs in everything that a `.git` folder can hold."""
    settings = {
        "core.fsmonitor": "fsmonitor", "core.pager": "pager", "core.editor": "editor", "core.sshCommand": "ssh",
        "core.askPass": "askpass", "core.gitProxy": "proxy", "core.alternateRefsCommand": "refs", "credential.helper": "credential",
        "diff.external": "external-diff", "diff.evil.command": "diff-driver", "diff.evil.textconv": "textconv",
        "filter.evil.clean": "clean", "filter.evil.smudge": "smudge", "filter.with=sign.process": "process",
        "gpg.program": "gpg", "interactive.diffFilter": "diff-filter", "merge.evil.driver": "merge-driver",
        "pager.status": "pager-status", "sequence.editor": "sequence-editor", "uploadpack.packObjectsHook": "pack-objects",
    }
    for key, name in settings.items():
        git(folder, "config", key, trap.program(name))
    for command in COMMANDS:
        git(folder, "config", f"alias.{command}", f"!{trap.program(f'alias-{command}')}")
    git(folder, "config", "core.untrackedCache", "true")
    git(folder, "config", "filter.with=sign.required", "true")
    git(folder, "config", "extensions.partialClone", "evil")
    git(folder, "config", "core.repositoryFormatVersion", "1")
    git(folder, "config", "remote.evil.promisor", "true")
    git(folder, "config", "remote.evil.url", f"ext::{trap.program('transport')}")
    git(folder, "config", "protocol.ext.allow", "always")
    # A file that is included, on a condition, and one that is included by it.
    included = Path(folder, ".git/included")
    included.write_text(f"[filter \"included\"]\n\tclean = {trap.program('included')}\n")
    git(folder, "config", "includeIf.gitdir:**.path", str(included))
    attributes = "hsproject.json filter=evil diff=evil merge=evil\n*.json diff=evil\n*.js filter=with=sign\n*.md filter=included\n"
    Path(folder, ".git/info/attributes").write_text(attributes)
    for hook in HOOKS:
        shutil.copy(trap.program(f"hook-{hook}"), Path(folder, ".git/hooks", hook))


def change_times(folder):
    """Git compares the contents of files whose times have changed, through their filters."""
    for path in Path(folder).rglob("*"):
        if ".git" not in path.relative_to(folder).parts and path.is_file():
            os.utime(path, (1_000_000_000, 1_000_000_000))


def migrate(folder, *arguments, **environment):
    return subprocess.run([HSMETA, "migrate", "--write", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=TIMEOUT_SECONDS, env={**os.environ, **environment})


def programs_of_a_repository_do_not_run(folder):
    trap = Trap(folder)
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    set_traps(project, trap)
    change_times(project)
    copy = Path(folder, "copy")
    shutil.copytree(project, copy)
    trap.who_ran()
    # Which programs plain git starts depends on its version.
    subprocess.run(["git", "status"], cwd=copy, stdin=subprocess.DEVNULL, capture_output=True, check=False,
                   timeout=TIMEOUT_SECONDS)
    by_git = trap.who_ran()
    assert {"clean", "process", "included"} <= by_git and by_git & {"fsmonitor", "hook-fsmonitor-watchman"}, by_git
    ended = migrate(project)
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode in (0, 1), ended
    assert Path(project, "src/app/app-hsmeta.json").exists()
    # What has to be refused is refused without them, too.
    Path(copy, "README.md").write_text("changed")
    ended = migrate(copy)
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode == 2 and "README.md" in ended.stderr, ended


def a_filter_that_cannot_be_turned_off_is_refused(folder):
    trap = Trap(folder)
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    # A name that is not UTF-8.
    with Path(project, ".git/config").open("ab") as file:
        file.write(b'[filter "\xff"]\n\tclean = %s\n' % trap.program("clean").encode())
    Path(project, ".git/info/attributes").write_bytes(b"*.json filter=\xff\n")
    change_times(project)
    copy = Path(folder, "copy")
    shutil.copytree(project, copy)
    subprocess.run(["git", "status"], cwd=copy, stdin=subprocess.DEVNULL, capture_output=True, check=False,
                   timeout=TIMEOUT_SECONDS)
    assert trap.who_ran() == {"clean"}
    ended = migrate(project)
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode == 2 and "is not UTF-8" in ended.stderr, ended


def make_current_project(folder):
    folder.mkdir()
    shutil.copytree(ROOT / "fixtures/projects/documented-app", folder, dirs_exist_ok=True)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "deployed")


def compare(folder, *arguments, **environment):
    return subprocess.run([HSMETA, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=TIMEOUT_SECONDS, env={**os.environ, **environment})


def change_authentication(project):
    app = Path(project, "src/app/app-hsmeta.json")
    app.write_text(app.read_text().replace('"oauth"', '"static"'))


def a_comparison_runs_no_program_of_a_repository(folder):
    trap = Trap(folder)
    project, other = Path(folder, "project"), Path(folder, "other")
    make_current_project(project)
    make_current_project(other)
    change_authentication(project)
    set_traps(project, trap)
    change_times(project)
    trap.who_ran()
    log = Path(folder, "log")
    by_a_hook = {"GIT_DIR": str(Path(other, ".git")), "GIT_WORK_TREE": str(other), "GIT_TRACE": str(log),
                 "GIT_EXEC_PATH": str(trap.programs), "GIT_CONFIG_PARAMETERS": "'core.fsmonitor=x'"}
    for arguments in [["changes", "HEAD"], ["check", "--since", "HEAD"], ["check", "--since=HEAD", "--fix", "--diff"]]:
        for environment in [{}, by_a_hook]:
            ended = compare(project, *arguments, **environment)
            assert not (names := trap.who_ran()), f"{names} ran"
            assert ended.returncode == 1 or "--diff" in arguments, ended
            assert "changed-auth-type" in ended.stdout or "--diff" in arguments, ended
    assert not log.exists()
    for reference in ["--output=x", "--exec=x", "-c", "ext::x", "a\nb", "", "HEAD:hsproject.json", "@{upstream}"]:
        ended = compare(project, "changes", "--", reference)
        assert not (names := trap.who_ran()), f"{names} ran"
        expected = "is not a commit" if reference else "is empty"
        assert ended.returncode == 2 and expected in ended.stderr, ended
    assert not Path(project, "x").exists()


def a_comparison_fetches_no_missing_objects(folder):
    trap = Trap(folder)
    project = Path(folder, "project")
    make_current_project(project)
    app = git(project, "rev-parse", "HEAD:src/app/app-hsmeta.json").stdout.decode().strip()
    change_authentication(project)
    set_traps(project, trap)
    Path(project, ".git/objects", app[:2], app[2:]).unlink()
    trap.who_ran()
    subprocess.run(["git", "cat-file", "blob", app], cwd=project, stdin=subprocess.DEVNULL, capture_output=True, check=False,
                   timeout=TIMEOUT_SECONDS)
    assert "transport" in trap.who_ran()
    for arguments in [["changes", "HEAD"], ["check", "--since", "HEAD"]]:
        ended = compare(project, *arguments)
        assert not (names := trap.who_ran()), f"{names} ran"
        assert ended.returncode == 2 and "partial clone" in ended.stderr, ended


def a_large_content_is_not_read(folder):
    project = Path(folder, "project")
    make_current_project(project)
    with Path(project, "src/app/large-hsmeta.json").open("wb") as file:
        file.truncate(1 << 30)
    git(project, "-c", "core.bigFileThreshold=1k", "add", "-A")
    git(project, "commit", "-q", "-m", "large")
    Path(project, "src/app/large-hsmeta.json").unlink()
    limited = ["sh", "-c", 'ulimit -v 800000; exec "$0" "$@"', HSMETA, "changes", "HEAD"]
    ended = subprocess.run(limited, cwd=project, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)
    assert ended.returncode == 2 and "over the limit" in ended.stderr, ended


def trees_that_contain_each_other_are_not_listed(folder):
    project = Path(folder, "project")
    make_current_project(project)
    inner = git(project, "rev-parse", "HEAD:src").stdout.decode().strip()
    manifest = git(project, "rev-parse", "HEAD:hsproject.json").stdout.decode().strip()
    for _ in range(9):
        lines = "".join(f"040000 tree {inner}\t{name:0>50}\n" for name in range(10))
        inner = git(project, "mktree", input=lines.encode()).stdout.decode().strip()
    lines = f"100644 blob {manifest}\thsproject.json\n040000 tree {inner}\tsrc\n"
    tree = git(project, "mktree", input=lines.encode()).stdout.decode().strip()
    commit = git(project, "commit-tree", tree, "-m", "many").stdout.decode().strip()
    ended = compare(project, "changes", commit)
    assert ended.returncode == 2 and "too many files" in ended.stderr, ended


def missing_objects_are_not_fetched(folder):
    trap = Trap(folder)
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    set_traps(project, trap)
    Path(project, ".git/info/attributes").unlink()
    # The index no longer knows the trees of the last commit, which are missing.
    Path(project, "new").touch()
    git(project, "add", "new")
    commit = git(project, "rev-parse", "HEAD").stdout.decode().strip()
    for path in Path(project, ".git/objects").rglob("*"):
        if path.is_file() and not commit.endswith(path.name):
            path.unlink()
    copy = Path(folder, "copy")
    shutil.copytree(project, copy)
    trap.who_ran()
    subprocess.run(["git", "status"], cwd=copy, stdin=subprocess.DEVNULL, capture_output=True, check=False,
                   timeout=TIMEOUT_SECONDS)
    assert "transport" in trap.who_ran()
    ended = migrate(project)
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode == 2 and "cannot read the repository" in ended.stderr, ended


def a_bare_repository_in_the_project_is_not_used(folder):
    trap = Trap(folder)
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    inner = Path(project, "src/app")
    shutil.copy(Path(project, "hsproject.json"), inner)
    git(inner, "init", "-q", "--bare", ".")
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", "../..")
    git(inner, "config", "core.fsmonitor", trap.program("fsmonitor"))
    ended = migrate(inner)
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode == 2, ended


def a_git_beside_the_files_is_not_started(folder):
    trap = Trap(folder)
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    packages = Path(folder, "node_modules/.bin")
    packages.mkdir(parents=True)
    for place in [project, packages]:
        shutil.copy(trap.program("git"), Path(place, "git"))
    # A link to a program outside.
    linked = Path(project, "linked")
    linked.mkdir()
    Path(linked, "git").symlink_to(trap.program("linked-git"))
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "a program")
    path = os.pathsep.join([".", "", str(project), str(packages), str(linked), os.environ["PATH"]])
    ended = migrate(project, PATH=path)
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode in (0, 1), ended


def variables_that_a_hook_sets_make_no_difference(folder):
    trap = Trap(folder)
    project, other = Path(folder, "project"), Path(folder, "other")
    for place in [project, other]:
        place.mkdir()
        make_project(place)
    Path(other, "hsproject.json").write_text("changed")
    log = Path(folder, "log")
    ended = migrate(project, GIT_DIR=str(Path(other, ".git")), GIT_WORK_TREE=str(other), GIT_INDEX_FILE=str(Path(other, ".git/index")),
                    GIT_TRACE=str(log), GIT_EXTERNAL_DIFF=trap.program("diff"), GIT_CONFIG_PARAMETERS="'core.fsmonitor=x'",
                    GIT_EXEC_PATH=str(trap.programs), GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="core.fsmonitor",
                    GIT_CONFIG_VALUE_0=trap.program("fsmonitor"))
    assert not (names := trap.who_ran()), f"{names} ran"
    assert ended.returncode in (0, 1), ended
    assert not log.exists()


def what_git_cannot_bring_back_is_kept_or_refused(folder):
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    untracked = Path(project, "src/app/extensions/new.ts")
    untracked.write_text("")
    ended = migrate(project)
    assert ended.returncode == 2 and "`src/app/extensions/new.ts`" in ended.stderr, ended
    untracked.unlink()
    git(project, "update-index", "--assume-unchanged", "src/app/app.json")
    text = Path(project, "src/app/app.json").read_text().replace("Orchard", "Grove")
    Path(project, "src/app/app.json").write_text(text)
    ended = migrate(project)
    assert ended.returncode == 2 and "`src/app/app.json`" in ended.stderr, ended
    ended = migrate(project, "--allow-dirty")
    assert ended.returncode in (0, 1), ended
    assert Path(project, "migrate-leftover/src/app/app.json").read_text() == text
    assert not Path(project, "migrate-leftover/src/app/webhooks/webhooks.json").exists()


def outside_of_a_repository_only_on_request(folder):
    project = Path(folder, "project")
    project.mkdir()
    make_project(project)
    shutil.rmtree(Path(project, ".git"))
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    for environment in [{}, {"PATH": folder}]:
        ended = migrate(project, **environment)
        assert ended.returncode == 2 and "--allow-dirty" in ended.stderr, ended
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    ended = migrate(project, "--allow-dirty", PATH=folder)
    assert ended.returncode in (0, 1), ended
    assert Path(project, "migrate-leftover/src/app/app.json").exists()


if subprocess.run(["git", "--version"], capture_output=True, check=False).returncode:
    sys.exit("git is not installed")
for test in (
    programs_of_a_repository_do_not_run,
    a_filter_that_cannot_be_turned_off_is_refused,
    a_comparison_runs_no_program_of_a_repository,
    a_comparison_fetches_no_missing_objects,
    a_large_content_is_not_read,
    trees_that_contain_each_other_are_not_listed,
    missing_objects_are_not_fetched,
    a_bare_repository_in_the_project_is_not_used,
    a_git_beside_the_files_is_not_started,
    variables_that_a_hook_sets_make_no_difference,
    what_git_cannot_bring_back_is_kept_or_refused,
    outside_of_a_repository_only_on_request,
):
    with tempfile.TemporaryDirectory() as folder:
        test(os.path.realpath(folder))
    print("ok:", test.__name__.replace("_", " "))
