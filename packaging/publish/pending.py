"""Prints the files of a release that a registry does not have yet, one per line, in the order in which they have to be published.

usage: python3 packaging/publish/pending.py {crates | npm | pypi} ASSETS

So a publication that stopped in the middle goes on where it stopped, and one that is complete does nothing. A file that the registry has
with other bytes is an error: nothing should be published then. The registries are those that everybody uses, unless HSMETA_CRATES_INDEX,
HSMETA_NPM_REGISTRY or HSMETA_PYPI_INDEX say otherwise. Python 3.11, nothing else.
"""

import base64
import hashlib
import json
import os
import re
import sys
import tarfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path


def fetch(url: str) -> str:
    """The text at that address, or an empty one if there is none."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"User-Agent": "hsmeta-release"}), timeout=60) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return ""
        sys.exit(f"pending.py: {url}: {error}")
    except OSError as error:
        sys.exit(f"pending.py: {url}: {error}")


def address(variable: str, default: str) -> str:
    return os.environ.get(variable, default).rstrip("/")


def crate(file: Path) -> tuple[str | None, str]:
    """What the registry has under the name and version of the file, and what it would have after a publication."""
    name, version = re.fullmatch(r"(.+?)-(\d+\.\d+\.\d+.*)\.crate", file.name).groups()
    # The layout of an index of Cargo; no crate of ours has a name of less than four letters.
    index = fetch(f"{address('HSMETA_CRATES_INDEX', 'https://index.crates.io')}/{name[:2]}/{name[2:4]}/{name}")
    rows = [json.loads(line) for line in index.splitlines()]
    published = next((row["cksum"] for row in rows if row["vers"] == version), None)
    return published, hashlib.sha256(file.read_bytes()).hexdigest()


def npm_manifest(file: Path) -> dict:
    with tarfile.open(file) as package:
        return json.load(package.extractfile("package/package.json"))


def npm(file: Path) -> tuple[str | None, str]:
    manifest = npm_manifest(file)
    name = urllib.parse.quote(manifest["name"], safe="@")
    package = fetch(f"{address('HSMETA_NPM_REGISTRY', 'https://registry.npmjs.org')}/{name}") or "{}"
    version = json.loads(package).get("versions", {}).get(manifest["version"])
    own = "sha512-" + base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    return version and version["dist"]["integrity"], own


def pypi(file: Path) -> tuple[str | None, str]:
    page = fetch(f"{address('HSMETA_PYPI_INDEX', 'https://pypi.org/simple')}/hsmeta/")
    published = re.search(rf'/{re.escape(file.name)}#sha256=([0-9a-f]{{64}})"', page)
    return published and published[1], hashlib.sha256(file.read_bytes()).hexdigest()


# By registry: the files, the order, and how one file is compared.
REGISTRIES = {
    "crates": ("*.crate", lambda file: file.name, crate),
    # The package that people install comes after those that it depends on.
    "npm": ("*.tgz", lambda file: ("optionalDependencies" in npm_manifest(file), file.name), npm),
    "pypi": ("*.whl", lambda file: file.name, pypi),
}


def main(registry: str, assets: Path) -> None:
    pattern, order, compare = REGISTRIES[registry]
    files = sorted(assets.glob(pattern), key=order)
    if not files:
        sys.exit(f"pending.py: {assets} has no {pattern}")
    pending, different = [], []
    for file in files:
        published, own = compare(file)
        if published is None:
            pending.append(file)
        elif published != own:
            different.append(f"{file.name}: published with {published}, here with {own}")
    if different:
        sys.exit("pending.py: other bytes are published under the same version:\n" + "\n".join(different))
    print(f"{registry}: {len(files) - len(pending)} of {len(files)} files are published", file=sys.stderr)
    for file in pending:
        print(file)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in REGISTRIES:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
