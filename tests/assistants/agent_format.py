"""A client of `hsmeta check --format agent` that has no language model: it reads blocks, and applies what they say by lines.

It knows nothing of HubSpot and counts no bytes. What it cannot do with a report, an assistant could do by luck only.
"""

import json
import re
import subprocess
from dataclasses import dataclass, field

HEAD = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|info)\[(?P<rule>[a-z0-9-]+)\] ")
FIX = re.compile(r"fix \((?P<safety>safe|unsafe)(?:, one of \d+)?\): ")
EDIT = re.compile(r"edit (?:(?P<path>.*) )?lines? (?P<first>\d+)(?:-(?P<last>\d+))?(?: column (?P<column>\d+))?:(?: (?P<done>.*))?$")
LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|$)")


@dataclass
class Edit:
    path: str
    first: int
    column: int | None
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)


@dataclass
class Problem:
    path: str
    rule: str
    text: str
    safety: str | None = None
    edits: list = field(default_factory=list)


def check(program, folder, *options):
    """The problems, and the command that the report names as the next one."""
    command = [program, "check", "--format", "agent", "--min-severity", "info", *options]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8")
    *blocks, end = done.stdout.split("\n\n")
    return [problem(block) for block in blocks], end.rpartition("next: ")[2].strip()


def problem(block):
    lines = block.split("\n")
    head = HEAD.match(lines[0])
    assert head, block
    found = Problem(head["path"], head["rule"], block)
    for line in lines[1:]:
        if fix := FIX.match(line):
            found.safety = fix["safety"]
        elif edit := EDIT.match(line):
            found.edits.append(Edit(edit["path"] or found.path, int(edit["first"]), edit["column"] and int(edit["column"])))
            if edit["done"]:
                found.edits[-1].old, found.edits[-1].new = strings(edit["done"])
        elif line.startswith("-"):
            found.edits[-1].old.append(line[1:])
        elif line.startswith("+"):
            found.edits[-1].new.append(line[1:])
    return found


def strings(done):
    """What `replace "a" with "b"`, `insert "b"` and `delete "a"` replace, and with what."""
    verb, _, rest = done.partition(" ")
    read = json.JSONDecoder().raw_decode
    if verb == "insert":
        return "", read(rest)[0]
    if verb == "delete":
        return read(rest)[0], ""
    assert verb == "replace", done
    old, end = read(rest)
    return old, read(rest[end:].removeprefix(" with "))[0]


def apply(folder, problems):
    """Applies the edits of as many problems as can be at once: line numbers are those of one report. Returns those applied."""
    texts, taken, applied = {}, {}, []
    for one in problems:
        spans = []
        for edit in one.edits:
            if edit.path not in texts:
                texts[edit.path] = (folder / edit.path).read_bytes().decode()
            spans.append((edit.path, *span(texts[edit.path], edit)))
        if any(start <= other_end and other_start <= end
               for path, start, end, _ in spans for other_start, other_end, _ in taken.get(path, [])):
            continue
        for path, start, end, new in spans:
            taken.setdefault(path, []).append((start, end, new))
        applied.append(one)
    for path, spans in taken.items():
        text = texts[path]
        for start, end, new in sorted(spans, reverse=True):
            text = text[:start] + new + text[end:]
        (folder / path).write_bytes(text.encode())
    return applied


def span(text, edit):
    """Where the text of an edit is, and what replaces it."""
    lines = [(match.start(), match[1], match[2]) for match in LINE.finditer(text)]
    start, content, line_break = lines[edit.first - 1]
    if edit.column is not None:
        start += edit.column - 1
        assert text.startswith(edit.old, start), edit
        return start, start + len(edit.old), edit.new
    replaced = lines[edit.first - 1:edit.first - 1 + len(edit.old)]
    assert [content for _, content, _ in replaced] == edit.old, edit
    last, content, end = replaced[-1]
    if not edit.new:
        return start, last + len(content) + len(end), ""
    return start, last + len(content), (line_break or "\n").join(edit.new)
