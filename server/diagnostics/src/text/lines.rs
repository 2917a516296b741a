//! The lines of a text that is only reported about.

use ropey::str_utils;

use super::{Position, Span, Text, in_piece};

/// A text that is not edited, with its lines. Most files are shorter than one piece of a rope, and need none.
pub struct Lines<'t> {
    text: &'t str,
    long: Option<Text>,
}

impl<'t> Lines<'t> {
    /// Bytes that are counted as quickly as they are looked up.
    const SHORT: usize = 4096;

    /// Of a text.
    pub fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text,
            long: (text.len() > Lines::SHORT).then(|| Text::new(text)),
        }
    }

    /// As [`Text::position`].
    pub fn position(&self, byte: u32) -> Position {
        let Some(text) = &self.long else {
            let (line, before) = in_piece(self.text, byte as usize);
            return Position {
                line: line + 1,
                column: before.chars().count() + 1,
            };
        };
        text.position(byte)
    }

    /// As [`Text::line_span`].
    pub fn line_span(&self, line: usize) -> Span {
        let Some(text) = &self.long else {
            let last = str_utils::byte_to_line_idx(self.text, self.text.len());
            let index = line.saturating_sub(1).min(last);
            let (start, end) = (self.start(index), self.start(index + 1));
            let line = self.text[start..end].trim_end_matches(['\n', '\r']);
            return Span::new(start, start + line.len());
        };
        text.line_span(line)
    }

    fn start(&self, index: usize) -> usize {
        str_utils::line_to_byte_idx(self.text, index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_without_a_rope_are_those_of_one() {
        let short = [
            "",
            "a",
            "\n",
            "a\u{2028}b\rc\r\nd\n😀e",
            "{\r\n  \"a😀\": [1,\r2]\n}\n\n\r",
        ]
        .map(str::to_owned);
        for source in short.into_iter().chain(["é\r\n".repeat(Lines::SHORT)]) {
            let (text, lines) = (Text::new(&source), Lines::new(&source));
            let bytes = (0..=source.len() as u32 + 1)
                .chain([u32::MAX])
                .step_by(1 + source.len() / 100);
            bytes.for_each(|byte| {
                assert_eq!(
                    lines.position(byte),
                    text.position(byte),
                    "{byte} in {source:?}"
                )
            });
            let last = text.position(u32::MAX).line;
            (0..last + 2).for_each(|line| {
                assert_eq!(
                    lines.line_span(line),
                    text.line_span(line),
                    "{line} in {source:?}"
                )
            });
        }
    }
}
