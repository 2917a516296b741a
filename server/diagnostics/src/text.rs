//! Byte spans and line positions; the only module that knows UTF-16.

mod line_positions;

use ropey::{Rope, str_utils};

pub use line_positions::LinePositions;

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
    #[inline]
    pub fn new(start: usize, end: usize) -> Span {
        Span {
            start: offset(start),
            end: offset(end.max(start)),
        }
    }

    /// The span as a range of byte indices.
    #[inline]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span without its first and last byte: the inside of a quoted string.
    #[inline]
    pub fn inside(self) -> Span {
        Span {
            start: self.start + 1,
            end: self.end.saturating_sub(1).max(self.start + 1),
        }
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// A position for people: both numbers begin at 1, columns are Unicode code points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in code points.
    pub column: usize,
}

/// A position of the language server protocol: both numbers begin at 0, columns are UTF-16 code units.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Utf16Position {
    /// 0-based line.
    pub line: u32,
    /// 0-based column in UTF-16 code units.
    pub character: u32,
}

/// The part of a line before a position.
enum LinePrefix<'t> {
    /// Within one chunk of the rope, so short enough to be counted.
    InChunk(&'t str),
    /// Its first byte and its end. Its length comes from the rope's index: reading the text takes minutes for a hundred
    /// thousand positions in a line of a megabyte.
    AcrossChunks(usize, usize),
}

/// A text with an index of its lines. A line ends with LF, CRLF or CR, as in the language server protocol. Copies are
/// cheap, and so are edits of a large text.
#[derive(Clone)]
pub struct Text {
    rope: Rope,
}

impl Text {
    pub fn new(text: &str) -> Text {
        Text {
            rope: Rope::from_str(text),
        }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn contents(&self) -> String {
        self.rope.to_string()
    }

    /// Replaces a span, which is clamped to the text and to whole characters.
    pub fn replace(&mut self, span: Span, new: &str) {
        let start = self.char_index(span.start);
        let end = self.char_index(span.end.max(span.start));
        self.rope.remove(start..end);
        self.rope.insert(start, new);
    }

    fn char_index(&self, byte: u32) -> usize {
        self.rope.byte_to_char((byte as usize).min(self.len()))
    }

    /// The UTF-16 position of a byte; bytes past the end give the end, bytes within a character its beginning.
    pub fn utf16_position(&self, byte: u32) -> Utf16Position {
        let (line, prefix) = self.line_prefix(byte);
        let character = match prefix {
            LinePrefix::InChunk(text) => text.chars().map(char::len_utf16).sum(),
            LinePrefix::AcrossChunks(start, end) => self.utf16_index(end) - self.utf16_index(start),
        };
        Utf16Position {
            line: line as u32,
            character: character as u32,
        }
    }

    fn utf16_index(&self, byte: usize) -> usize {
        self.rope.char_to_utf16_cu(self.rope.byte_to_char(byte))
    }

    /// The byte at a UTF-16 position. Lines past the end give the end of the text, columns past the end of a
    /// line its end without the line break, and a column within a character its beginning.
    pub fn byte(&self, position: Utf16Position) -> u32 {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return Span::new(0, self.len()).end;
        }
        let end = self.line_span(line + 1).end;
        let start = self.rope.char_to_utf16_cu(self.rope.line_to_char(line));
        let wanted = (start + position.character as usize).min(self.rope.len_utf16_cu());
        let byte = self.rope.char_to_byte(self.rope.utf16_cu_to_char(wanted));
        end.min(Span::new(0, byte).end)
    }

    /// The position of a byte; bytes past the end give the end, bytes within a character its beginning.
    pub fn position(&self, byte: u32) -> Position {
        let (line, prefix) = self.line_prefix(byte);
        let characters = match prefix {
            LinePrefix::InChunk(text) => text.chars().count(),
            LinePrefix::AcrossChunks(start, end) => {
                self.rope.byte_to_char(end) - self.rope.byte_to_char(start)
            }
        };
        Position {
            line: line + 1,
            column: characters + 1,
        }
    }

    /// The 0-based line of a byte, and the part of the line before the byte. One lookup in the rope: its own functions take
    /// several, which were a quarter of the cost of a keystroke.
    fn line_prefix(&self, byte: u32) -> (usize, LinePrefix<'_>) {
        let byte = (byte as usize).min(self.len());
        let (chunk, chunk_start, _, first_line) = self.rope.chunk_at_byte(byte);
        let (line, prefix) = line_prefix_in(chunk, byte - chunk_start);
        let prefix = if line == 0 {
            let end = chunk.floor_char_boundary(byte - chunk_start);
            LinePrefix::AcrossChunks(self.rope.line_to_byte(first_line), chunk_start + end)
        } else {
            LinePrefix::InChunk(prefix)
        };
        (first_line + line, prefix)
    }

