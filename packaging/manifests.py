"""Writes what other package managers need to install the archives of a release: a Homebrew formula, a scoop manifest, and the three
files of a winget package.

usage: python3 packaging/manifests.py ASSETS OUT

ASSETS has the archives of all targets. Each manifest names their addresses, below the release of GITHUB_REPOSITORY, and their checksums.
Python 3.11, nothing else.
"""

import hashlib
import json
import sys
from pathlib import Path

from assemble import CARGO, COMPLETIONS, ROOT, VERSION, archive_name, repository

LICENSES = CARGO["license"].split(" OR ")
WINGET_SCHEMA = "1.12.0"
# The publisher of the extension for VS Code is that of the winget package too.
PUBLISHER = json.loads((ROOT / "vscode-extension/package.json").read_text())["publisher"]
IDENTIFIER = f"{PUBLISHER}.hsmeta"
HOMEBREW = {
    "macos": {"arm": "aarch64-apple-darwin", "intel": "x86_64-apple-darwin"},
    "linux": {"arm": "aarch64-unknown-linux-gnu", "intel": "x86_64-unknown-linux-gnu"},
}
# By target: what scoop and winget call the architecture.
WINDOWS = {"x86_64-pc-windows-msvc": ("64bit", "x64"), "aarch64-pc-windows-msvc": ("arm64", "arm64")}


class Release:
    def __init__(self, assets: Path, home: str) -> None:
        self.assets, self.home = assets, home

    def url(self, target: str, version: str = VERSION) -> str:
        return f"{self.home}/releases/download/v{version}/{archive_name(target, version)}"

    def sha256(self, target: str) -> str:
        return hashlib.sha256((self.assets / archive_name(target)).read_bytes()).hexdigest()


def homebrew(release: Release) -> str:
    lines = [
        "class Hsmeta < Formula",
        f'  desc "{CARGO["description"]}"',
        f'  homepage "{release.home}"',
        f'  version "{VERSION}"',
        f"  license any_of: {json.dumps(LICENSES)}",
    ]
    for system, targets in HOMEBREW.items():
        lines += ["", f"  on_{system} do"]
        for cpu, target in targets.items():
            lines += [
                f"    on_{cpu} do",
                f'      url "{release.url(target)}"',
                f'      sha256 "{release.sha256(target)}"',
                "    end",
            ]
        lines += ["  end"]
    lines += [
        "",
        "  def install",
        '    bin.install "hsmeta"',
        f'    bash_completion.install "completions/{COMPLETIONS["bash"]}" => "hsmeta"',
        f'    zsh_completion.install "completions/{COMPLETIONS["zsh"]}"',
        f'    fish_completion.install "completions/{COMPLETIONS["fish"]}"',
        f'    pwsh_completion.install "completions/{COMPLETIONS["powershell"]}" => "_hsmeta.ps1"',
        '    man1.install Dir["man/*.1"]',
        "  end",
        "",
        "  test do",
        '    assert_match version.to_s, shell_output("#{bin}/hsmeta --version")',
        "  end",
        "end",
    ]
    return "\n".join(lines) + "\n"


def scoop(release: Release) -> str:
    def package(target: str, version: str, **more: str) -> dict:
        return {"url": release.url(target, version), **more, "extract_dir": f"hsmeta-{version}-{target}"}

    manifest = {
        "version": VERSION,
        "description": CARGO["description"],
        "homepage": release.home,
        "license": "|".join(LICENSES),
        "architecture": {
            scoop: package(target, VERSION, hash=release.sha256(target)) for target, (scoop, _) in WINDOWS.items()
        },
        "bin": "hsmeta.exe",
        "checkver": {"github": release.home},
        "autoupdate": {
            "architecture": {scoop: package(target, "$version") for target, (scoop, _) in WINDOWS.items()},
            "hash": {"url": "$baseurl/SHA256SUMS"},
        },
    }
    return json.dumps(manifest, indent=4) + "\n"


def winget(release: Release) -> dict[str, str]:
    """The files of the package by what winget calls their type."""
    installer = ["InstallerType: zip", "NestedInstallerType: portable", "Commands:", "- hsmeta", "Installers:"]
    for target, (_, architecture) in WINDOWS.items():
        installer += [
            f"- Architecture: {architecture}",
            f"  InstallerUrl: {release.url(target)}",
            f"  InstallerSha256: {release.sha256(target).upper()}",
            "  NestedInstallerFiles:",
            f"  - RelativeFilePath: hsmeta-{VERSION}-{target}\\hsmeta.exe",
            "    PortableCommandAlias: hsmeta",
        ]
    locale = [
        "PackageLocale: en-US",
        f"Publisher: {PUBLISHER}",
        f"PublisherUrl: {release.home}",
        f"PublisherSupportUrl: {release.home}/issues",
        "PackageName: hsmeta",
        f"PackageUrl: {release.home}",
        f"License: {CARGO['license']}",
        f"ShortDescription: {CARGO['description']}",
        "Tags:",
        *[f"- {keyword}" for keyword in CARGO["keywords"]],
        f"ReleaseNotesUrl: {release.home}/releases/tag/v{VERSION}",
    ]
    types = {"version": ["DefaultLocale: en-US"], "installer": installer, "defaultLocale": locale}
    return {kind: winget_file(kind, lines) for kind, lines in types.items()}


def winget_file(kind: str, lines: list[str]) -> str:
    schema = f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{WINGET_SCHEMA}.schema.json"
    head = [schema, "", f"PackageIdentifier: {IDENTIFIER}", f"PackageVersion: {VERSION}"]
    return "\n".join([*head, *lines, f"ManifestType: {kind}", f"ManifestVersion: {WINGET_SCHEMA}"]) + "\n"


def main(release: Release, out: Path) -> None:
    # Both are the layout of the repositories that the files belong in.
    package = f"winget/manifests/{IDENTIFIER[0].lower()}/{IDENTIFIER.replace('.', '/')}/{VERSION}/{IDENTIFIER}"
    names = {"version": "", "installer": ".installer", "defaultLocale": ".locale.en-US"}
    files = {"homebrew/Formula/hsmeta.rb": homebrew(release), "scoop/bucket/hsmeta.json": scoop(release)}
    files |= {f"{package}{names[kind]}.yaml": text for kind, text in winget(release).items()}
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)


if __name__ == "__main__":
    address = repository()
    if len(sys.argv) != 3 or address is None:
        sys.exit(f"{__doc__}GITHUB_REPOSITORY is `owner/name`.")
    main(Release(Path(sys.argv[1]), address), Path(sys.argv[2]))
