"""System calls of the program: no network, no other program but git for `migrate --write`, `check --since` and
`changes`, and no writes except those that the
user requested.

`python3 tests/system_calls.py`. Runs every command, and a session of the language server, under strace, which records the
system calls of all threads. Requires Linux.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

# A background job ignores SIGINT, and its child processes would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
HSMETA = os.fsdecode(subprocess.check_output(["bash", ROOT / "tests/target", "program"])).rstrip("\n")
SHOP = ROOT / "fixtures" / "projects" / "broken-shop"
CARD = "src/app/cards/returns-hsmeta.json"
TIMEOUT_SECONDS = 120
# io_uring can open connections without further system calls.
TRACED = "%network,io_uring_setup,execve,execveat,%file"
READS = re.compile(r"(?:access|faccessat2?|stat|lstat|newfstatat|statx|statfs|readlink\w*|getcwd|chdir)$")
OPENS = re.compile(r"open\w*$")
FOR_WRITING = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT|TRUNC)\b")
WRITES = re.compile(r"(?:creat|rename|unlink|link|symlink|mkdir|mknod|chmod|chown|lchown|f(?:chmod|chown))(?:at2?)?$|rmdir|truncate|utimens")
# What strace writes about a thread that ends with its process while it waits: a negative number, which is no system call.
NO_CALL = re.compile(r"syscall_0xf{8}")
# The C library and its loader; no library for networking.
LIBRARIES = re.compile(r"(?:linux-vdso|libc|libgcc_s|libm|ld-linux-\w+-?\w*)\.so\.\d+$")


def traced(log, *command):
    """The command line that runs a command under strace, with the paths of file descriptors in the log."""
    return ["strace", "-f", "-y", "-qq", "-s", "4096", "-e", f"trace={TRACED}", "-o", str(log), *map(str, command)]


def beyond_reading(log):
    """Name and arguments of each call that does more than read files, except the first, which starts the program."""
    lines = Path(log).read_text(errors="replace").splitlines()
    # The log splits a call that another thread interrupts; the first line has the arguments.
    calls = [match.groups() for line in lines if (match := re.match(r"\d+ +(\w+)\((.*)", line))]
    assert calls[0][0] == "execve"
    for name, rest in calls[1:]:
        if NO_CALL.match(name):
            continue
        if not READS.match(name) and (not OPENS.match(name) or FOR_WRITING.search(rest)):
            yield name, rest


def calls_and_writes(log, folder):
    """The calls that do more than access files, and the paths that were created, replaced or removed, from `folder`."""
    beyond_files, written = [], []
    for name, rest in beyond_reading(log):
        if not OPENS.match(name) and not WRITES.match(name):
            beyond_files.append(f"{name}({rest}")
            continue
        base = folder
        for number, path in re.findall(r'\w+<([^>]*)>|"((?:[^"\\]|\\.)*)"', rest.split(") = ")[0]):
            base = number or base
            if path:
                written.append(os.path.normpath(os.path.join(base, path)))
    return beyond_files, written


def check(log, what, folder, may_write, program=None):
    beyond_files, written = calls_and_writes(log, folder)
    if program:
        started = [call for call in beyond_files if call.startswith(f'execve("{program}", ')]
        assert started, f"{what} does not start {program}"
        beyond_files = [call for call in beyond_files if call not in started]
        written = [path for path in written if path != "/dev/null"]
    assert not beyond_files, f"{what} does more than read files: {beyond_files}"
    strange = [path for path in written if not (may_write and path.startswith(f"{folder}/"))]
    assert not strange, f"{what} writes {strange}"
    assert bool(written) == may_write, f"{what} writes nothing"


def run(folder, *arguments, code=0, may_write=False, program=None):
    """Runs a command, which must exit with `code` and start no other program but one, and checks its system calls."""
    with tempfile.NamedTemporaryFile() as log:
        ended = subprocess.run(traced(log.name, HSMETA, *arguments), cwd=folder, stdin=subprocess.DEVNULL,
                               capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
        assert ended.returncode == code, f"{arguments}: {ended.returncode} {ended.stdout} {ended.stderr}"
        check(log.name, arguments, folder, may_write, program)


def the_trace_records_network_processes_and_writes(folder):
    program = """import os, socket, subprocess