    /// The bytes of the 1-based `line` without its line break.
    pub fn line_span(&self, line: usize) -> Span {
        let index = line.saturating_sub(1).min(self.rope.len_lines() - 1);
        let start = self.rope.line_to_byte(index);
        let slice = self.rope.line(index);
        let breaks = slice
            .chars_at(slice.len_chars())
            .reversed()
            .take_while(|c| matches!(c, '\n' | '\r'))
            .count();
        Span::new(start, start + slice.len_bytes() - breaks)
    }
}

/// The 0-based line of a byte, and the part of the line before the byte or the character that contains it.
fn line_prefix_in(text: &str, byte: usize) -> (usize, &str) {
    let end = text.floor_char_boundary(byte);
    let line = str_utils::byte_to_line_idx(text, end);
    (line, &text[str_utils::line_to_byte_idx(text, line)..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
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
    fn editor_positions_are_clamped_to_the_text() {
        let source = "a\u{2028}b\rc\r\nd\n😀e";
        let text = Text::new(source);
        let byte = |line, character| text.byte(Utf16Position { line, character });
        let at = |needle: &str| source.find(needle).map_or(0, |byte| byte as u32);
        assert_eq!(
            (byte(0, 2), byte(1, 0), byte(2, 0)),
            (at("b"), at("c"), at("d"))
        );
        // The end of a line is before its line break, also in the middle of CRLF.
        assert_eq!(
            (byte(0, 99), byte(1, 2), byte(1, 99)),
            (at("\r"), at("\r\n"), at("\r\n"))
        );
        // One emoji is two units; its middle is its beginning.
        assert_eq!(
            (byte(3, 0), byte(3, 1), byte(3, 2), byte(3, 3)),
            (at("😀"), at("😀"), at("e"), source.len() as u32)
        );
        assert_eq!(
            (byte(4, 0), byte(u32::MAX, u32::MAX)),
            (source.len() as u32, source.len() as u32)
        );
        assert_eq!(
            text.utf16_position(at("e")),
            Utf16Position {
                line: 3,
                character: 2
            }
        );
        assert_eq!(
            text.utf16_position(u32::MAX),
            Utf16Position {
                line: 3,
                character: 3
            }
        );
    }

    #[test]
    fn positions_round_trip_and_edits_equal_those_of_a_string() {
        let source = "{\r\n  \"a😀\": [1,\r2]\u{2028}\n}\n\n";
        let text = Text::new(source);
        let bounds: Vec<usize> = (0..=source.len())
            .filter(|at| source.is_char_boundary(*at))
            .collect();
        for &at in &bounds {
            // The middle of CRLF has no position.
            let in_break = source[..at].ends_with('\r') && source[at..].starts_with('\n');
            let expected = if in_break { at - 1 } else { at };
            assert_eq!(
                text.byte(text.utf16_position(at as u32)),
                expected as u32,
                "{at}"
            );
            for &end in bounds.iter().filter(|end| **end >= at) {
                let mut edited = text.clone();
                edited.replace(Span::new(at, end), "é\r\n");
                assert_eq!(
                    edited.contents(),
                    [&source[..at], "é\r\n", &source[end..]].concat()
                );
            }
        }
    }

    #[test]
    fn positions_in_a_text_of_many_chunks_are_exact() {
        let source = "{\r\n  \"a😀\": [1,\r2]\u{2028}\n}\n\n".repeat(100) + &"é😀".repeat(1_000);
        let text = Text::new(&source);
        let (mut line, mut start) = (0, 0);
        for (at, c) in source.char_indices() {
            let before = &source[start..at];
            let character = before.encode_utf16().count() as u32;
            for byte in at..at + c.len_utf8() {
                assert_eq!(
                    text.utf16_position(byte as u32),
                    Utf16Position { line, character },
                    "{byte}"
                );
                let position = Position {
                    line: line as usize + 1,
                    column: before.chars().count() + 1,
                };
                assert_eq!(text.position(byte as u32), position, "{byte}");
            }
            if c == '\n' || c == '\r' && !source[at + 1..].starts_with('\n') {
                (line, start) = (line + 1, at + 1);
            }
        }
    }

    #[test]
    fn an_empty_text_has_one_empty_line() {
        let text = Text::new("");
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.line_span(1), Span::default());
    }
}
