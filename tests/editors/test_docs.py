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
    languages = configuration["language"]
    assert [language["name"] for language in languages] == ["json", "jsx", "tsx"]
    assert all("hsmeta" in language["language-servers"] for language in languages)


def test_sublime_text():
    server = json.loads(block("Sublime Text", "json"))["clients"]["hsmeta"]
    assert server.pop("selector").split(" | ") == [f"source.{ending}" for ending in ["json", "js", "jsx", "ts", "tsx"]]
    assert server == {"enabled": True, "command": ["hsmeta", "lsp"]}


def test_zed():
    binary = json.loads(block("Zed", "json"))["lsp"]["json-language-server"]["binary"]
    assert Path(binary["path"]).name == "hsmeta" and binary["arguments"] == ["lsp"]
