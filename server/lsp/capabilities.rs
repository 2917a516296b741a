//! What the server offers, and what the client can do.

use tower_lsp_server::ls_types::*;

/// What the server offers, whatever the client can do. Formatting is left to the editor's JSON formatter.
pub(super) fn of_server() -> InitializeResult {
    let triggers = ["\"", ":", ",", " ", ".", "$", "{"];
    let json_files = |pattern: &str, kind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern { glob: pattern.to_owned(), matches: kind, options: None },
    };
    let renamed = FileOperationRegistrationOptions { filters: vec![json_files("**/*", None)] };
    let capabilities = ServerCapabilities {
        // VS Code offers nothing else.
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
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
        server_info: Some(ServerInfo { name: "hsmeta".to_owned(), version }),
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
    /// From what the client said about itself.
    pub(super) fn of(capabilities: &ClientCapabilities) -> Client {
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let text = capabilities.text_document.clone().unwrap_or_default();
        let publish = text.publish_diagnostics.unwrap_or_default();
        let item = text.completion.and_then(|completion| completion.completion_item).unwrap_or_default();
        let edit = workspace.workspace_edit.unwrap_or_default();
        let action = text.code_action.unwrap_or_default();
        let first_is_markdown = |formats: Option<Vec<MarkupKind>>| {
            formats.and_then(|formats| formats.into_iter().next()) == Some(MarkupKind::Markdown)
        };
        Client {
            watches_files: workspace.did_change_watched_files.and_then(|files| files.dynamic_registration)
                == Some(true),
            shows_progress: capabilities.window.as_ref().and_then(|window| window.work_done_progress) == Some(true),
            tells_settings: workspace.configuration == Some(true),
            refreshes_hints: workspace.inlay_hint.and_then(|hint| hint.refresh_support) == Some(true),
            // Not said as such; a client that tells inserting from replacing does both.
            replaces_behind_cursor: item.insert_replace_support == Some(true),
            takes_snippets: item.snippet_support == Some(true),
            hover_markdown: first_is_markdown(text.hover.and_then(|hover| hover.content_format)),
            adjusts_indentation: item
                .insert_text_mode_support
                .is_some_and(|modes| modes.value_set.contains(&InsertTextMode::ADJUST_INDENTATION)),
            completion_markup: item.documentation_format.is_some(),
            completion_markdown: first_is_markdown(item.documentation_format),
            related_information: publish.related_information == Some(true),
            code_description: publish.code_description_support == Some(true),
            diagnostic_tags: publish.tag_support.is_some(),
            versions: publish.version_support == Some(true),
            deprecated_tag: item.tag_support.is_some(),
            definition_links: text.definition.and_then(|definition| definition.link_support) == Some(true),
            symbol_trees: text.document_symbol.and_then(|symbol| symbol.hierarchical_document_symbol_support)
                == Some(true),
            action_literals: action.code_action_literal_support.is_some(),
            preferred_actions: action.is_preferred_support == Some(true),
            change_annotations: edit.change_annotation_support.is_some(),
            document_changes: edit.document_changes == Some(true),
            creates_files: edit
                .resource_operations
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            whole_line_folding: text.folding_range.and_then(|folding| folding.line_folding_only) == Some(true),
        }
    }
}
