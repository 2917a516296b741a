//! `check --diff`: a unified diff of what `--fix` would change. Secrets in its lines are hidden and control characters
//! made visible, as everywhere, so such a line cannot be applied as a patch; all others can.

use similar::{ChangeTag, TextDiff};

use super::printable;
use analysis::secrets::{self, Secrets};
use diagnostics::Span;
use project::document::Document;

/// Lines that are shown around a change.
const CONTEXT: usize = 3;

/// The difference between two texts of one file, which is printed as `path`.
pub(super) fn file(path: &str, old: &Document, new: &Document) -> String {
    let secrets = Secrets::of([&old.syntax, &new.syntax].into_iter());
    let (old, new) = (Lines::of(old), Lines::of(new));
    let diff = TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&old.texts, &new.texts);
    let path = printable::line(path);
    let mut text = format!("--- {path}\n+++ {path}\n");
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let mut line = match (change.tag(), change.old_index(), change.new_index()) {
                (ChangeTag::Delete, Some(at), _) => old.shown(at),
                (_, _, Some(at)) => new.shown(at),
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

/// A text in lines that keep their line breaks.
struct Lines<'d> {
    texts: Vec<&'d str>,
    starts: Vec<usize>,
    /// Sorted.
    secrets: Vec<Span>,
}

impl Lines<'_> {
    fn of(document: &Document) -> Lines<'_> {
        let texts: Vec<&str> = document.syntax.source().split_inclusive('\n').collect();
        let starts = texts
            .iter()
            .scan(0, |end, line| {
                Some(std::mem::replace(end, *end + line.len()))
            })
            .collect();
        let mut secrets = secrets::spans(&document.syntax);
        secrets.sort();
        Lines {
            texts,
            starts,
            secrets,
        }
    }

    /// A line as it may be printed.
    fn shown(&self, at: usize) -> String {
        let (line, start) = (self.texts[at], self.starts[at]);
        let body = line.trim_end_matches(['\r', '\n']);
        let near: Vec<&Span> = self
            .secrets
            .iter()
            .filter(|secret| secrets::overlap(&[**secret], self.span(at)))
            .collect();
        let is_hidden = |byte: usize| near.iter().any(|secret| secret.range().contains(&byte));
        let shown = body.char_indices().map(|(at, c)| {
            if is_hidden(start + at) {
                '*'
            } else {
                printable::character(c)
            }
        });
        shown.chain(line[body.len()..].chars()).collect()
    }

    fn span(&self, at: usize) -> Span {
        Span::new(self.starts[at], self.starts[at] + self.texts[at].len())
    }
}
