//! Changes that the user asked for: code actions, renames, and paths that follow a moved file.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::str::FromStr;

use tower_lsp_server::jsonrpc::{Error, ErrorCode};
use tower_lsp_server::ls_types::*;

use super::super::capabilities::{Client, FIX_ALL};
use super::super::server::Server;
use super::super::workspace::{Texts, View};
use super::super::{convert, publish, uri};
use super::{Asked, about_any, at, ignoring};
use diagnostics::{Edit, RelPath};
use ide::actions::{self, Action, ActionKind};
use ide::{moves, rename};
use project::index::Index;

/// `textDocument/codeAction`. The findings are the server's own of this moment: what the client sends along may be old.
pub fn code_actions(server: &mut Server, params: CodeActionParams) -> Option<CodeActionResponse> {
    server.check();
    let server = &*server;
    // A client that cannot take actions with edits would take them for commands.
    if !server.client.action_literals {
        return None;
    }
    let wants = |kind: &CodeActionKind| {
        let below = |wanted: &CodeActionKind| {
            kind == wanted
                || kind
                    .as_str()
                    .strip_prefix(wanted.as_str())
                    .is_some_and(|rest| rest.starts_with('.'))
        };
        params
            .context
            .only
            .as_ref()
            .is_none_or(|only| only.iter().any(below))
    };
    about_any(server, &params.text_document.uri, |asked| {
        let nothing = Vec::new();
        let findings = asked
            .view
            .held
            .findings
            .get(&asked.cx.document.path)
            .unwrap_or(&nothing);
        let mut all = Vec::new();
        if wants(&CodeActionKind::QUICKFIX) {
            all.extend(actions::actions(
                &asked.cx,
                findings,
                convert::span(&asked.text, params.range),
            ));
        }
        if wants(&CodeActionKind::new(FIX_ALL)) {
            all.extend(actions::fix_all(
                &asked.cx,
                findings,
                &mut asked.view.checking(),
            ));
        }
        let mut texts = Texts::default();
        let action = |action: Action| {
            let fixes = action.fixes.and_then(|index| findings.get(index));
            CodeActionOrCommand::CodeAction(CodeAction {
                title: action.title,
                kind: Some(match action.kind {
                    ActionKind::QuickFix => CodeActionKind::QUICKFIX,
                    ActionKind::FixAll => CodeActionKind::new(FIX_ALL),
                }),
                diagnostics: fixes.map(|finding| {
                    vec![publish::diagnostic(
                        &asked.view,
                        finding,
                        server.client,
                        &mut texts,
                    )]
                }),
                edit: Some(workspace_edit(
                    &asked.view,
                    action.edits,
                    None,
                    server.client,
                )),
                is_preferred: (action.is_preferred && server.client.preferred_actions)
                    .then_some(true),
                ..CodeAction::default()
            })
        };
        let mut offered: Vec<CodeActionOrCommand> = all.into_iter().map(action).collect();
        if wants(&CodeActionKind::QUICKFIX) {
            offered.extend(ignoring::actions(
                server,
                asked,
                findings,
                convert::span(&asked.text, params.range),
            ));
        }
        offered
    })
}

/// `textDocument/prepareRename`.
pub fn prepare_rename(
    server: &mut Server,
    params: TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    at(server, &params, |asked, offset| {
        let (span, placeholder) = rename::prepare(&asked.cx, offset)?;
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: convert::range(&asked.text, span),
            placeholder,
        })
    })?
}

/// `textDocument/rename`; the error says why not.
pub fn rename(
    server: &mut Server,
    params: RenameParams,
) -> tower_lsp_server::jsonrpc::Result<Option<WorkspaceEdit>> {
    let renamed = at(
        server,
        &params.text_document_position,
        |asked: &Asked<'_>, offset| {
            let renaming = rename::rename(&asked.cx, offset, &params.new_name)?;
            Ok(workspace_edit(
                &asked.view,
                renaming.edits,
                renaming.confirm,
                server.client,
            ))
        },
    );
    let refused = |message: String| Error {
        code: ErrorCode::InvalidParams,
        message: message.into(),
        data: None,
    };
    renamed.transpose().map_err(refused)
}

