"""Sessions with the real server, with the capabilities of VS Code, Neovim and Emacs, and without any.

pytest-lsp has the capabilities of each client. It warns of an answer that these do not allow; pytest.ini lets such a warning
fail the test.
"""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

ROOT = Path(__file__).parents[2]
BARE = "bare"
CLIENTS = ["visual_studio_code@1.65", "neovim@0.11", "neovim@0.6", "emacs@29", BARE]
APP = "src/app/app-hsmeta.json"


def make_client() -> LanguageClient:
    client = make_test_lsp_client()
    for method in (lsp.CLIENT_REGISTER_CAPABILITY, lsp.CLIENT_UNREGISTER_CAPABILITY):
        client.feature(method)(lambda params: None)
    return client


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "fixtures/projects/broken-shop", tmp_path / "project"))


@pytest_lsp.fixture(
    params=CLIENTS, config=ClientServerConfig(server_command=["hsmeta", "lsp"], client_factory=make_client)
)
async def client(request, lsp_client: LanguageClient, project: Path):
    capabilities = lsp.ClientCapabilities() if request.param == BARE else client_capabilities(request.param)
    folder = lsp.WorkspaceFolder(uri=project.as_uri(), name="project")
    await lsp_client.initialize_session(
        lsp.InitializeParams(capabilities=capabilities, root_uri=folder.uri, workspace_folders=[folder])
    )
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, file: Path, text: str | None = None) -> lsp.TextDocumentIdentifier:
    """Opens a file, optionally with a text that differs from the disk."""
    text = file.read_text() if text is None else text
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(file.as_uri(), "json", version=1, text=text))
    )
    return lsp.TextDocumentIdentifier(file.as_uri())


def place(text: str, after: str) -> lsp.Position:
    """The position after a part of the text."""
    before = text[: text.index(after) + len(after)]
    return lsp.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


async def until(condition):
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.01)


def rules(client: LanguageClient, file: lsp.TextDocumentIdentifier) -> list[str]:
    return [found.code for found in client.diagnostics.get(file.uri, [])]


def edited(edit: lsp.WorkspaceEdit) -> dict[str, list[lsp.TextEdit]]:
    """The edits of each file, from `changes` or `documentChanges`."""
    changes = {uri: list(edits) for uri, edits in (edit.changes or {}).items()}
    for change in edit.document_changes or []:
        changes.setdefault(change.text_document.uri, []).extend(change.edits)
    return changes


async def test_diagnostics_are_those_of_the_command_line(client: LanguageClient, project: Path):
    check = subprocess.run(
        ["hsmeta", "check", "--format", "json", "--min-severity", "info", project], capture_output=True, check=False
    )
    expected = sorted(
        (Path(found["file"]).as_uri(), found["range"]["start"]["line"], found["range"]["start"]["column"], found["rule"])
        for found in json.loads(check.stdout)["diagnostics"]
    )
    assert expected
    opened(client, project / APP)

    def shown():
        return sorted(
            (uri, found.range.start.line + 1, found.range.start.character + 1, found.code)
            for uri, all_found in client.diagnostics.items()
            for found in all_found
        )

    await until(lambda: shown() == expected)


async def test_an_edit_updates_the_diagnostics(client: LanguageClient, project: Path):
    app = opened(client, project / APP)
    await until(lambda: "untrimmed-name" in rules(client, app))
    end = place((project / APP).read_text(), "Bramble Shop ")
    space = lsp.Range(lsp.Position(end.line, end.character - 1), end)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version=2, uri=app.uri),
            [lsp.TextDocumentContentChangePartial(range=space, text="")],
        )
    )
    await until(lambda: app.uri in client.diagnostics and "untrimmed-name" not in rules(client, app))


