"""Output on a terminal: progress, the cleared screen of --watch, Ctrl-C, the questions of a migration. Requires Python and Unix.

`python3 tests/terminal.py`. Every wait has a time limit.
"""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HSMETA = os.fsdecode(subprocess.check_output(["bash", os.path.join(ROOT, "tests", "target"), "program"])).rstrip("\n")
SAMPLE = os.path.join(ROOT, "fixtures", "projects", "documented-app")
CLEAR = "\x1b[2J\x1b[3J\x1b[H"
TIMEOUT_SECONDS = 120


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "FORCE_COLOR")}
    return {**kept, "TERM": "xterm-256color", **more}


class Terminal:
    """The program in a new terminal, with its output so far."""

    def __init__(self, folder, *arguments, **more):
        self.text = ""
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            # A background job ignores SIGINT.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execve(HSMETA, [HSMETA, *arguments], environment(**more))

    def read(self, is_enough):
        """Reads until `is_enough(text)` or the program ends."""
        end = time.monotonic() + TIMEOUT_SECONDS
        while not is_enough(self.text):
            assert time.monotonic() < end, f"timed out after {self.text!r}"
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    piece = os.read(self.screen, 65536)
                except OSError:  # Linux: the other side is closed
                    piece = b""
                if not piece:
                    break
                self.text += piece.decode("utf-8", "replace")
        return self.text

    def press_control_c(self):
        os.write(self.screen, b"\x03")

    def type(self, text):
        os.write(self.screen, text.encode())

    def status(self):
        self.read(lambda text: False)
        status = os.waitpid(self.pid, 0)[1]
        os.close(self.screen)
        return status

    def assert_left_clean(self):
        assert self.text.count("\x1b[?25l") == self.text.count("\x1b[?25h"), f"the cursor is hidden: {self.text!r}"
        assert "\x1b[?1049h" not in self.text, "another screen is shown"


