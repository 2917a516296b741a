"""What the figures work with: the programs, and the projects, which are made once and checked to be what they should be."""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import workload
from measure import target

HERE = Path(__file__).parent


class Inputs:
    """Programs are absolute paths. `generator` and `limit` replace those of this folder."""

    def __init__(self, hsmeta, temporary, generator=None, limit=None):
        self.hsmeta, self.temporary, self.generator = str(hsmeta), temporary, generator
        built = _build(target() / "benches")
        self.floor, self.limit = str(built / "floor"), limit or str(built / "limit")

    def projects(self, number, error_rate=0.05):
        """A folder with so many projects: of the program that `--workload` names, else of ours."""
        if not self.generator:
            return self.own(number, error_rate)
        folder = self.temporary / f"given-{number}-{error_rate}"
        if not folder.exists():
            options = ["-n", str(number), "--error-rate", str(error_rate), folder]
            subprocess.run([sys.executable, self.generator, *options], check=True, stdout=subprocess.DEVNULL)
            self._expect(folder, number)
        return folder

    def own(self, number, error_rate=0.0):
        """A folder with so many projects, in which hsmeta finds what was planted and nothing else."""
        folder = self.temporary / f"own-{number}-{error_rate}"
        if not folder.exists():
            workload.many(folder, number, error_rate)
            self._expect(folder, number, json.loads((folder / "expected.json").read_text()))
        return folder

    def giant(self, size):
        """A healthy project with one file of so many bytes."""
        folder = self.temporary / f"giant-{size}"
        if not folder.exists():
            workload.giant(folder, size)
            self._expect(folder, 1, {})
        return folder

    def mistaken(self):
        """The one project of `own(1)` with a value of a wrong type."""
        folder = self.temporary / "mistaken"
        if not folder.exists():
            files = workload.read(workload.PLANTED / workload.BASES[0])
            workload.apply(files, 'src/app/cards/visits-hsmeta.json set /config/name 7')
            workload.write(folder, files)
            self._expect(folder, 1, {"src/app": ["wrong-type"]})
        return folder

    def forget(self, folder):
        """Deletes a folder that takes much room."""
        shutil.rmtree(folder)

    def _expect(self, folder, projects, expected=None):
        """A program that checks nothing is fast. `expected` are the rules that find something, for each project."""
        command = [self.hsmeta, "check", "--format", "json", "--min-severity", "info", "."]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE)
        report = json.loads(done.stdout)
        if report["summary"]["projects"] != projects:
            sys.exit(f"benches: hsmeta checked {report['summary']['projects']} of {projects} projects")
        if expected is None:
            return
        found = defaultdict(list)
        for finding in report["diagnostics"]:
            found["/".join(finding["file"].split("/")[:2])].append(finding["rule"])
        for place in sorted({*found, *expected}):
            if sorted(found[place]) != sorted(expected.get(place, [])):
                sys.exit(f"benches: {place}: planted {expected.get(place, [])}, hsmeta found {found[place]}")


def _build(folder):
    command = ["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", HERE / "limits/Cargo.toml"]
    subprocess.run([*command, "--target-dir", folder], check=True)
    return folder / "release"