/// `workspace/willRenameFiles`: what has to change in the files that point to the moved ones.
pub fn will_rename(server: &mut Server, params: RenameFilesParams) -> Option<WorkspaceEdit> {
    let mut moved = Vec::new();
    for file in &params.files {
        let [old, new] = [&file.old_uri, &file.new_uri]
            .map(|uri| server.workspace.path(&Uri::from_str(uri).ok()?));
        match (old, new) {
            (Some(old), Some(new)) => moved.push((old, new)),
            _ => tracing::warn!(
                "skipped a renamed file that is not on the disk: {:?}",
                uri::spelling(&file.old_uri)
            ),
        }
    }
    let mut changes = WorkspaceEdit::default();
    for view in server.workspace.projects() {
        let root = &view.held.project.root;
        let within = |(old, new): &(PathBuf, PathBuf)| {
            Some((RelPath::relative(root, old)?, RelPath::relative(root, new)?))
        };
        let moves: Vec<(RelPath, RelPath)> = moved.iter().filter_map(within).collect();
        if !moves.is_empty() {
            let mut edits = moves::renamed(&Index::new(&view.held.project), &moves);
            edits.retain(|edit| view.is_home_of(&edit.file));
            merge(
                &mut changes,
                workspace_edit(&view, edits, None, server.client),
            );
        }
    }
    Some(changes)
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

/// The edits as the client takes them: with versions, so that it can refuse them for a text that has moved on, and with
/// a question where one has to be asked first, if the client can.
fn workspace_edit(
    view: &View<'_>,
    edits: Vec<Edit>,
    confirm: Option<String>,
    client: Client,
) -> WorkspaceEdit {
    let mut files: BTreeMap<RelPath, Vec<Edit>> = BTreeMap::new();
    for edit in edits {
        files.entry(edit.file.clone()).or_default().push(edit);
    }
    let text_edits = |path: &RelPath, edits: Vec<Edit>| -> Vec<TextEdit> {
        let text = view.text(path);
        let one = |edit: Edit| TextEdit {
            range: convert::range(&text, edit.span),
            new_text: edit.new_text,
        };
        edits.into_iter().map(one).collect()
    };
    if !client.document_changes {
        // The protocol's type; what is in it is sorted by its reader.
        let changes: HashMap<Uri, Vec<TextEdit>> = files
            .into_iter()
            .filter_map(|(path, edits)| Some((view.uri(&path)?, text_edits(&path, edits))))
            .collect();
        return WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        };
    }
    let confirm = confirm.filter(|_| client.change_annotations);
    let annotated = |edit: TextEdit| match &confirm {
        Some(_) => OneOf::Right(AnnotatedTextEdit {
            text_edit: edit,
            annotation_id: CONFIRM.to_owned(),
        }),
        None => OneOf::Left(edit),
    };
    let document = |(path, edits): (RelPath, Vec<Edit>)| {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            uri: view.uri(&path)?,
            version: view.version(&path),
        };
        let edits = text_edits(&path, edits)
            .into_iter()
            .map(annotated)
            .collect();
        Some(TextDocumentEdit {
            text_document,
            edits,
        })
    };
    let documents = files.into_iter().filter_map(document).collect();
    let question = |text: String| {
        let annotation = ChangeAnnotation {
            label: text,
            needs_confirmation: Some(true),
            description: None,
        };
        HashMap::from([(CONFIRM.to_owned(), annotation)])
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents)),
        change_annotations: confirm.clone().map(question),
        ..WorkspaceEdit::default()
    }
}

/// The identifier of the question.
const CONFIRM: &str = "hsmeta.confirm";
