"""Stand-ins of the registries that a release is published to, all on the loopback interface and none with an upstream.

usage: python3 tests/packages/stand_ins.py FOLDER PROGRAMS

PROGRAMS is the folder into which tests/packages/setup installs `tools` and `registries`. What the registries hold is kept in FOLDER,
where `addresses`, lines of shell, appears once all of them answer. They run until this program is ended.

    npm      verdaccio
    pypi     pypiserver
    images   docker-registry
    crates   `Crates` below: has the dependencies in Cargo.lock from the start, and takes ours
    github   the files of FOLDER/github

In front of each is a `Gate`. It notes each upload in `FOLDER/<name>.uploads`; if there is a file `FOLDER/<name>.limit` with a number, it
answers all uploads after that many with 500, as a registry with an outage does. Python 3.11, nothing else.
"""

import hashlib
import http.client
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import tomllib
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
CRATES_IO = "https://github.com/rust-lang/crates.io-index"
# Headers about one connection only; a gate has another one to each side.
PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Cargo requests hundreds of small files over one connection; each would wait for the acknowledgement of its header.
    disable_nagle_algorithm, wbufsize = True, -1

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def answer(self, status: int, body: bytes, headers: list[tuple[str, str]] = [], length: str | None = None) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", length or str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Gate(Quiet):
    """Passes requests on, and lets only so many uploads through."""

    uploads = threading.Lock()

    def __init__(self, name: str, port: int, folder: Path, *arguments: object) -> None:
        self.name, self.port, self.folder = name, port, folder
        super().__init__(*arguments)

    def is_refused(self) -> bool:
        """Whether this is an upload more than there may be; notes it."""
        if self.command not in ("POST", "PUT", "PATCH"):
            return False
        limit = self.folder / f"{self.name}.limit"
        with Gate.uploads:
            if limit.exists():
                left = int(limit.read_text())
                if left == 0:
                    return True
                limit.write_text(str(left - 1))
            with open(self.folder / f"{self.name}.uploads", "a") as log:
                log.write(f"{self.command} {self.path}\n")
        return False

    def forward(self) -> None:
        body = self.body()
        if self.is_refused():
            self.answer(500, b"the registry has an outage")
            return
        upstream = http.client.HTTPConnection(HOST, self.port)
        headers = {name: ", ".join(self.headers.get_all(name)) for name in self.headers if name.lower() not in PER_CONNECTION}
        if body or self.command in ("POST", "PUT", "PATCH"):
            headers["Content-Length"] = str(len(body))
        upstream.request(self.command, self.path, body, headers)
        response = upstream.getresponse()
        kept = [(name, value) for name, value in response.getheaders() if name.lower() not in PER_CONNECTION]
        self.answer(response.status, response.read(), kept, response.headers.get("Content-Length") if self.command == "HEAD" else None)
        upstream.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = forward


def index_path(name: str) -> str:
    """Where a sparse index has a crate: https://doc.rust-lang.org/cargo/reference/registry-index.html"""
    name = name.lower()
    return f"/{len(name)}/{name}" if len(name) < 3 else f"/3/{name[0]}/{name}" if len(name) == 3 else f"/{name[:2]}/{name[2:4]}/{name}"


class Crates(Quiet):
    """A sparse index with the two requests that publishing and installing take."""

    # The lines of the index by path, and where each .crate is.
    index: dict[str, list[dict]] = {}
    files: dict[str, Path] = {}

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.folder = folder
        super().__init__(*arguments)

    @classmethod
    def add(cls, line: dict, file: Path) -> None:
        cls.index.setdefault(index_path(line["name"]), []).append(line)
        cls.files[f"/crates/{line['name']}/{line['vers']}/download"] = file

    @classmethod
    def add_dependencies(cls) -> None:
        """All packages of Cargo.lock that are not ours, as Cargo has downloaded them."""
        command = ["cargo", "metadata", "--locked", "--offline", "--format-version", "1"]
        metadata = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
        locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
        checksums = {(package["name"], package["version"]): package.get("checksum") for package in locked}
        for package in metadata["packages"]:
            if package["source"] is None:
                continue
            line = {"name": package["name"], "vers": package["version"], "features": package["features"], "links": package["links"]}
            line |= {"cksum": checksums[package["name"], package["version"]], "yanked": False, "v": 2}
            line["deps"] = [dependency(it | {"default_features": it["uses_default_features"]}) for it in package["dependencies"]]
            # <home>/registry/src/<registry>/<crate>/Cargo.toml
            unpacked = Path(package["manifest_path"]).parent
            home = unpacked.parent.parent.parent
            cls.add(line, home / "cache" / unpacked.parent.name / f"{unpacked.name}.crate")

    def do_GET(self) -> None:
        if self.path == "/config.json":
            here = f"http://{self.headers['Host']}"
            self.answer(200, json.dumps({"dl": f"{here}/crates", "api": here}).encode())
        elif lines := self.index.get(self.path):
            self.answer(200, "".join(json.dumps(line) + "\n" for line in lines).encode())
        elif file := self.files.get(self.path):
            self.answer(200, file.read_bytes())
        else:
            self.answer(404, b"")

    def do_PUT(self) -> None:
        body = self.body()
        size = struct.unpack_from("<I", body)[0]
        crate, content = json.loads(body[4 : 4 + size]), body[8 + size :]
        problem = self.publish(crate, content)
        answer = {"errors": [{"detail": problem}]} if problem else {"warnings": {"invalid_categories": [], "invalid_badges": [], "other": []}}
        self.answer(400 if problem else 200, json.dumps(answer).encode())

    def publish(self, crate: dict, content: bytes) -> str | None:
        """What crates.io has against a crate: https://doc.rust-lang.org/cargo/reference/registry-web-api.html#publish"""
        name, version = crate["name"], crate["vers"]
        if any(line["vers"] == version for line in self.index.get(index_path(name), [])):
            return f"crate version `{version}` is already uploaded"
        for it in crate["deps"]:
            if index_path(it["name"]) not in self.index:
                return f"no known crate named `{it['name']}`"
        file = self.folder / f"{name}-{version}.crate"
        file.write_bytes(content)
        line = {key: crate.get(key) for key in ["name", "vers", "features", "links"]}
        line |= {"cksum": hashlib.sha256(content).hexdigest(), "yanked": False, "v": 2}
        line["deps"] = [dependency(it | {"req": it["version_req"], "rename": it.get("explicit_name_in_toml")}) for it in crate["deps"]]
        self.add(line, file)
        return None


