//! Conversion between our offsets and spans and the protocol's UTF-16 positions and ranges.

use diagnostics::{Span, Text, Utf16Position};
use tower_lsp_server::ls_types::{Position, Range};

/// The byte offset of a position, which is clamped to the text.
pub(crate) fn offset(text: &Text, position: Position) -> u32 {
    text.byte(Utf16Position {
        line: position.line,
        character: position.character,
    })
}

pub(crate) fn position(text: &Text, byte: u32) -> Position {
    let position = text.utf16_position(byte);
    Position {
        line: position.line,
        character: position.character,
    }
}

pub(crate) fn range(text: &Text, span: Span) -> Range {
    Range {
        start: position(text, span.start),
        end: position(text, span.end),
    }
}

/// The span of a range, whose ends may be in either order.
pub(crate) fn span(text: &Text, range: Range) -> Span {
    let (start, end) = (offset(text, range.start), offset(text, range.end));
    Span {
        start: start.min(end),
        end: start.max(end),
    }
}
