//! `check --diff` and `migrate --diff`: unified diffs. Secrets are masked and control characters made visible, so a line with
//! one cannot be applied as a patch; all others can.

use similar::{ChangeTag, TextDiff};

use crate::printable;
use analysis::secrets::{self, Secrets};
use diagnostics::Span;
use project::ProjectFile;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// A text before or after a change.
#[derive(Default)]
pub(crate) struct Side<'t> {
    /// As it is printed; `None` if there is no such file.
    pub(crate) path: Option<&'t str>,
    pub(crate) text: &'t str,
    /// Sorted.
    pub(crate) secrets: Vec<Span>,
}

/// The diff of a file, which is printed as `path`.
pub(crate) fn unified(path: &str, old: &ProjectFile, new: &ProjectFile) -> String {
    let secrets = Secrets::of_files([old, new].into_iter());
    let [old, new] = [old, new].map(|file| Side {
        path: Some(path),
        text: file.text(),
        secrets: secrets::in_file(file),
    });
    between(&old, &new, &secrets)
}

/// The diff of two texts. `secrets` are masked wherever they are.
pub(crate) fn between(old: &Side<'_>, new: &Side<'_>, secrets: &Secrets) -> String {
    let [old_path, new_path] =
        [old, new].map(|side| printable::line(side.path.unwrap_or("/dev/null")));
    let (old, new) = (MaskedLines::of(old), MaskedLines::of(new));
    let diff = TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&old.lines, &new.lines);
    let mut text = format!("--- {old_path}\n+++ {new_path}\n");
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let mut line = match (change.tag(), change.old_index(), change.new_index()) {
                (ChangeTag::Delete, Some(index), _) => old.printable(index),
                (_, _, Some(index)) => new.printable(index),
                _ => continue,
            };
            secrets.mask(&mut line);
            text.push_str(&format!("{}{line}", change.tag()));
            if !line.ends_with('\n') {
                text.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    text
}

struct MaskedLines<'d> {
    /// With their line breaks.
    lines: Vec<&'d str>,
    /// The offset of each line.
    offsets: Vec<usize>,
    secrets: &'d [Span],
}

impl<'d> MaskedLines<'d> {
    fn of(side: &'d Side<'_>) -> MaskedLines<'d> {
        let lines: Vec<&str> = side.text.split_inclusive('\n').collect();
        let mut offsets = Vec::new();
        let mut offset = 0;
        for line in &lines {
            offsets.push(offset);
            offset += line.len();
        }
        MaskedLines {
            lines,
            offsets,
            secrets: &side.secrets,
        }
    }

    fn printable(&self, index: usize) -> String {
        let (line, offset) = (self.lines[index], self.offsets[index]);
        let span = Span::new(offset, offset + line.len());
        let in_line: Vec<&Span> = self
            .secrets
            .iter()
            .filter(|secret| secrets::overlap(&[**secret], span))
            .collect();
        let content = line.trim_end_matches(['\r', '\n']);
        let mut printable = String::new();
        for (index, character) in content.char_indices() {
            let byte = offset + index;
            if in_line.iter().any(|secret| secret.range().contains(&byte)) {
                printable.push('*');
            } else {
                printable.push(printable::character(character));
            }
        }
        printable + &line[content.len()..]
    }
}
