"""Completes the wheels of a release for a rehearsal: `python3 tests/packages/foreign_wheels.py WHEELS OUT`.

WHEELS has the wheel for Linux on x86_64, as tests/packages/wheel.sh leaves it. OUT gets that one, and for each other row of
packaging/targets.json a wheel with the names and tags that maturin would give it. Their programs are texts: nothing runs them. Only the one for
musl on x86_64 is the program for glibc, so that its image can be run. Python 3.11, nothing else.
"""

import base64
import hashlib
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT, RUNS = "x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"
# Not a wheel: the npm package contains it.
WASM = "wasm32-wasip1"


def platform(target: str) -> str:
    cpu = target.split("-")[0]
    if "windows" in target:
        return {"x86_64": "win_amd64", "aarch64": "win_arm64"}[cpu]
    if "darwin" in target:
        return {"x86_64": "macosx_10_12_x86_64", "aarch64": "macosx_11_0_arm64"}[cpu]
    return f"musllinux_1_2_{cpu}" if "musl" in target else f"manylinux2014_{cpu}.manylinux_2_17_{cpu}"


def record_line(name: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    return f"{name},sha256={digest},{len(content)}"


def write(built: Path, target: str, out: Path) -> None:
    """The built wheel with another program, and other tags."""
    tags = platform(target)
    name = re.sub(r"-none-.*\.whl", f"-none-{tags}.whl", built.name)
    out.mkdir(parents=True)
    with zipfile.ZipFile(built) as source, zipfile.ZipFile(out / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        record = []
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith("/scripts/hsmeta"):
                entry.filename += ".exe" if "windows" in target else ""
                content = content if target == RUNS else f"in place of the program for {target}\n".encode()
            elif entry.filename.endswith(".dist-info/WHEEL"):
                lines = [line for line in content.decode().splitlines() if not line.startswith("Tag:")]
                content = "\n".join(lines + [f"Tag: py3-none-{tag}" for tag in tags.split(".")] + [""]).encode()
            elif entry.filename.endswith(".dist-info/RECORD"):
                content = "\n".join(record + [f"{entry.filename},,", ""]).encode()
            record.append(record_line(entry.filename, content))
            wheel.writestr(entry, content)


def main(wheels: Path, out: Path) -> None:
    for folder in [BUILT, WASM]:
        if (wheels / folder).exists():
            shutil.copytree(wheels / folder, out / folder)
    (built,) = (out / BUILT).glob("*.whl")
    for row in json.loads((ROOT / "packaging/targets.json").read_text()):
        if row["target"] != BUILT:
            write(built, row["target"], out / row["target"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
