"""Makes what a release consists of out of the wheels, each of which holds the program of one platform.

usage: python3 packaging/assemble.py WHEELS OUT

WHEELS is a folder of wheels by target: `WHEELS/<target>/*.whl`, and may have `WHEELS/wasm32-wasip1/hsmeta.wasm` of
packaging/wasm/build, which the npm package runs where no program is installed. OUT gets, for each target that has a wheel:

    hsmeta-<version>-<target>.tar.gz (.zip)   program, licenses, README, completions and man pages
    npm/                                      the package of that platform; beside it the one that people install
    bin/<target>/                             the program alone, for the VS Code extension

Needs a target whose program runs here: it prints the completions and man pages. Python 3.11, nothing else.
The archives depend on nothing but their content and SOURCE_DATE_EPOCH, the time of all files in them.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = tomllib.loads((ROOT / "Cargo.toml").read_text())
# What the crates share is inherited from the workspace.
CARGO = MANIFEST["package"] | MANIFEST["workspace"]["package"]
VERSION = CARGO["version"]
# Without it the oldest time that a zip can hold.
EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", 315532800))
TEXTS = ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]
COMPLETIONS = {"bash": "hsmeta.bash", "zsh": "_hsmeta", "fish": "hsmeta.fish", "powershell": "hsmeta.ps1"}


def program_name(target: str) -> str:
    return "hsmeta.exe" if "windows" in target else "hsmeta"


def archive_name(target: str, version: str = VERSION) -> str:
    """A zip for Windows, which cannot unpack other kinds without help in every version, a tar for the rest."""
    return f"hsmeta-{version}-{target}.{'zip' if 'windows' in target else 'tar.gz'}"


def unpack(wheel: Path, target: str, folder: Path) -> Path:
    """Takes the program out of a wheel."""
    folder.mkdir(parents=True)
    program = folder / program_name(target)
    with zipfile.ZipFile(wheel) as archive:
        # The folder has the version as Python writes it.
        (inside,) = (name for name in archive.namelist() if name.endswith(f".data/scripts/{program.name}"))
        program.write_bytes(archive.read(inside))
    program.chmod(0o755)
    return program


def write_extras(program: Path, folder: Path) -> None:
    """Completions and man pages, which the program prints itself. They are the same for every platform."""

    def printed(*arguments: str) -> str:
        return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout

    (folder / "completions").mkdir(parents=True)
    for shell, name in COMPLETIONS.items():
        (folder / "completions" / name).write_text(printed("completions", shell))
    (folder / "man").mkdir()
    page = printed("man")
    (folder / "man" / "hsmeta.1").write_text(page)
    for command in re.findall(r"^hsmeta-(\S+)\(1\)$", page.replace("\\-", "-"), re.MULTILINE):
        (folder / "man" / f"hsmeta-{command}.1").write_text(printed("man", command))


def archive(program: Path, target: str, extras: Path, out: Path) -> None:
    name = f"hsmeta-{VERSION}-{target}"
    files = [(program, program.name)]
    files += [(ROOT / text, text) for text in TEXTS]
    files += [(path, str(path.relative_to(extras))) for path in sorted(extras.rglob("*")) if path.is_file()]
    if "windows" in target:
        with zipfile.ZipFile(out / archive_name(target), "w") as zipped:
            for path, inside in files:
                zipped.writestr(zip_entry(path, f"{name}/{inside}"), path.read_bytes())
    else:
        # tarfile's own compression notes the time of day.
        with gzip.GzipFile(out / archive_name(target), "wb", mtime=EPOCH) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
            for path, inside in files:
                tar.add(path, f"{name}/{inside}", filter=without_its_builder)


def zip_entry(path: Path, name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, time.gmtime(EPOCH)[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100755 if path.stat().st_mode & 0o100 else 0o100644) << 16
    return entry


def without_its_builder(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The same wherever, whenever and by whom it is made."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = EPOCH
    entry.mode = 0o755 if entry.mode & 0o100 else 0o644
    return entry


def repository() -> str | None:
    """The address of the repository, which the service that builds a release knows."""
    if name := os.environ.get("GITHUB_REPOSITORY"):
        return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    return None


def npm_manifest(name: str, **more: object) -> dict:
    manifest = {"name": name, "version": VERSION, "description": CARGO["description"], "license": CARGO["license"]}
    # npm's provenance requires it.
    if address := repository():
        manifest["repository"] = {"type": "git", "url": f"git+{address}.git"}
    return manifest | more


def npm_package(folder: Path, manifest: dict, files: dict[str, Path]) -> None:
    for inside, path in files.items():
        (folder / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / inside)
    for text in ["LICENSE-APACHE", "LICENSE-MIT"]:
        shutil.copy(ROOT / text, folder / text)
    (folder / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
    # npm packs the modes as they are, except that programs get theirs.
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def npm_platform(program: Path, row: dict, folder: Path) -> None:
    npm = row["npm"]
    limits = {key: [npm[key]] for key in ["os", "cpu", "libc"] if key in npm}
    # yarn would leave it in an archive, from where it cannot be run.
    manifest = npm_manifest(f"@hsmeta/{npm['name']}", preferUnplugged=True, files=["bin", "LICENSE-*"], **limits)
    npm_package(folder / npm["name"], manifest, {f"bin/{program.name}": program})


def npm_main(targets: list[dict], module: Path, folder: Path) -> None:
    manifest = npm_manifest(
        "hsmeta",
        keywords=CARGO["keywords"],
        bin={"hsmeta": "bin/hsmeta.js"},
        files=["bin", "wasm", "LICENSE-*"],
        engines={"node": ">=18.17"},
        optionalDependencies={f"@hsmeta/{row['npm']['name']}": VERSION for row in targets},
    )
    npm = ROOT / "packaging/npm"
    files = {name: npm / name for name in ["bin/hsmeta.js", "wasm/run.js", "README.md"]}
    if module.exists():
        files["wasm/hsmeta.wasm"] = module
    npm_package(folder / "hsmeta", manifest, files)


def main(wheels: Path, out: Path) -> None:
    targets = json.loads((ROOT / "packaging/targets.json").read_text())
    programs = {}
    for row in targets:
        for wheel in (wheels / row["target"]).glob("*.whl"):
            programs[row["target"]] = unpack(wheel, row["target"], out / "bin" / row["target"])
    extras = out / "extras"
    write_extras(programs["x86_64-unknown-linux-gnu"], extras)
    for row in targets:
        if program := programs.get(row["target"]):
            archive(program, row["target"], extras, out)
            npm_platform(program, row, out / "npm")
    npm_main(targets, wheels / "wasm32-wasip1/hsmeta.wasm", out / "npm")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
