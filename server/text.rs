//! Byte spans and line positions. Knows nothing of JSON, files or protocols.

use ropey::Rope;

/// A half-open range of bytes in one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; offsets beyond 4 GiB are clamped (the loader refuses such files).
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span without its first and last byte: the inside of a quoted string.
    pub fn inside(self) -> Span {
        Span { start: self.start + 1, end: self.end.saturating_sub(1).max(self.start + 1) }
    }
}

/// A place as a person counts it: both numbers begin at 1, columns are Unicode code points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in code points.
    pub column: usize,
}

/// A text that knows its lines. A line ends with LF, CRLF or CR, as the language server protocol has it.
pub struct Text {
    rope: Rope,
}

impl Text {
    /// Indexes `text`.
    pub fn new(text: &str) -> Text {
        Text { rope: Rope::from_str(text) }
    }

    /// The position of a byte; bytes past the end give the end, bytes within a character its beginning.
    pub fn position(&self, byte: u32) -> Position {
        let char = self.rope.byte_to_char((byte as usize).min(self.rope.len_bytes()));
        let line = self.rope.char_to_line(char);
        Position { line: line + 1, column: char - self.rope.line_to_char(line) + 1 }
    }

    /// The bytes of the 1-based `line` without its line break.
    pub fn line_span(&self, line: usize) -> Span {
        let index = line.saturating_sub(1).min(self.rope.len_lines() - 1);
        let start = self.rope.line_to_byte(index);
        let slice = self.rope.line(index);
        let breaks = slice.chars_at(slice.len_chars()).reversed().take_while(|c| matches!(c, '\n' | '\r')).count();
        Span::new(start, start + slice.len_bytes() - breaks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_the_protocol_has_it() {
        let source = "a\u{2028}b\rc\r\nd\n😀e";
        let text = Text::new(source);
        let at = |needle: &str| text.position(source.find(needle).map_or(0, |byte| byte as u32));
        assert_eq!(at("b"), Position { line: 1, column: 3 });
        assert_eq!(at("c"), Position { line: 2, column: 1 });
        assert_eq!(at("d"), Position { line: 3, column: 1 });
        assert_eq!(at("e"), Position { line: 4, column: 2 });
        assert_eq!(text.position(u32::MAX), Position { line: 4, column: 3 });
        assert_eq!(&source[text.line_span(2).range()], "c");
        assert_eq!(&source[text.line_span(4).range()], "😀e");
        assert_eq!(&source[text.line_span(99).range()], "😀e");
    }

    #[test]
    fn an_empty_text_has_one_empty_line() {
        let text = Text::new("");
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.line_span(1), Span::default());
    }
}
