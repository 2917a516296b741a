"""Makes the container image: the program and its licenses, for both architectures, as a folder in the OCI image layout.

usage: python3 packaging/image.py ASSETS LAYOUT

ASSETS has the archives for musl, whose programs are static: nothing else has to be in the image, and no container engine is needed to
make it. `packaging/publish/image` pushes LAYOUT. Python 3.11, nothing else; the same archives and SOURCE_DATE_EPOCH give the same digests.
"""

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile
import time
from pathlib import Path

from assemble import CARGO, EPOCH, VERSION, archive_name, repository, without_its_builder

ARCHITECTURES = {"amd64": "x86_64-unknown-linux-musl", "arm64": "aarch64-unknown-linux-musl"}
FILES = ["hsmeta", "LICENSE-MIT", "LICENSE-APACHE"]
MEDIA = "application/vnd.oci.image"


def labels() -> dict[str, str]:
    known = {"title": "hsmeta", "description": CARGO["description"], "version": VERSION, "licenses": CARGO["license"]}
    # The registry of GitHub shows the image on the page of this repository.
    if source := repository():
        known["source"] = source
    if revision := os.environ.get("GITHUB_SHA"):
        known["revision"] = revision
    return {f"org.opencontainers.image.{key}": value for key, value in known.items()}


class Layout:
    def __init__(self, folder: Path) -> None:
        self.blobs = folder / "blobs/sha256"
        self.blobs.mkdir(parents=True)
        (folder / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
        self.index = folder / "index.json"

    def add(self, media: str, content: bytes | dict, **more: object) -> dict:
        """Stores a blob and returns its descriptor."""
        if isinstance(content, dict):
            content = json.dumps(content, separators=(",", ":")).encode()
        digest = hashlib.sha256(content).hexdigest()
        (self.blobs / digest).write_bytes(content)
        return {"mediaType": f"{MEDIA}.{media}", "digest": f"sha256:{digest}", "size": len(content)} | more


def root(archive: Path) -> bytes:
    """The file system of the image as an uncompressed tar."""
    content = io.BytesIO()
    with tarfile.open(archive) as packed, tarfile.open(fileobj=content, mode="w") as layer:
        for name in FILES:
            entry = packed.getmember(f"{archive.name.removesuffix('.tar.gz')}/{name}")
            file = packed.extractfile(entry)
            entry.name = name
            layer.addfile(without_its_builder(entry), file)
        project = tarfile.TarInfo("project")
        project.type, project.mode, project.mtime = tarfile.DIRTYPE, 0o755, EPOCH
        layer.addfile(project)
    return content.getvalue()


def add_image(layout: Layout, architecture: str, archive: Path) -> dict:
    files = root(archive)
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))
    layer = layout.add("layer.v1.tar+gzip", gzip.compress(files, mtime=EPOCH))
    config = layout.add(
        "config.v1+json",
        {
            "created": created,
            "architecture": architecture,
            "os": "linux",
            "config": {"Entrypoint": ["/hsmeta"], "Cmd": ["check"], "WorkingDir": "/project", "Labels": labels()},
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(files).hexdigest()}"]},
            "history": [{"created": created, "created_by": "packaging/image.py"}],
        },
    )
    manifest = {"schemaVersion": 2, "mediaType": f"{MEDIA}.manifest.v1+json", "config": config, "layers": [layer]}
    return layout.add("manifest.v1+json", manifest, platform={"architecture": architecture, "os": "linux"})


def main(assets: Path, folder: Path) -> None:
    layout = Layout(folder)
    images = [
        add_image(layout, architecture, assets / archive_name(target))
        for architecture, target in ARCHITECTURES.items()
    ]
    index = {"schemaVersion": 2, "mediaType": f"{MEDIA}.index.v1+json", "manifests": images, "annotations": labels()}
    image = layout.add("index.v1+json", index, annotations={"org.opencontainers.image.ref.name": VERSION})
    layout.index.write_text(json.dumps({"schemaVersion": 2, "mediaType": index["mediaType"], "manifests": [image]}))
    print(image["digest"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
