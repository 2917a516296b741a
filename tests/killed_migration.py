"""`hsmeta migrate --write`, killed at each of its system calls: nothing is lost, and the next run ends as an uninterrupted one.

`python3 tests/killed_migration.py`. strace kills the program when it enters a system call for the n-th time, for each call that
changes the disk and each n, so that every run of the test tries the same. Requires Linux and git.
"""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HSMETA = os.fsdecode(subprocess.check_output(["bash", ROOT / "tests/target", "program"])).rstrip("\n")
TIMEOUT_SECONDS = 120
CALLS = ["renameat2", "mkdir", "rmdir", "unlink", "fsync", "fchmod"]
JOURNAL = ".hsmeta-migration.json"
KILLED = -9


def git(folder, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def make_project(folder):
    """A project of the old layout, with files that are no text, with modes of their own, and with CRLF."""
    before = (ROOT / "fixtures/migrations/example-private-app/before.txt").read_text()
    for part in f"\n{before}".split("\n== ")[1:]:
        path, text = part.split("\n", 1)
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.replace("\n", "\r\n").encode())
    extensions = Path(folder, "src/app/extensions")
    extensions.mkdir(parents=True, exist_ok=True)
    Path(extensions, "logo.png").write_bytes(bytes(range(256)) * 5_000)
    script = Path(extensions, "build.sh")
    script.write_text("#!/bin/sh\n")
    script.chmod(0o750)
    Path(extensions, "node_modules/react").mkdir(parents=True)
    Path(extensions, "node_modules/react/index.js").write_text("module.exports = {};\n")
    Path(folder, ".gitignore").write_text("node_modules\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "before")
    manifest = Path(folder, "hsproject.json")
    manifest.write_bytes(manifest.read_bytes() + b"\r\n")


def tree(folder):
    """Mode and hash of each file, and modes of folders, without those of git."""
    found = {}
    for parent, folders, files in os.walk(folder):
        if ".git" in folders:
            folders.remove(".git")
        for name in [*folders, *files]:
            path = Path(parent, name)
            status = path.lstat()
            content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else ""
            found[str(path.relative_to(folder))] = (stat.S_IMODE(status.st_mode), content)
    return found


def migrate(folder, *strace):
    # Not everything is committed: the originals of what git does not have are kept.
    command = [*strace, HSMETA, "migrate", "--write", "--allow-dirty"]
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=TIMEOUT_SECONDS)


def hashes(found):
    return {content for _, content in found.values() if content}


def is_decided(folder):
    """Whether everything was written, and only old texts are left to be deleted."""
    journal = Path(folder, JOURNAL)
    return not journal.exists() or journal.read_text().rstrip().endswith('{"phase":"done"}')


def kill_everywhere(original, folder):
    project, completed = Path(folder, "project"), Path(folder, "completed")
    shutil.copytree(original, completed, symlinks=True)
    ended = migrate(completed)
    assert ended.returncode in (0, 1), ended
    before, after = tree(original), tree(completed)
    assert before != after
    kept_as_it_is(before, after)
    assert after["migrate-leftover/hsproject.json.old"] == before["hsproject.json"]
    killed = {call: 0 for call in CALLS}
    for call in CALLS:
        while True:
            number = killed[call] + 1
            shutil.rmtree(project, ignore_errors=True)
            shutil.copytree(original, project, symlinks=True)
            inject = f"inject={call}:signal=KILL:when={number}"
            ended = migrate(project, "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
            if ended.returncode != KILLED:
                break
            killed[call] = number
            left = tree(project)
            lost = hashes(before) - hashes(left)
            assert not lost or is_decided(project), f"{call} {number}: {lost} is lost"
            changes = git(project, "status", "--porcelain")
            assert left == before or changes, f"{call} {number}: git does not show it"
            again = migrate(project)
            assert again.returncode in (0, 1), f"{call} {number}: {again}"
            difference = set(tree(project).items()) ^ set(after.items())
            assert not difference, f"{call} {number}: {again.stderr} {sorted(difference)}"
    assert all(killed[call] for call in ["renameat2", "mkdir", "rmdir", "unlink", "fsync"]), killed
    return killed


def kept_as_it_is(before, after):
    """Code and images are at new paths, with their modes."""
    for name in ["logo.png", "build.sh"]:
        old, new = f"src/app/extensions/{name}", f"src/app/cards/{name}"
        assert after.get(new) == before[old], f"{name} is not moved"
    path = "src/app/extensions/node_modules/react/index.js"
    assert after[path] == before[path]


if subprocess.run(["git", "--version"], capture_output=True, check=False).returncode:
    sys.exit("git is not installed")
with tempfile.TemporaryDirectory() as folder:
    original = Path(folder, "original")
    original.mkdir()
    make_project(original)
    counts = kill_everywhere(original, folder)
print("ok:", ", ".join(f"killed at {count} {call}" for call, count in counts.items()))
