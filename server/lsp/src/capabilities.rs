//! The capabilities of the server and of the client.

use serde_json::{Value, json};
use tower_lsp_server::ls_types::*;

use crate::conversion::COMMAND;

/// The capabilities of the server, the same for every client. Formatting is left to the editor's
/// JSON formatter.
pub(crate) fn server_capabilities() -> InitializeResult {
    let all_files = FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob: "**/*".to_owned(),
            matches: None,
            options: None,
        },
    };
    let capabilities = ServerCapabilities {
        // VS Code supports no other encoding.
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
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
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
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![COMMAND.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(FileOperationRegistrationOptions {
                    filters: vec![all_files],
                }),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    };
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: "hsmeta".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        ..Default::default()
    }
}

/// Characters that trigger completion, in JSON and in source code. The last two begin a string in source code only.
pub(crate) const TRIGGERS: [&str; 9] = ["\"", ":", ",", " ", ".", "$", "{", "'", "`"];

/// The kind of the action that applies every safe fix.
pub(crate) const FIX_ALL: &str = "source.fixAll.hsmeta";

/// The capabilities of the client that the server makes use of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClientFeatures {
    pub(crate) watch_files: bool,
    /// Whether source files can be registered by their folders, with all that is answered for them.
    pub(crate) register_sources: bool,
    pub(crate) work_done_progress: bool,
    pub(crate) configuration: bool,
    pub(crate) inlay_hint_refresh: bool,
    pub(crate) snippets: bool,
    pub(crate) insert_replace: bool,
    pub(crate) adjust_indentation: bool,
    pub(crate) hover_markdown: bool,
    pub(crate) completion_markup: bool,
    pub(crate) completion_markdown: bool,
    pub(crate) related_information: bool,
    pub(crate) code_description: bool,
    pub(crate) diagnostic_tags: bool,
    pub(crate) diagnostic_versions: bool,
    pub(crate) deprecated_tag: bool,
    pub(crate) definition_links: bool,
    pub(crate) hierarchical_symbols: bool,
    pub(crate) action_literals: bool,
    pub(crate) preferred_actions: bool,
    pub(crate) change_annotations: bool,
    pub(crate) document_changes: bool,
    pub(crate) create_files: bool,
    pub(crate) move_files: bool,
    pub(crate) applies_edits: bool,
    /// Whether it undoes what it did before an operation of an edit failed.
    pub(crate) restores_files: bool,
    pub(crate) asks: bool,
    pub(crate) line_folding_only: bool,
}

impl ClientFeatures {
    /// Reads the client capabilities as JSON, value by value, so that invalid values elsewhere in
    /// them have no effect.
    pub(crate) fn read(capabilities: &Value) -> ClientFeatures {
        let client = Capabilities(capabilities);
        ClientFeatures {
            watch_files: is_true(client.workspace("didChangeWatchedFiles/dynamicRegistration")),
            register_sources: REGISTERED.iter().all(|feature| {
                let path = format!("{feature}/dynamicRegistration");
                is_true(client.text_document(&path))
            }),
            work_done_progress: is_true(capabilities.pointer("/window/workDoneProgress")),
            configuration: is_true(client.workspace("configuration")),
            inlay_hint_refresh: is_true(client.workspace("inlayHint/refreshSupport")),
            snippets: is_true(client.completion_item("snippetSupport")),
            // There is no capability for an edit that replaces text after the cursor. A client that
            // distinguishes inserting from replacing supports it.
            insert_replace: is_true(client.completion_item("insertReplaceSupport")),
            // 2: `adjustIndentation`.
            adjust_indentation: contains(
                client.completion_item("insertTextModeSupport/valueSet"),
                &json!(2),
            ),
            hover_markdown: prefers_markdown(client.text_document("hover/contentFormat")),
            completion_markup: is_supported(client.completion_item("documentationFormat")),
            completion_markdown: prefers_markdown(client.completion_item("documentationFormat")),
            related_information: is_true(
                client.text_document("publishDiagnostics/relatedInformation"),
            ),
            code_description: is_true(
                client.text_document("publishDiagnostics/codeDescriptionSupport"),
            ),
            diagnostic_tags: is_supported(client.text_document("publishDiagnostics/tagSupport")),
            diagnostic_versions: is_true(client.text_document("publishDiagnostics/versionSupport")),
            deprecated_tag: is_supported(client.completion_item("tagSupport")),
            definition_links: is_true(client.text_document("definition/linkSupport")),
            hierarchical_symbols: is_true(
                client.text_document("documentSymbol/hierarchicalDocumentSymbolSupport"),
            ),
            action_literals: is_supported(
                client.text_document("codeAction/codeActionLiteralSupport"),
            ),
            preferred_actions: is_true(client.text_document("codeAction/isPreferredSupport")),
            change_annotations: is_supported(
                client.workspace("workspaceEdit/changeAnnotationSupport"),
            ),
            document_changes: is_true(client.workspace("workspaceEdit/documentChanges")),
            create_files: contains(
                client.workspace("workspaceEdit/resourceOperations"),
                &json!("create"),
            ),
            move_files: ["rename", "delete"].iter().all(|operation| {
                let operations = client.workspace("workspaceEdit/resourceOperations");
                contains(operations, &json!(operation))
            }),
            applies_edits: is_true(client.workspace("applyEdit")),
            restores_files: ["undo", "transactional"].iter().any(|handling| {
                client.workspace("workspaceEdit/failureHandling") == Some(&json!(handling))
            }),
            asks: is_supported(capabilities.pointer("/window/showMessage")),
            line_folding_only: is_true(client.text_document("foldingRange/lineFoldingOnly")),
        }
    }
}

impl ClientFeatures {
    /// Whether the client can convert a project, and ask before it does. Operations on files imply `documentChanges`, which
    /// Neovim does not name.
    pub(crate) fn converts_projects(self) -> bool {
        self.create_files && self.move_files && self.applies_edits && self.asks
    }
}

/// The features that source files are registered for.
const REGISTERED: [&str; 7] = [
    "synchronization",
    "completion",
    "hover",
    "definition",
    "references",
    "rename",
    "codeAction",
];

/// The client capabilities as JSON, accessed by JSON pointers.
struct Capabilities<'v>(&'v Value);

impl<'v> Capabilities<'v> {
    fn workspace(&self, path: &str) -> Option<&'v Value> {
        self.0.pointer(&format!("/workspace/{path}"))
    }

    fn text_document(&self, path: &str) -> Option<&'v Value> {
        self.0.pointer(&format!("/textDocument/{path}"))
    }

    fn completion_item(&self, path: &str) -> Option<&'v Value> {
        self.text_document(&format!("completion/completionItem/{path}"))
    }
}

fn is_true(value: Option<&Value>) -> bool {
    value == Some(&Value::Bool(true))
}

/// Whether a capability has any value but null and false: tag support was `true` in older versions
/// of the protocol.
fn is_supported(value: Option<&Value>) -> bool {
    !matches!(value, None | Some(Value::Null | Value::Bool(false)))
}

fn contains(list: Option<&Value>, element: &Value) -> bool {
    list.and_then(Value::as_array)
        .is_some_and(|list| list.contains(element))
}

/// Whether Markdown is the first of the known formats. Unknown formats are ignored.
fn prefers_markdown(formats: Option<&Value>) -> bool {
    let Some(formats) = formats.and_then(Value::as_array) else {
        return false;
    };
    for format in formats {
        match format.as_str() {
            Some("markdown") => return true,
            Some("plaintext") => return false,
            _ => {}
        }
    }
    false
}