open("made", "w")
os.mkdir("new")
subprocess.run(["true"])
socket.create_server(("127.0.0.1", 0))"""
    with tempfile.NamedTemporaryFile() as log:
        command = traced(log.name, sys.executable, "-I", "-c", program)
        subprocess.run(command, cwd=folder, check=True, timeout=TIMEOUT_SECONDS)
        beyond_files, written = calls_and_writes(log.name, folder)
    names = {call.split("(")[0] for call in beyond_files}
    assert {"socket", "bind", "listen", "execve"} <= names, names
    assert {f"{folder}/made", f"{folder}/new"} <= set(written), written


def the_program_links_only_the_c_library(folder):
    listed = subprocess.run(["ldd", HSMETA], capture_output=True, text=True, check=True).stdout
    names = {os.path.basename(line.split()[0]) for line in listed.splitlines()}
    strange = [name for name in names if not LIBRARIES.match(name)]
    assert names and not strange, strange


def reading_commands_only_read(folder):
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    formats = [["check", "--format", name] for name in ["text", "compact", "agent", "json", "sarif", "github", "gitlab", "junit"]]
    finds = [*formats, ["check", "--fix", "--diff"]]
    reads = [["config"], ["rules"], ["explain", "duplicate-uid"], ["schema", "card"], ["schema", "list"], ["completions", "bash"], ["man"],
             ["help"]]
    for arguments in finds:
        run(folder, *arguments, code=1)
    for arguments in reads:
        run(folder, *arguments)
    run(ROOT / "fixtures/install-url/oauth/project", "install-url")
    run(ROOT / "fixtures/install-url/oauth/project", "scopes")
    run(ROOT / "fixtures/install-url/oauth/project", "migrate")
    run(ROOT / "fixtures/install-url/oauth/project", "outlook")
    run(ROOT / "fixtures/install-url/oauth/project", "marketplace", "--fail-on", "never")
    listed = subprocess.run([HSMETA, "--help"], capture_output=True, text=True, check=True).stdout
    names = re.findall(r"^  (\w[\w-]*)  ", listed.split("Commands:")[1].split("\n\n")[0], re.MULTILINE)
    elsewhere = {"add", "changes", "check", "init", "install-url", "lsp", "marketplace", "mcp", "migrate", "outlook", "scopes"}
    forgotten = set(names) - elsewhere - {arguments[0] for arguments in reads}
    assert names and not forgotten, f"not tried: {forgotten}"


def writing_commands_stay_in_their_folder(folder):
    def write(*arguments):
        run(folder, *arguments, may_write=True)

    write("init", "--name", "shop")
    write("add", "card", "orders")
    write("check", "--output", "report.json", "--format", "json")
    manifest = Path(folder, "hsproject.json")
    manifest.write_text(manifest.read_text().rstrip()[:-1] + ",}")
    write("check", "--fix")
    answer = Path(folder, "answer.json")
    answer.write_text(json.dumps({"CARD": {"type": "object"}}))
    write("schema", "import", answer, "--platform-version", "2026.09")
    write("schema", "import", answer, "--platform-version", "2026.09", "--date", "2026-11-29")
    for arguments in [["card"], ["list"], ["diff"]]:
        run(folder, "schema", *arguments)
    run(folder, "check", "--allow-empty", "--fail-on", "never")
    write("schema", "remove", "2026.09")
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    write("check", "--baseline", "baseline.json", "--update-baseline")


def a_migration_starts_git_only(folder):
    before = (ROOT / "fixtures/migrations/example-private-app/before.txt").read_text()
    for part in f"\n{before}".split("\n== ")[1:]:
        path, text = part.split("\n", 1)
        Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
        Path(folder, path).write_text(text)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"]
    for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "before"]]:
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)
    for options in [[], ["--diff"], ["--format", "json"]]:
        run(folder, "migrate", *options, code=1)
    run(folder, "migrate", "--write", code=1, may_write=True, program=shutil.which("git"))
    assert Path(folder, "src/app/app-hsmeta.json").exists()


def a_comparison_starts_git_only(folder):
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgSign=false"]
    for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "before"]]:
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)
    moved = Path(folder, "moved")
    moved.mkdir()
    for name in ["hsproject.json", "src"]:
        Path(folder, name).rename(Path(moved, name))
    program = shutil.which("git")
    # In a repository, too, nobody else asks git.
    run(folder, "check", code=1)
    run(folder, "check", "--since", "HEAD", code=1, program=program)
    run(folder, "changes", "HEAD", program=program)
    run(folder, "changes", "--", "--output=x", code=2, program=program)


def watching_only_reads(folder):
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    with tempfile.NamedTemporaryFile() as log:
        watch = subprocess.Popen(traced(log.name, HSMETA, "check", "--watch"), cwd=folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
        try:
            for number in range(3):
                while "waiting for changes" not in (line := watch.stderr.readline()):
                    assert line, "it ended"
                Path(folder, "src", "app", "cards", f"{number}-hsmeta.json").write_text("{}")
        finally:
            os.killpg(watch.pid, signal.SIGINT)
            watch.communicate(timeout=TIMEOUT_SECONDS)
        check(log.name, "check --watch", folder, may_write=False)


def message(method, params):
    """A message of the protocol. `shutdown` and `exit` have no parameters, not even an empty object."""
    return {"method": method, **({} if method in ("shutdown", "exit") else {"params": params})}


class Session:
    """The language server under strace, with a client that waits for each answer."""

    def __init__(self, folder, log):
        self.server = subprocess.Popen(traced(log, HSMETA, "lsp"), cwd=folder, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.asked = 0

    def notify(self, method, **params):
        self.send(message(method, params))

    def request(self, method, **params):
        self.asked += 1
        self.send({"id": self.asked, **message(method, params)})
        return self.receive(lambda received: received.get("id") == self.asked and "method" not in received)["result"]

    def send(self, content):
        text = json.dumps({"jsonrpc": "2.0", **content}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(text), text))
        self.server.stdin.flush()

    def receive(self, matches):
        """Reads until a message matches; requests of the server get an empty answer."""
        while True:
            length = int(self.server.stdout.readline().split(b":")[1])
            self.server.stdout.readline()
            received = json.loads(self.server.stdout.read(length))
            if matches(received):
                return received
            if "method" in received and "id" in received:
                self.send({"id": received["id"], "result": None})


def the_language_server_only_reads(folder):
    shutil.copytree(SHOP, folder, dirs_exist_ok=True)
    with tempfile.NamedTemporaryFile() as log:
        session = Session(folder, log.name)
        file = Path(folder, CARD)
        document = {"uri": file.as_uri()}
        here = {"textDocument": document, "position": {"line": 1, "character": 4}}
        text = file.read_text()
        session.request("initialize", processId=os.getpid(), capabilities={},
                    workspaceFolders=[{"uri": Path(folder).as_uri(), "name": "shop"}])
        session.notify("initialized")
        session.notify("textDocument/didOpen", textDocument={**document, "languageId": "json", "version": 1, "text": text})
        new = [{"text": text + " "}]
        session.notify("textDocument/didChange", textDocument={**document, "version": 2}, contentChanges=new)
        session.receive(lambda received: received.get("method") == "textDocument/publishDiagnostics")
        assert session.request("textDocument/hover", **here), "no hover"
        assert session.request("textDocument/completion", **here) is not None
        for method in ["definition", "documentHighlight", "prepareRename", "documentSymbol", "documentLink"]:
            session.request(f"textDocument/{method}", **here)
        session.request("textDocument/references", **here, context={"includeDeclaration": True})
        whole = {"start": here["position"], "end": {"line": 9, "character": 0}}
        session.request("textDocument/codeAction", textDocument=document, range=whole, context={"diagnostics": []})
        session.request("workspace/symbol", query="")
        session.notify("textDocument/didClose", textDocument=document)
        session.request("shutdown")
        session.notify("exit")
        assert session.server.wait(TIMEOUT_SECONDS) == 0
        check(log.name, "the session", folder, may_write=False)


def call(number, tool, **arguments):
    """A call of a tool, complete in itself."""
    meta = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
    params = {"name": tool, "arguments": arguments, "_meta": meta}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


def calls_of_tools(folder, calls, may_write):
    """A session of the MCP server under strace; each call must succeed."""
    messages = [call(number, tool, **arguments) for number, (tool, arguments) in enumerate(calls)]
    with tempfile.NamedTemporaryFile() as log:
        ended = subprocess.run(traced(log.name, HSMETA, "mcp"), cwd=folder, timeout=TIMEOUT_SECONDS, check=True, text=True,
                               input="".join(json.dumps(message) + "\n" for message in messages), capture_output=True)
        answers = [json.loads(line) for line in ended.stdout.splitlines()]
        assert [answer["id"] for answer in answers] == list(range(len(calls))), answers
        assert not any(answer["result"]["isError"] for answer in answers), answers
        check(log.name, "the MCP server", folder, may_write)


def the_mcp_server_reads_and_writes_when_told(folder):
    shutil.copytree(SHOP, Path(folder, "shop"))
    shutil.copytree(ROOT / "fixtures/install-url/oauth/project", Path(folder, "oauth"))
    reads = [("check", {"path": "shop"}), ("fix", {"path": "shop"}), ("explain", {"query": "duplicate-uid"}),
             ("schema", {"type": "card"}), ("add", {"path": "shop", "type": "card", "name": "stock"}),
             ("migrate", {"path": "oauth"}), ("install_url", {"path": "oauth"})]
    calls_of_tools(folder, reads, may_write=False)
    writes = [("fix", {"path": "shop", "write": True}), ("add", {"path": "shop", "type": "card", "name": "stock", "write": True})]
    calls_of_tools(folder, writes, may_write=True)


for test in (
    the_trace_records_network_processes_and_writes,
    the_program_links_only_the_c_library,
    reading_commands_only_read,
    writing_commands_stay_in_their_folder,
    a_migration_starts_git_only,
    a_comparison_starts_git_only,
    watching_only_reads,
    the_language_server_only_reads,
    the_mcp_server_reads_and_writes_when_told,
):
    with tempfile.TemporaryDirectory() as folder:
        test(os.path.realpath(folder))
    print("ok:", test.__name__.replace("_", " "))
