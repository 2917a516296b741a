//! Documents with unsaved changes: the plan is made from the files on disk, so a conversion waits until they are the same.

use std::path::Path;

use diagnostics::RelPath;
use migration::ProjectFiles;
use project::is_searched;

use super::edit::without_mark;
use crate::workspace::Workspace;

/// The open documents of a project whose texts differ from the files on disk.
pub(crate) fn unsaved(workspace: &Workspace, root: &Path, files: &ProjectFiles) -> Vec<RelPath> {
    let mut unsaved = Vec::new();
    for path in workspace.open_paths() {
        let Some(relative) = RelPath::relative(root, path) else {
            continue;
        };
        if !relative.as_str().split('/').all(is_searched) {
            continue;
        }
        let Some(text) = workspace.open_text(path) else {
            continue;
        };
        let saved = files.text(relative.as_str()).unwrap_or_default();
        if !is_same(&text.contents(), without_mark(saved)) {
            unsaved.push(relative);
        }
    }
    unsaved
}

/// Editors use one kind of line break in a text, and some add the last one.
fn is_same(open: &str, saved: &str) -> bool {
    let (open, saved) = (with_line_feeds(open), with_line_feeds(saved));
    open.strip_suffix('\n').unwrap_or(&open) == saved.strip_suffix('\n').unwrap_or(&saved)
}

fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_line_breaks_may_differ() {
        assert!(is_same("a\nb\n", "a\r\nb"));
        assert!(is_same("a\rb", "a\nb"));
        assert!(!is_same("a\nb", "a\nc"));
        assert!(!is_same("a\nb", "a\n\nb"));
        assert!(!is_same("a b", "a\nb"));
    }
}
