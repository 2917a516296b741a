//! What the server offers, and what the client can do.

use serde_json::{Value, json};
use tower_lsp_server::ls_types::*;

/// What the server offers, whatever the client can do. Formatting is left to the editor's JSON formatter.
pub(super) fn of_server() -> InitializeResult {
    let triggers = ["\"", ":", ",", " ", ".", "$", "{"];
    let json_files = |pattern: &str, kind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob: pattern.to_owned(),
            matches: kind,
            options: None,
        },
    };
    let renamed = FileOperationRegistrationOptions {
        filters: vec![json_files("**/*", None)],
    };
    let capabilities = ServerCapabilities {
        // VS Code offers nothing else.
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            },
        )),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            resolve_provider: Some(false),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::new(FIX_ALL)]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(renamed),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: "hsmeta".to_owned(),
            version,
        }),
        ..Default::default()
    }
}

/// The kind of the action that applies every safe fix.
pub(super) const FIX_ALL: &str = "source.fixAll.hsmeta";

/// What the client can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    pub(super) watches_files: bool,
    pub(super) shows_progress: bool,
    pub(super) tells_settings: bool,
    pub(super) refreshes_hints: bool,
    pub(super) takes_snippets: bool,
    pub(super) replaces_behind_cursor: bool,
    pub(super) adjusts_indentation: bool,
    pub(super) hover_markdown: bool,
    pub(super) completion_markup: bool,
    pub(super) completion_markdown: bool,
    pub(super) related_information: bool,
    pub(super) code_description: bool,
    pub(super) diagnostic_tags: bool,
    pub(super) versions: bool,
    pub(super) deprecated_tag: bool,
    pub(super) definition_links: bool,
    pub(super) symbol_trees: bool,
    pub(super) action_literals: bool,
    pub(super) preferred_actions: bool,
    pub(super) change_annotations: bool,
    pub(super) document_changes: bool,
    pub(super) creates_files: bool,
    pub(super) whole_line_folding: bool,
}

impl Client {
    /// From what the client said about itself. It is read as JSON, value by value, so that what nobody asks for may be
    /// anything.
    pub(super) fn of(capabilities: &Value) -> Client {
        let workspace = |path: &str| capabilities.pointer(&format!("/workspace/{path}"));
        let text = |path: &str| capabilities.pointer(&format!("/textDocument/{path}"));
        let item = |path: &str| text(&format!("completion/completionItem/{path}"));
        Client {
            watches_files: is_true(workspace("didChangeWatchedFiles/dynamicRegistration")),
            shows_progress: is_true(capabilities.pointer("/window/workDoneProgress")),
            tells_settings: is_true(workspace("configuration")),
            refreshes_hints: is_true(workspace("inlayHint/refreshSupport")),
            // Not said as such; a client that tells inserting from replacing does both.
            replaces_behind_cursor: is_true(item("insertReplaceSupport")),
            takes_snippets: is_true(item("snippetSupport")),
            hover_markdown: first_is_markdown(text("hover/contentFormat")),
            // 2: `adjustIndentation`.
            adjusts_indentation: contains(item("insertTextModeSupport/valueSet"), &json!(2)),
            completion_markup: is_there(item("documentationFormat")),
            completion_markdown: first_is_markdown(item("documentationFormat")),
            related_information: is_true(text("publishDiagnostics/relatedInformation")),
            code_description: is_true(text("publishDiagnostics/codeDescriptionSupport")),
            diagnostic_tags: is_there(text("publishDiagnostics/tagSupport")),
            versions: is_true(text("publishDiagnostics/versionSupport")),
            deprecated_tag: is_there(item("tagSupport")),
            definition_links: is_true(text("definition/linkSupport")),
            symbol_trees: is_true(text("documentSymbol/hierarchicalDocumentSymbolSupport")),
            action_literals: is_there(text("codeAction/codeActionLiteralSupport")),
            preferred_actions: is_true(text("codeAction/isPreferredSupport")),
            change_annotations: is_there(workspace("workspaceEdit/changeAnnotationSupport")),
            document_changes: is_true(workspace("workspaceEdit/documentChanges")),
            creates_files: contains(
                workspace("workspaceEdit/resourceOperations"),
                &json!("create"),
            ),
            whole_line_folding: is_true(text("foldingRange/lineFoldingOnly")),
        }
    }
}

fn is_true(value: Option<&Value>) -> bool {
    value == Some(&Value::Bool(true))
}

/// Whether the client says anything but no. Tags were a mere `true` in older versions of the protocol.
fn is_there(value: Option<&Value>) -> bool {
    !matches!(value, None | Some(Value::Null | Value::Bool(false)))
}

fn contains(list: Option<&Value>, wanted: &Value) -> bool {
    list.and_then(Value::as_array)
        .is_some_and(|list| list.contains(wanted))
}

/// Whether the client likes Markdown best, among the formats that there are: it may name others.
fn first_is_markdown(formats: Option<&Value>) -> bool {
    let mut formats = formats
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    formats.find(|format| ["markdown", "plaintext"].contains(format)) == Some("markdown")
}
