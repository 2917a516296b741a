//! Byte spans and line positions: the only module that knows UTF-16. Knows nothing of JSON, files or protocols.

mod lines;

use ropey::{Rope, str_utils};

pub use lines::Lines;

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
        Span {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span without its first and last byte: the inside of a quoted string.
    pub fn inside(self) -> Span {
        Span {
            start: self.start + 1,
            end: self.end.saturating_sub(1).max(self.start + 1),
        }
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

/// A place as editors count it: both numbers begin at 0, columns are UTF-16 code units.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Utf16Position {
    /// 0-based line.
    pub line: u32,
    /// 0-based column in UTF-16 code units.
    pub character: u32,
}

/// What stands before a place in its line.
enum Before<'t> {
    /// A text, short enough to be counted.
    InPiece(&'t str),
    /// The bytes where it begins and ends. The rope knows how long it is; to read it takes minutes where a line has a
    /// megabyte and a hundred thousand places are asked for.
    AcrossPieces(usize, usize),
}

/// A text that knows its lines. A line ends with LF, CRLF or CR, as the language server protocol has it. A copy is
/// cheap, and so is an edit of a large text.
#[derive(Clone)]
pub struct Text {
    rope: Rope,
}

/// The 0-based line of a byte of a text, and what stands before the byte, or the character that it is in, in that line.
fn in_piece(piece: &str, byte: usize) -> (usize, &str) {
    let here = piece.floor_char_boundary(byte);
    let line = str_utils::byte_to_line_idx(piece, here);
    (line, &piece[str_utils::line_to_byte_idx(piece, line)..here])
}

impl Text {
    /// Indexes `text`.
    pub fn new(text: &str) -> Text {
        Text {
            rope: Rope::from_str(text),
        }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The whole text.
    pub fn contents(&self) -> String {
        self.rope.to_string()
    }

    /// Puts `new` in the place of a span, which is clamped to the text and to whole characters.
    pub fn replace(&mut self, span: Span, new: &str) {
        let char = |byte: u32| {
            self.rope
                .byte_to_char((byte as usize).min(self.rope.len_bytes()))
        };
        let (start, end) = (char(span.start), char(span.end.max(span.start)));
        self.rope.remove(start..end);
        self.rope.insert(start, new);
    }

    /// The position of a byte as editors count; bytes past the end give the end, bytes within a character its beginning.
    pub fn utf16_position(&self, byte: u32) -> Utf16Position {
        let (line, before) = self.line_before(byte);
        let units = |byte| self.rope.char_to_utf16_cu(self.rope.byte_to_char(byte));
        let character = match before {
            Before::InPiece(text) => text.chars().map(char::len_utf16).sum(),
            Before::AcrossPieces(start, end) => units(end) - units(start),
        };
        Utf16Position {
            line: line as u32,
            character: character as u32,
        }
    }

    /// The byte at a position as editors count. Lines past the end give the end of the text, columns past the end of a
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
        let (line, before) = self.line_before(byte);
        let characters = match before {
            Before::InPiece(text) => text.chars().count(),
            Before::AcrossPieces(start, end) => {
                self.rope.byte_to_char(end) - self.rope.byte_to_char(start)
            }
        };
        Position {
            line: line + 1,
            column: characters + 1,
        }
    }

    /// The 0-based line of a byte, and what stands before the byte in that line. One look at one piece of the rope: the
    /// rope's own functions take several, which were a quarter of all that a keystroke cost.
    fn line_before(&self, byte: u32) -> (usize, Before<'_>) {
        let byte = byte as usize;
        let end = || self.rope.chunk_at_byte(self.rope.len_bytes());
        let (piece, from, _, lines) = self.rope.get_chunk_at_byte(byte).unwrap_or_else(end);
        let (breaks, before) = in_piece(piece, byte - from);
        let before = match breaks {
            0 => Before::AcrossPieces(self.rope.line_to_byte(lines), from + before.len()),
            _ => Before::InPiece(before),
        };
        (lines + breaks, before)
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
    fn positions_of_editors_are_clamped_to_the_text() {
        let source = "a\u{2028}b\rc\r\nd\n😀e";
        let text = Text::new(source);
        let byte = |line, character| text.byte(Utf16Position { line, character });
        let at = |needle: &str| source.find(needle).map_or(0, |byte| byte as u32);
        assert_eq!(
            (byte(0, 2), byte(1, 0), byte(2, 0)),
            (at("b"), at("c"), at("d"))
        );
        // The end of a line lies before its line break, also in the middle of CRLF.
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
    fn every_place_of_a_text_is_found_again_and_edits_equal_those_of_a_string() {
        let source = "{\r\n  \"a😀\": [1,\r2]\u{2028}\n}\n\n";
        let text = Text::new(source);
        let bounds: Vec<usize> = (0..=source.len())
            .filter(|at| source.is_char_boundary(*at))
            .collect();
        for &at in &bounds {
            // Within CRLF there is no place of its own.
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
    fn a_text_of_many_pieces_has_the_same_places() {
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
