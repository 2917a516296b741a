//! The workspace edit of a conversion.

use std::path::Path;

use diagnostics::{RelPath, Text};
use migration::ProjectFiles;
use tower_lsp_server::ls_types::*;

use super::steps::Step;
use crate::convert;
use crate::workspace::Workspace;

/// The edit for a project in this folder; `None` if a file has no URI.
///
/// It has no change annotations: with `needsConfirmation`, VS Code shows every operation unselected, and a person who selects
/// some of them gets half a conversion. The question that comes before is the confirmation.
pub(crate) fn workspace_edit(
    workspace: &Workspace,
    root: &Path,
    before: &ProjectFiles,
    steps: &[Step<'_>],
) -> Option<WorkspaceEdit> {
    let mut operations = versions(workspace, root, steps);
    for step in steps {
        match step {
            Step::Rename { from, to } | Step::SetAside { from, to } => {
                let (from, to) = (uri(workspace, root, from)?, uri(workspace, root, to)?);
                operations.push(rename(from, to));
            }
            Step::Create { path, text } => {
                let uri = uri(workspace, root, path)?;
                operations.push(create(uri.clone()));
                if !text.is_empty() {
                    operations.push(text_edit(uri, None, vec![insertion(text)]));
                }
            }
            Step::Edit { from, path, text } => {
                let (_, version) = workspace.file_uri(&root.join(from.as_str()))?;
                // A renamed document has no version yet.
                let version = if from == path { version } else { None };
                let edits = changed_lines(workspace, root, before, from, text);
                operations.push(text_edit(uri(workspace, root, path)?, version, edits));
            }
            Step::Delete(path) => operations.push(delete(uri(workspace, root, path)?)),
        }
    }
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}

fn rename(old_uri: Uri, new_uri: Uri) -> DocumentChangeOperation {
    DocumentChangeOperation::Op(ResourceOp::Rename(RenameFile {
        old_uri,
        new_uri,
        options: Some(RenameFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(false),
        }),
        annotation_id: None,
    }))
}

fn create(uri: Uri) -> DocumentChangeOperation {
    DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
        uri,
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(false),
        }),
        annotation_id: None,
    }))
}

fn delete(uri: Uri) -> DocumentChangeOperation {
    DocumentChangeOperation::Op(ResourceOp::Delete(DeleteFile {
        uri,
        options: None,
        annotation_id: None,
    }))
}

/// Edits that change nothing, with the versions of open files that move: VS Code refuses all of it if one has changed.
fn versions(
    workspace: &Workspace,
    root: &Path,
    steps: &[Step<'_>],
) -> Vec<DocumentChangeOperation> {
    let mut edits = Vec::new();
    for step in steps {
        let (Step::Rename { from, .. } | Step::SetAside { from, .. } | Step::Delete(from)) = step
        else {
            continue;
        };
        if let Some((uri, Some(version))) = workspace.file_uri(&root.join(from.as_str())) {
            edits.push(text_edit(uri, Some(version), Vec::new()));
        }
    }
    edits
}

fn uri(workspace: &Workspace, root: &Path, path: &RelPath) -> Option<Uri> {
    let (uri, _) = workspace.file_uri(&root.join(path.as_str()))?;
    Some(uri)
}

fn text_edit(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> DocumentChangeOperation {
    DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    })
}

/// The text of a new file. Neovim adds an empty line unless the range ends after the last line; others clamp it.
fn insertion(text: &str) -> TextEdit {
    TextEdit {
        range: Range {
            start: Position::new(0, 0),
            end: Position::new(1, 0),
        },
        new_text: text.to_owned(),
    }
}

/// The edits of an existing file, in the text that the editor has of it.
fn changed_lines(
    workspace: &Workspace,
    root: &Path,
    before: &ProjectFiles,
    from: &RelPath,
    new: &str,
) -> Vec<TextEdit> {
    let old = match workspace.open_text(&root.join(from.as_str())) {
        Some(text) => text,
        None => Text::new(without_mark(before.text(from.as_str()).unwrap_or_default())),
    };
    let mut edits = Vec::new();
    for edit in fixer::line_edits(from, &old.contents(), without_mark(new)) {
        edits.push(TextEdit {
            range: convert::range(&old, edit.span),
            new_text: edit.new_text,
        });
    }
    edits
}

/// Editors do not include the byte-order mark in the text.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