def migrate_asks_for_open_decisions_before_it_writes(folder):
    files = {
        "hsproject.json": '{"name": "orchard", "srcDir": "src", "platformVersion": "2025.1"}',
        "src/app/public-app.json": '{"name": "Orchard", "uid": "orchard", "description": "Fruit", "auth": {"redirectUrls": []}}',
    }
    for path, text in files.items():
        os.makedirs(os.path.join(folder, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(folder, path), "w") as file:
            file.write(text)
    terminal = Terminal(folder, "migrate", "--write", "--allow-dirty")
    text = terminal.read(lambda text: "[y/n] " in text)
    assert "\x1b[1mFound\x1b[0m: 1 public app" in text.split("[y/n] ")[0], repr(text)
    terminal.type("n\n")
    terminal.read(lambda text: "\n> " in text)
    terminal.type("7\n")
    terminal.read(lambda text: text.count("\n> ") >= 2)
    assert "a number from 1 to 2" in terminal.text, repr(terminal.text)
    terminal.type("2\n")
    terminal.read(lambda text: "Write these files? [y/N] " in text)
    assert not os.path.exists(os.path.join(folder, "src", "app", "app-hsmeta.json"))
    terminal.type("y\n")
    text = terminal.read(lambda text: "checked 1 project" in text)
    terminal.status()
    with open(os.path.join(folder, "src", "app", "app-hsmeta.json")) as app:
        assert '"distribution": "private"' in app.read()


def migrate_writes_nothing_unless_told_so(folder):
    files = {
        "hsproject.json": '{"name": "orchard", "srcDir": "src", "platformVersion": "2025.1"}',
        "src/app/app.json": '{"name": "Orchard", "uid": "orchard", "description": "Fruit", "extensions": {"crm": {"cards": [{"file": "cards/c.json"}]}}}',
        "src/app/cards/c.json": '{"type": "crm-card", "data": {"title": "C", "location": "crm.record.tab", "module": {"file": "C.jsx"}}}',
        "src/app/cards/C.jsx": "",
    }
    for path, text in files.items():
        os.makedirs(os.path.join(folder, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(folder, path), "w") as file:
            file.write(text)
    # The end of the input, a deployed app, q, a uid that is taken and then one that is typed, and no last yes.
    for answers in (["\x04"], ["y\n"], ["q\n"], ["n\n", "orchard\n", "a_card\n", "\n"], ["n\n", "\x04"], ["n\n", "q\n"]):
        terminal = Terminal(folder, "migrate", "--write", "--allow-dirty")
        for number, answer in enumerate(answers, 1):
            terminal.read(lambda text, number=number: len(re.findall(r"\[y/[nN]\] |\n> ", text)) >= number)
            terminal.type(answer)
        status = terminal.status()
        assert os.waitstatus_to_exitcode(status) == 2, repr(terminal.text)
        assert "nothing was written" in terminal.text, repr(terminal.text)
        if "orchard\n" in answers:
            assert "another one" in terminal.text, repr(terminal.text)
        assert not os.path.exists(os.path.join(folder, "src", "app", "app-hsmeta.json")), answers


def migrate_has_no_colors_with_no_color(folder):
    shutil.copytree(os.path.join(ROOT, "fixtures", "install-url", "oauth", "project"), folder, dirs_exist_ok=True)
    plan = Terminal(folder, "migrate", NO_COLOR="1")
    plan.status()
    assert "\x1b" not in plan.text and "nothing to migrate" in plan.text, repr(plan.text)


def watch_clears_the_screen_and_ends_at_control_c(folder):
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    terminal = Terminal(folder, "check", "--watch")
    text = terminal.read(lambda text: "waiting for changes" in text)
    assert text.startswith(CLEAR) and "no problems" in text and "checked in " in text, repr(text)
    os.makedirs(os.path.join(folder, "src", "app", "cards"), exist_ok=True)
    with open(os.path.join(folder, "src", "app", "cards", "c-hsmeta.json"), "w") as card:
        card.write("{}")
    second = terminal.read(lambda text: text.count("waiting for changes") >= 2).split(CLEAR)[2]
    assert "c-hsmeta.json" in second, repr(second)
    terminal.press_control_c()
    status = terminal.status()
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT, status
    terminal.assert_left_clean()


def long_work_shows_progress_on_a_terminal_only(folder):
    number = 0
    seconds = 0
    while seconds < 3:
        for _ in range(max(200, number)):
            shutil.copytree(SAMPLE, os.path.join(folder, f"p{number}"))
            number += 1
        start = time.monotonic()
        piped = subprocess.run([HSMETA, "check"], cwd=folder, env=environment(), capture_output=True, timeout=TIMEOUT_SECONDS)
        seconds = time.monotonic() - start
        assert piped.stderr == b"", piped.stderr
        assert b"\x1b" not in piped.stdout
    terminal = Terminal(folder, "check")
    assert terminal.status() == 0, terminal.text
    before, summary = terminal.text.rsplit("\x1b[2K", 1)
    assert re.search(r"checked \d+ projects? ", before), f"no progress: {terminal.text!r}"
    assert f"checked {number} projects, " in summary and "\x1b[1A" not in summary, f"not cleared: {terminal.text!r}"
    terminal.assert_left_clean()
    for quiet, more in ((["--quiet"], {}), ([], {"CI": "true"})):
        terminal = Terminal(folder, "check", *quiet, **more)
        assert terminal.status() == 0
        assert "\x1b[2K" not in terminal.text, f"unexpected progress: {terminal.text!r}"


for check in (
    watch_clears_the_screen_and_ends_at_control_c,
    long_work_shows_progress_on_a_terminal_only,
    migrate_asks_for_open_decisions_before_it_writes,
    migrate_writes_nothing_unless_told_so,
    migrate_has_no_colors_with_no_color,
):
    with tempfile.TemporaryDirectory() as folder:
        check(folder)
    print("ok:", check.__name__.replace("_", " "))
