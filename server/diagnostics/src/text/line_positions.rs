//! Positions in a text that is not edited.

use super::{Position, Span, Text};

/// Lines and columns of a text. A short file is counted anew for each position: ropes for all files that have a problem took 8 %
/// of the instructions of a run over 100 projects, tables of their lines 4 %, counting takes below 1 %. Longer files, and those
/// with CR, have a rope.
pub struct LinePositions<'t> {
    text: &'t str,
    rope: Option<Text>,
}

impl<'t> LinePositions<'t> {
    const LONGEST_COUNTED: usize = 8192;

    pub fn new(text: &'t str) -> LinePositions<'t> {
        let is_counted =
            text.len() <= LinePositions::LONGEST_COUNTED && count(text.as_bytes(), b'\r') == 0;
        let rope = if is_counted {
            None
        } else {
            Some(Text::new(text))
        };
        LinePositions { text, rope }
    }

    /// The same as [`Text::position`].
    pub fn position(&self, byte: u32) -> Position {
        if let Some(rope) = &self.rope {
            return rope.position(byte);
        }
        let before = &self.text[..self.text.floor_char_boundary(byte as usize)];
        let start = before.rfind('\n').map_or(0, |line_feed| line_feed + 1);
        Position {
            line: count(before.as_bytes(), b'\n') + 1,
            column: before[start..].chars().count() + 1,
        }
    }

    /// The positions of both ends of a span, the end counted from the start.
    pub fn range(&self, span: Span) -> (Position, Position) {
        let start = self.position(span.start);
        let from = self.text.floor_char_boundary(span.start as usize);
        let to = self.text.floor_char_boundary(span.end as usize);
        match self.text.get(from..to) {
            Some(within) if self.rope.is_none() && !within.contains('\n') => {
                let end = Position {
                    line: start.line,
                    column: start.column + within.chars().count(),
                };
                (start, end)
            }
            _ => (start, self.position(span.end)),
        }
    }

    /// The same as [`Text::line_span`].
    pub fn line_span(&self, line: usize) -> Span {
        if let Some(rope) = &self.rope {
            return rope.line_span(line);
        }
        let mut start = 0;
        let mut span = Span::default();
        for text in self.text.split('\n').take(line.max(1)) {
            span = Span::new(start, start + text.len());
            start += text.len() + 1;
        }
        span
    }
}

/// How often a byte is in a text. Sums of bytes are vectorized in full, unlike `filter().count()`: a quarter of an instruction
/// for each byte instead of two.
fn count(text: &[u8], wanted: u8) -> usize {
    let mut sum = 0;
    for chunk in text.chunks(128) {
        let in_chunk: u8 = chunk.iter().map(|byte| u8::from(*byte == wanted)).sum();
        sum += usize::from(in_chunk);
    }
    sum
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
            "{\n  \"a😀\": [1,\u{2028}2]\n}\n\n",
        ]
        .map(str::to_owned);
        let many_lines = "é \n".repeat(LinePositions::LONGEST_COUNTED / 4);
        let long = "é\r\n".repeat(LinePositions::LONGEST_COUNTED);
        for source in short.into_iter().chain([many_lines, long]) {
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
                for span in [Span::new(0, byte as usize), Span::new(byte as usize, 9)] {
                    let range = (text.position(span.start), text.position(span.end));
                    assert_eq!(positions.range(span), range, "{span:?} in {source:?}");
                }
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
