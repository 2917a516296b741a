//! The actions that leave findings out from now on, by an entry in `hsmeta.toml`.

use std::collections::HashMap;

use tower_lsp_server::ls_types::*;

use super::super::server::Server;
use super::super::workspace::Texts;
use super::super::{convert, publish};
use super::Asked;
use diagnostics::{Diagnostic, Span, Text};
use ide::ignoring::{self, Entry};

/// One for each finding that touches `span`.
pub(super) fn actions(
    server: &Server,
    asked: &Asked<'_>,
    findings: &[Diagnostic],
    span: Span,
) -> Vec<CodeActionOrCommand> {
    let mut texts = Texts::default();
    let here = findings
        .iter()
        .filter(|finding| finding.span.start <= span.end && span.start <= finding.span.end);
    let action = |finding: &Diagnostic| {
        let entry = ignoring::entry(&asked.cx, finding)?;
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: format!("Ignore {} here", finding.rule),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![publish::diagnostic(
                &asked.view,
                finding,
                server.client,
                &mut texts,
            )]),
            edit: Some(edit(server, &entry)?),
            ..CodeAction::default()
        }))
    };
    // Several findings of a rule may be about the same value.
    let mut actions: Vec<CodeActionOrCommand> = here.filter_map(action).collect();
    actions.dedup_by(|one, other| match (one, other) {
        (CodeActionOrCommand::CodeAction(one), CodeActionOrCommand::CodeAction(other)) => {
            one.title == other.title && one.edit == other.edit
        }
        _ => false,
    });
    actions
}

/// The entry at the end of the file, which is made first where there is none; `None` where the client cannot do that, or
/// where the text lies in no folder.
fn edit(server: &Server, entry: &Entry) -> Option<WorkspaceEdit> {
    let client = server.client;
    let (uri, version) = server.workspace.named(&entry.file)?;
    let text = Text::new(entry.before.as_deref().unwrap_or_default());
    let end = convert::position(&text, u32::MAX);
    let insertion = TextEdit {
        range: Range { start: end, end },
        new_text: entry.text.clone(),
    };
    let is_there = entry.before.is_some();
    if !client.document_changes || !is_there && !client.creates_files {
        let changes = is_there.then(|| HashMap::from([(uri, vec![insertion])]))?;
        return Some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        });
    }
    let options = CreateFileOptions {
        overwrite: None,
        ignore_if_exists: Some(true),
    };
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(options),
        annotation_id: None,
    };
    let create = (!is_there).then_some(DocumentChangeOperation::Op(ResourceOp::Create(create)));
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    let write = TextDocumentEdit {
        text_document,
        edits: vec![OneOf::Left(insertion)],
    };
    let operations = create
        .into_iter()
        .chain([DocumentChangeOperation::Edit(write)])
        .collect();
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}
