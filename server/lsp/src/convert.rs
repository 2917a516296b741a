//! Ours and the protocol's: positions and ranges. Everything that leaves the server in UTF-16 is made here.

use tower_lsp_server::ls_types::{Position, Range};

use diagnostics::{Span, Text, Utf16Position};

/// The byte at a position, which is clamped to the text.
pub(super) fn offset(text: &Text, position: Position) -> u32 {
    text.byte(Utf16Position {
        line: position.line,
        character: position.character,
    })
}

/// The position of a byte.
pub(super) fn position(text: &Text, byte: u32) -> Position {
    let position = text.utf16_position(byte);
    Position {
        line: position.line,
        character: position.character,
    }
}

/// The range of a span.
pub(super) fn range(text: &Text, span: Span) -> Range {
    Range {
        start: position(text, span.start),
        end: position(text, span.end),
    }
}

/// The span of a range.
pub(super) fn span(text: &Text, range: Range) -> Span {
    let (start, end) = (offset(text, range.start), offset(text, range.end));
    Span {
        start: start.min(end),
        end: start.max(end),
    }
}
