//! Code actions, renames, and path updates for moved files.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use diagnostics::{Diagnostic, Edit, RelPath};
use ide::actions::{self, Action, ActionKind};
use ide::rename::{self, RenameError};
use ide::{Requested, file_rename};
use project::index::Index;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::*;

use super::{AnyFile, at_any_position, migrate, suppress, with_file};
use crate::capabilities::{ClientFeatures, FIX_ALL};
use crate::session::Session;
use crate::workspace::{ProjectView, TextCache};
use crate::{convert, publish, uri};

/// `textDocument/codeAction`. Uses the server's current diagnostics: those that the client sends
/// may be outdated.
pub(crate) fn code_actions(
    session: &mut Session,
    params: CodeActionParams,
) -> Option<CodeActionResponse> {
    session.check();
    let session = &*session;
    // Without this capability the client expects commands.
    if !session.client.action_literals {
        return None;
    }
    let only = params.context.only.as_deref();
    let wants_quick_fixes = is_requested(&CodeActionKind::QUICKFIX, only);
    let wants_fix_all = is_requested(&CodeActionKind::new(FIX_ALL), only);
    let mut convert = None;
    if wants_quick_fixes {
        convert = migrate::action(session, &params.text_document.uri, params.range);
    }
    let in_file = with_file(session, &params.text_document.uri, |file| {
        let state = file.view.state;
        let diagnostics = state
            .diagnostics
            .get(file.cx.path())
            .map_or(&[][..], Vec::as_slice);
        let span = convert::span(&file.text, params.range);
        let mut actions = Vec::new();
        if wants_quick_fixes {
            actions.extend(actions::actions(file.cx, diagnostics, span));
        }
        if wants_fix_all {
            let mut check = file.view.checker();
            actions.extend(actions::fix_all(file.cx, diagnostics, &mut check));
        }
        let mut texts = TextCache::default();
        let mut response = Vec::new();
        for action in actions {
            let action = code_action(session, file, diagnostics, action, &mut texts);
            response.push(CodeActionOrCommand::CodeAction(action));
        }
        if wants_quick_fixes {
            for action in suppress::actions(session, file, diagnostics, span) {
                response.push(CodeActionOrCommand::CodeAction(action));
            }
        }
        response
    });
    if in_file.is_none() && convert.is_none() {
        return None;
    }
    let mut response = in_file.unwrap_or_default();
    response.extend(convert.map(CodeActionOrCommand::CodeAction));
    Some(response)
}

/// Whether a kind is one of the requested kinds or below one of them: `source` includes
/// `source.fixAll`.
fn is_requested(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let Some(only) = only else { return true };
    only.iter().any(
        |requested| match kind.as_str().strip_prefix(requested.as_str()) {
            Some(rest) => rest.is_empty() || rest.starts_with('.'),
            None => false,
        },
    )
}

fn code_action(
    session: &Session,
    file: &AnyFile<'_>,
    diagnostics: &[Diagnostic],
    action: Action,
    texts: &mut TextCache,
) -> CodeAction {
    let kind = match action.kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => CodeActionKind::new(FIX_ALL),
    };
    let fixed = action.fixes.and_then(|index| diagnostics.get(index));
    let mut converted = CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: fixed.map(|diagnostic| {
            vec![publish::lsp_diagnostic(
                &file.view,
                diagnostic,
                session.client,
                texts,
            )]
        }),
        edit: Some(workspace_edit(
            &file.view,
            action.edits,
            None,
            session.client,
        )),
        ..CodeAction::default()
    };
    if action.is_preferred && session.client.preferred_actions {
        converted.is_preferred = Some(true);
    }
    converted
}

/// `textDocument/prepareRename`.
pub(crate) fn prepare_rename(
    session: &mut Session,
    params: TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    at_any_position(session, &params, |file, offset| {
        let (span, placeholder) = rename::prepare(file.cx, offset)?;
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: file.range(span),
            placeholder,
        })
    })?
}

/// `textDocument/rename`; the error says why a name is refused.
pub(crate) fn rename(session: &mut Session, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let position = &params.text_document_position;
    let renamed = at_any_position(session, position, |file, offset| {
        match rename::rename(file.cx, offset, &params.new_name) {
            Ok(renaming) => Ok(Some(workspace_edit(
                &file.view,
                renaming.edits,
                renaming.confirm,
                session.client,
            ))),
            // Other names in source code are renamed by the editor's support of the language.
            Err(RenameError::NotASymbol) if matches!(file.cx, Requested::Source(_)) => Ok(None),
            Err(error) => Err(Error {
                code: ErrorCode::InvalidParams,
                message: error.to_string().into(),
                data: None,
            }),
        }
    });
    renamed.unwrap_or(Ok(None))
}

