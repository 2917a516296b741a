//! Positions in a text that is not edited.

use ropey::str_utils;

use super::{Position, Span, Text, line_prefix_in};

/// Lines and columns of a text. A file that fits into one chunk of a rope is counted directly: ropes for all files that have a
/// problem took 8 % of the instructions of a run over 100 projects. Longer files have a rope.
pub struct LinePositions<'t> {
    text: &'t str,
    rope: Option<Text>,
}

impl<'t> LinePositions<'t> {
    const LONGEST_COUNTED: usize = 4096;

    pub fn new(text: &'t str) -> LinePositions<'t> {
        let rope = if text.len() > LinePositions::LONGEST_COUNTED {
            Some(Text::new(text))
        } else {
            None
        };
        LinePositions { text, rope }
    }

    /// The same as [`Text::position`].
    pub fn position(&self, byte: u32) -> Position {
        if let Some(rope) = &self.rope {
            return rope.position(byte);
        }
        let (line, prefix) = line_prefix_in(self.text, byte as usize);
        Position {
            line: line + 1,
            column: prefix.chars().count() + 1,
        }
    }

    /// The same as [`Text::line_span`].
    pub fn line_span(&self, line: usize) -> Span {
        if let Some(rope) = &self.rope {
            return rope.line_span(line);
        }
        let last = str_utils::byte_to_line_idx(self.text, self.text.len());
        let index = line.saturating_sub(1).min(last);
        let start = str_utils::line_to_byte_idx(self.text, index);
        let end = str_utils::line_to_byte_idx(self.text, index + 1);
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + line.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_equal_those_of_a_rope() {
        let short = [
            "",
            "a",
            "\n",
            "a\u{2028}b\rc\r\nd\n😀e",
            "{\r\n  \"a😀\": [1,\r2]\n}\n\n\r",
        ]
        .map(str::to_owned);
        let long = "é\r\n".repeat(LinePositions::LONGEST_COUNTED);
        for source in short.into_iter().chain([long]) {
            let (text, positions) = (Text::new(&source), LinePositions::new(&source));
            let bytes = (0..=source.len() as u32 + 1)
                .chain([u32::MAX])
                .step_by(1 + source.len() / 100);
            for byte in bytes {
                assert_eq!(
                    positions.position(byte),
                    text.position(byte),
                    "{byte} in {source:?}"
                );
            }
            for line in 0..text.position(u32::MAX).line + 2 {
                assert_eq!(
                    positions.line_span(line),
                    text.line_span(line),
                    "{line} in {source:?}"
                );
            }
        }
    }
}