async def test_hover(client: LanguageClient, project: Path):
    app = opened(client, project / APP)
    hover = await client.text_document_hover_async(lsp.HoverParams(app, place((project / APP).read_text(), '"distri')))
    assert "marketplace" in hover.contents.value
    formats = client.capabilities.text_document and client.capabilities.text_document.hover.content_format
    assert hover.contents.kind == (formats[0] if formats else lsp.MarkupKind.PlainText)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("", "", id="a whole file"),
        pytest.param('{ "uid": "a", "type": "card", "config": {  } }', '"config": { ', id="a property"),
        pytest.param('{ "uid": "a", "type": "card", "config": { "location": "" } }', 'location": "', id="a value"),
    ],
)
async def test_completion(client: LanguageClient, project: Path, text: str, after: str):
    new = opened(client, project / "src/app/cards/new-hsmeta.json", text)
    answer = await client.text_document_completion_async(lsp.CompletionParams(new, place(text, after)))
    assert answer.items
    completion = client.capabilities.text_document and client.capabilities.text_document.completion
    takes_snippets = bool(completion and completion.completion_item.snippet_support)
    for item in answer.items:
        is_snippet = item.insert_text_format == lsp.InsertTextFormat.Snippet
        assert takes_snippets or not is_snippet
        assert is_snippet or "$" not in item.text_edit.new_text, "a placeholder in plain text"
    labels = {item.label for item in answer.items}
    assert not after or labels & {"objectTypes", "crm.record.tab"}, labels


async def test_code_actions(client: LanguageClient, project: Path):
    app = opened(client, project / APP)
    await until(lambda: "flat-support-field" in rules(client, app))
    here = place((project / APP).read_text(), '"supportEm')
    context = lsp.CodeActionContext(client.diagnostics[app.uri])
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(app, lsp.Range(here, here), context))
    capabilities = client.capabilities.text_document and client.capabilities.text_document.code_action
    if not (capabilities and capabilities.code_action_literal_support):
        # The client expects commands.
        assert actions is None
        return
    offered = [action for action in actions if action.kind == lsp.CodeActionKind.QuickFix]
    fixes = [action for action in offered if not action.title.startswith("Ignore ")]
    # An ignore requires a new file, which not every client can create.
    changes = client.capabilities.workspace.workspace_edit
    can_create = lsp.ResourceOperationKind.Create in (changes.resource_operations or [])
    assert (len(offered) > len(fixes)) == bool(can_create and changes.document_changes)
    assert [list(edited(fix.edit)) for fix in fixes] == [[app.uri]]
    assert bool(fixes[0].edit.document_changes) == bool(changes.document_changes)


async def test_rename(client: LanguageClient, tmp_path: Path):
    valid = Path(shutil.copytree(ROOT / "fixtures/projects/private-oauth-cards", tmp_path / "valid"))
    app = opened(client, valid / APP)
    variable = lsp.RenameParams(app, place((valid / APP).read_text(), "${API_H"), "NEW_HOST")
    edit = await client.text_document_rename_async(variable)
    profiles = [valid / f"src/hsprofile.{name}.json" for name in ("dev", "prod")]
    changed = edited(edit)
    assert {app.uri, *(profile.as_uri() for profile in profiles)} <= set(changed)
    assert all("NEW_HOST" in one.new_text for edits in changed.values() for one in edits)


async def test_document_symbols(client: LanguageClient, project: Path):
    app = opened(client, project / APP)
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(app))
    assert symbols
    capabilities = client.capabilities.text_document and client.capabilities.text_document.document_symbol
    is_tree = bool(capabilities and capabilities.hierarchical_document_symbol_support)
    assert {type(symbol) for symbol in symbols} == {lsp.DocumentSymbol if is_tree else lsp.SymbolInformation}


async def test_paths_follow_a_renamed_file(client: LanguageClient, project: Path):
    card = opened(client, project / "src/app/cards/loyalty-points-hsmeta.json")
    await until(lambda: card.uri in client.diagnostics)
    old, new = (project / f"src/app/cards/{name}.tsx" for name in ("LoyaltyPoints", "Points"))
    edit = await client.workspace_will_rename_files_async(
        lsp.RenameFilesParams([lsp.FileRename(old.as_uri(), new.as_uri())])
    )
    assert [one.new_text for one in edited(edit)[card.uri]] == ['"/app/cards/Points.tsx"']
