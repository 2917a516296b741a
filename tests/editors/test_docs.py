"""The configuration in docs/editors.md for editors that the tests cannot run: it is valid, and starts this server.

The tests of Neovim and Emacs use the configuration for them directly.
"""

import json
import tomllib
from pathlib import Path

DOCS = (Path(__file__).parents[2] / "docs/editors.md").read_text()


def block(heading: str, language: str) -> str:
    section = next(part for part in DOCS.split("\n## ") if part.startswith(heading))
    return section.split(f"```{language}\n")[1].split("\n```")[0]


def test_helix():
    configuration = tomllib.loads(block("Helix", "toml"))
    server = configuration["language-server"]["hsmeta"]
    assert [server["command"], *server["args"]] == ["hsmeta", "lsp"]
    (language,) = configuration["language"]
    assert language["name"] == "json" and "hsmeta" in language["language-servers"]


def test_sublime_text():
    server = json.loads(block("Sublime Text", "json"))["clients"]["hsmeta"]
    assert server == {"enabled": True, "command": ["hsmeta", "lsp"], "selector": "source.json"}


def test_zed():
    binary = json.loads(block("Zed", "json"))["lsp"]["json-language-server"]["binary"]
    assert Path(binary["path"]).name == "hsmeta" and binary["arguments"] == ["lsp"]
