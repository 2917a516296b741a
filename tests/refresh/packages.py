"""npm packages: which versions there are, their download, their files."""

import json
import re
import shutil
import subprocess
import tarfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


# What npm says first is the code of the error.
MESSAGE = re.compile(r"^npm (?:error|ERR!) (?!code |syscall |errno )(\S.*)", re.MULTILINE)
# Without a network npm tries for more than a minute otherwise, for each package.
RETRY = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]


class Unavailable(Exception):
    """A package, or the list of its versions, could not be had."""


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    folder: Path

    @cached_property
    def files(self) -> dict[str, Path]:
        """Everything in the package but its tests, by path."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        named = {path.relative_to(self.folder).as_posix(): path for path in paths}
        return {name: path for name, path in named.items() if "/__tests__/" not in name}

    def text(self, path: str) -> str:
        return self.files[path].read_text(encoding="utf-8") if path in self.files else ""

    def find(self, ending: str) -> list[str]:
        """The paths that end with this name, or with this path."""
        return [path for path in self.files if path == ending or path.endswith(f"/{ending}")]

    def joined(self, ending: str) -> str:
        return "\n".join(self.text(path) for path in self.find(ending))


def order(version: str) -> tuple[int, ...]:
    """The order of released versions."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


class Registry:
    """The npm registry, through npm. Packages are kept in `cache`, unpacked."""

    def __init__(self, cache: Path):
        self.cache = cache

    def newest(self, name: str) -> str:
        return json.loads(self.npm("view", name, "dist-tags.latest", "--json"))

    def package(self, name: str, version: str) -> Package:
        folder = self.cache / f"{file_stem(name)}-{version}"
        if not folder.is_dir():
            self.cache.mkdir(parents=True, exist_ok=True)
            # With the version: npm may choose an older one otherwise, for this version of Node.js.
            self.npm("pack", f"{name}@{version}", "--pack-destination", str(self.cache))
            archive = self.cache / f"{folder.name}.tgz"
            unpack(archive, folder)
            archive.unlink()
        return Package(name, version, folder)

    def npm(self, *arguments: str) -> str:
        npm = shutil.which("npm")
        if npm is None:
            raise Unavailable("npm is not installed")
        result = subprocess.run([npm, *arguments, *RETRY], capture_output=True, text=True, cwd=Path.home())
        if result.returncode != 0:
            message = MESSAGE.search(result.stderr)
            raise Unavailable(f"npm {' '.join(arguments[:2])}: {message[1] if message else 'no message'}")
        return result.stdout


class Folder:
    """Packages that were downloaded before, as `npm pack` names them."""

    def __init__(self, folder: Path, cache: Path):
        self.archives = folder
        self.cache = cache

    def newest(self, name: str) -> str:
        found = [match[1] for path in self.archives.iterdir() if (match := re.fullmatch(rf"{re.escape(file_stem(name))}-(\d[\w.]*)\.tgz", path.name))]
        if not found:
            raise Unavailable(f"{self.archives} has no package {name}")
        return max(found, key=order)

    def package(self, name: str, version: str) -> Package:
        archive = self.archives / f"{file_stem(name)}-{version}.tgz"
        if not archive.is_file():
            raise Unavailable(f"{self.archives} has no {archive.name}")
        folder = self.cache / archive.stem
        if not folder.is_dir():
            unpack(archive, folder)
        return Package(name, version, folder)


def file_stem(name: str) -> str:
    """`hubspot-cli` for `@hubspot/cli`, as `npm pack` does it."""
    return name.removeprefix("@").replace("/", "-")


def unpack(archive: Path, folder: Path) -> None:
    """Unpacks what is in the folder `package` of the archive."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(part, filter="data")
        (part / "package").rename(folder)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise Unavailable(f"{archive} cannot be unpacked: {str(error).splitlines()[0]}") from None
    shutil.rmtree(part)
