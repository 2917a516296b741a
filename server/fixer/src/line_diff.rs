//! Differences between two texts by lines.

use std::ops::Range;

use diagnostics::{Edit, RelPath, Span};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Edits that turn `old` into `new`: one for each group of changed lines, without what both have in common at its start and
/// end.
pub fn line_edits(file: &RelPath, old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (Lines::of(old), Lines::of(new));
    let mut edits = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_lines.lines, &new_lines.lines) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        let (before, after) = (old_lines.bytes(old_range), new_lines.bytes(new_range));
        let (prefix, suffix) = common_ends(&old[before.clone()], &new[after.clone()]);
        edits.push(Edit {
            file: file.clone(),
            span: Span::new(before.start + prefix, before.end - suffix),
            new_text: new[after.start + prefix..after.end - suffix].to_owned(),
        });
    }
    edits
}

/// A text in lines that include their line breaks.
struct Lines<'t> {
    lines: Vec<&'t str>,
    /// The start of each line, then the end of the text.
    starts: Vec<usize>,
}

impl Lines<'_> {
    fn of(text: &str) -> Lines<'_> {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut starts = vec![0];
        let mut end = 0;
        for line in &lines {
            end += line.len();
            starts.push(end);
        }
        Lines { lines, starts }
    }

    fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        self.starts[lines.start]..self.starts[lines.end]
    }
}

/// The bytes that two texts have in common at the start, and of the rest those at the end.
fn common_ends(old: &str, new: &str) -> (usize, usize) {
    let prefix = common_bytes(old.chars(), new.chars());
    let (old, new) = (&old[prefix..], &new[prefix..]);
    (prefix, common_bytes(old.chars().rev(), new.chars().rev()))
}

fn common_bytes(old: impl Iterator<Item = char>, new: impl Iterator<Item = char>) -> usize {
    old.zip(new)
        .take_while(|(old, new)| old == new)
        .map(|(char, _)| char.len_utf8())
        .sum()
}