def dependency(it: dict) -> dict:
    """A dependency in a line of the index. For this registry crates.io is itself."""
    kept = {key: it[key] for key in ["req", "features", "optional", "default_features", "target"]}
    kept |= {"kind": it["kind"] or "normal", "registry": None if it.get("registry") == CRATES_IO else it.get("registry")}
    return kept | ({"name": it["rename"], "package": it["name"]} if it.get("rename") else {"name": it["name"]})


class Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, address: object) -> None:
        # A client that hangs up is none.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, address)


def serve(handler: object) -> int:
    server = Server((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def programs(folder: Path, installed: Path) -> dict[str, tuple[int, list]]:
    """The registries that are programs of their own: by name the port, and the command that listens there."""
    ports = {name: free_port() for name in ["npm", "pypi", "images"]}
    anyone = {"access": "$all", "publish": "$all", "unpublish": "$none"}
    npm = {"storage": str(folder / "npm"), "uplinks": {}, "packages": {"**": anyone}, "max_body_size": "100mb"}
    npm |= {"auth": {"htpasswd": {"file": str(folder / "npm.users")}}, "log": {"type": "stdout", "level": "warn"}}
    images = {"version": 0.1, "storage": {"filesystem": {"rootdirectory": str(folder / "images")}}, "log": {"level": "error"}}
    images["http"] = {"addr": f"{HOST}:{ports['images']}"}
    # JSON is YAML.
    for name, configuration in [("npm", npm), ("images", images)]:
        (folder / f"{name}.yaml").write_text(json.dumps(configuration))
    (folder / "pypi").mkdir()
    commands = {
        "npm": ["node", installed / "registries/node_modules/verdaccio/bin/verdaccio", "--config", folder / "npm.yaml", "--listen", f"{HOST}:{ports['npm']}"],
        "pypi": [installed / "tools/bin/pypi-server", "run", "-i", HOST, "-p", str(ports["pypi"]), "-P", ".", "-a", ".", "--disable-fallback", folder / "pypi"],
        "images": ["docker-registry", "serve", folder / "images.yaml"],
    }
    return {name: (ports[name], command) for name, command in commands.items()}


def wait_for(name: str, port: int, process: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"the stand-in {name} does not answer:\n{log.read_text()}")


def main(folder: Path, installed: Path) -> None:
    for name in ["crates", "github"]:
        (folder / name).mkdir(parents=True)
    Crates.add_dependencies()
    ports = {"crates": serve(partial(Crates, folder / "crates")), "github": serve(partial(Files, directory=folder / "github"))}
    processes = []
    # The commands end with this program, also when it is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        for name, (port, command) in programs(folder, installed).items():
            log = folder / f"{name}.log"
            with open(log, "w") as output:
                process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, env=os.environ | {"HOME": str(folder)})
            processes.append(process)
            wait_for(name, port, process, log)
            ports[name] = port
        for name in ports:
            (folder / f"{name}.uploads").touch()
        gates = {name: serve(partial(Gate, name, port, folder)) for name, port in ports.items()}
        written = folder / "addresses.new"
        written.write_text("".join(f"{name}_address={HOST}:{port}\n" for name, port in gates.items()))
        written.rename(folder / "addresses")
        signal.pause()
    finally:
        for process in processes:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
