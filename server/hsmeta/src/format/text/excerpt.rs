//! One line of a file, safe to print: control characters are made visible, secrets masked, and a long line is cut around
//! the span.

use std::ops::Range;

use super::WIDTH;
use crate::printable;
use diagnostics::Span;

/// In bytes. Longer lines are cut before rendering, which takes time for every character of a line.
const LONG_LINE: usize = 4_000;

pub(in crate::format) struct Excerpt {
    pub(in crate::format) text: String,
    /// The span in `text`.
    pub(in crate::format) start: usize,
    pub(in crate::format) end: usize,
    pub(in crate::format) is_cut: bool,
}

impl Excerpt {
    /// `secrets` are those of the file.
    pub(in crate::format) fn new(
        source: &str,
        line: Span,
        span: Span,
        secrets: &[Span],
    ) -> Excerpt {
        let line = line.range();
        let start = span.range().start.clamp(line.start, line.end);
        let end = span.range().end.clamp(start, line.end);
        let is_cut = line.len() > LONG_LINE;
        let window = if is_cut {
            window_around(source, line, start)
        } else {
            line
        };
        let secrets: Vec<Range<usize>> = secrets
            .iter()
            .map(|secret| secret.range())
            .filter(|secret| window.start < secret.end && secret.start < window.end)
            .collect();
        let mut excerpt = Excerpt {
            text: String::new(),
            start: 0,
            end: 0,
            is_cut,
        };
        for (index, character) in source[window.clone()].char_indices() {
            let offset = window.start + index;
            if offset == start {
                excerpt.start = excerpt.text.len();
            }
            if offset == end {
                excerpt.end = excerpt.text.len();
            }
            if secrets.iter().any(|secret| secret.contains(&offset)) {
                excerpt.text.push('*');
            } else {
                excerpt.text.push(printable::character(character));
            }
        }
        if start >= window.end {
            excerpt.start = excerpt.text.len();
        }
        if end >= window.end {
            excerpt.end = excerpt.text.len();
        }
        excerpt
    }
}

/// A part of a long line around `start`, at character boundaries.
fn window_around(source: &str, line: Range<usize>, start: usize) -> Range<usize> {
    let from = start.saturating_sub(WIDTH / 4).max(line.start);
    let to = (start + WIDTH / 2).min(line.end);
    source.floor_char_boundary(from)..source.floor_char_boundary(to)
}
