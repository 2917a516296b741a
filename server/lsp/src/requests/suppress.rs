//! Code actions that suppress a diagnostic by an entry in `hsmeta.toml`.

use std::collections::HashMap;

use diagnostics::{Diagnostic, Span, Text};
use ide::Requested;
use ide::suppress::{self, IgnoreEntry};
use tower_lsp_server::ls_types::*;

use super::AnyFile;
use crate::session::Session;
use crate::workspace::TextCache;
use crate::{convert, publish};

/// One action for each diagnostic that touches `span`.
pub(super) fn actions(
    session: &Session,
    file: &AnyFile<'_>,
    diagnostics: &[Diagnostic],
    span: Span,
) -> Vec<CodeAction> {
    let mut texts = TextCache::default();
    let mut actions = Vec::new();
    let place = match file.cx {
        Requested::Document(_) => "here",
        Requested::Source(_) => "in this file",
    };
    for diagnostic in diagnostics {
        if span.end < diagnostic.span.start || diagnostic.span.end < span.start {
            continue;
        }
        if let Some(entry) = suppress::entry(file.cx, diagnostic)
            && let Some(edit) = workspace_edit(session, &entry)
        {
            let converted =
                publish::lsp_diagnostic(&file.view, diagnostic, session.client, &mut texts);
            actions.push(CodeAction {
                title: format!("Ignore {} {place}", diagnostic.rule),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![converted]),
                edit: Some(edit),
                ..CodeAction::default()
            });
        }
    }
    // One entry can suppress several diagnostics.
    actions.dedup_by(|next, previous| next.title == previous.title && next.edit == previous.edit);
    actions
}

/// The insertion of the entry at the end of the file, which is created if it does not exist. `None`
/// if the client does not support that, or if the document is not a file.
fn workspace_edit(session: &Session, entry: &IgnoreEntry) -> Option<WorkspaceEdit> {
    let client = session.client;
    let (uri, version) = session.workspace.file_uri(&entry.file)?;
    let text = Text::new(entry.before.as_deref().unwrap_or_default());
    let end = convert::position(&text, u32::MAX);
    let insertion = TextEdit {
        range: Range { start: end, end },
        new_text: entry.text.clone(),
    };
    let exists = entry.before.is_some();
    if !client.document_changes || !exists && !client.create_files {
        if !exists {
            return None;
        }
        return Some(WorkspaceEdit {
            changes: Some(HashMap::from([(uri, vec![insertion])])),
            ..WorkspaceEdit::default()
        });
    }
    let mut operations = Vec::new();
    if !exists {
        let create = CreateFile {
            uri: uri.clone(),
            options: Some(CreateFileOptions {
                overwrite: None,
                ignore_if_exists: Some(true),
            }),
            annotation_id: None,
        };
        operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
    }
    operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: vec![OneOf::Left(insertion)],
    }));
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}