/// `workspace/willRenameFiles`: updates the paths to moved files.
pub(crate) fn will_rename(
    session: &mut Session,
    params: RenameFilesParams,
) -> Option<WorkspaceEdit> {
    // The edit of a conversion contains the new paths already.
    if session.is_converting() {
        return None;
    }
    let mut renamed = Vec::new();
    for file in &params.files {
        match (
            path_of(session, &file.old_uri),
            path_of(session, &file.new_uri),
        ) {
            (Some(old), Some(new)) => renamed.push((old, new)),
            _ => tracing::warn!(
                "ignored renamed file {:?}: not on disk",
                uri::original(&file.old_uri)
            ),
        }
    }
    let mut changes = WorkspaceEdit::default();
    for view in session.workspace.projects() {
        let root = &view.state.project.root;
        let mut moves = Vec::new();
        for (old, new) in &renamed {
            if let (Some(old), Some(new)) =
                (RelPath::relative(root, old), RelPath::relative(root, new))
            {
                moves.push((old, new));
            }
        }
        if !moves.is_empty() {
            let mut edits = file_rename::edits(&Index::new(&view.state.project), &moves);
            edits.retain(|edit| view.is_innermost_for(&edit.file));
            merge(
                &mut changes,
                workspace_edit(&view, edits, None, session.client),
            );
        }
    }
    Some(changes)
}

fn path_of(session: &Session, uri: &str) -> Option<std::path::PathBuf> {
    session.workspace.path(&Uri::from_str(uri).ok()?)
}

fn merge(changes: &mut WorkspaceEdit, more: WorkspaceEdit) {
    if let Some(more) = more.changes {
        changes.changes.get_or_insert_default().extend(more);
    }
    if let Some(DocumentChanges::Edits(more)) = more.document_changes {
        match &mut changes.document_changes {
            Some(DocumentChanges::Edits(edits)) => edits.extend(more),
            other => *other = Some(DocumentChanges::Edits(more)),
        }
    }
}

/// The identifier of the annotation that asks for confirmation.
const CONFIRM: &str = "hsmeta.confirm";

/// Converts edits. If the client supports it, they have document versions, so that it can refuse
/// them for a text that has changed, and an annotation if the user has to confirm them.
fn workspace_edit(
    view: &ProjectView<'_>,
    edits: Vec<Edit>,
    confirm: Option<String>,
    client: ClientFeatures,
) -> WorkspaceEdit {
    let mut files: BTreeMap<RelPath, Vec<Edit>> = BTreeMap::new();
    for edit in edits {
        files.entry(edit.file.clone()).or_default().push(edit);
    }
    if !client.document_changes {
        let mut changes = HashMap::new();
        for (path, edits) in files {
            if let Some(uri) = view.uri(&path) {
                changes.insert(uri, text_edits(view, &path, edits));
            }
        }
        return WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        };
    }
    let confirm = if client.change_annotations {
        confirm
    } else {
        None
    };
    let mut documents = Vec::new();
    for (path, edits) in files {
        if let Some(uri) = view.uri(&path) {
            let mut converted = Vec::new();
            for text_edit in text_edits(view, &path, edits) {
                converted.push(match &confirm {
                    Some(_) => OneOf::Right(AnnotatedTextEdit {
                        text_edit,
                        annotation_id: CONFIRM.to_owned(),
                    }),
                    None => OneOf::Left(text_edit),
                });
            }
            documents.push(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    uri,
                    version: view.version(&path),
                },
                edits: converted,
            });
        }
    }
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents)),
        change_annotations: confirm.map(|label| {
            let annotation = ChangeAnnotation {
                label,
                needs_confirmation: Some(true),
                description: None,
            };
            HashMap::from([(CONFIRM.to_owned(), annotation)])
        }),
        ..WorkspaceEdit::default()
    }
}

fn text_edits(view: &ProjectView<'_>, path: &RelPath, edits: Vec<Edit>) -> Vec<TextEdit> {
    let text = view.text(path);
    let mut converted = Vec::new();
    for edit in edits {
        converted.push(TextEdit {
            range: convert::range(&text, edit.span),
            new_text: edit.new_text,
        });
    }
    converted
}
