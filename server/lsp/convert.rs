//! Ours and the protocol's: positions, files, findings. Everything that leaves the server in UTF-16 is made here.

use std::path::{Component, Path, PathBuf};

use tower_lsp_server::ls_types::{Position, Range, Uri};

use crate::text::{Span, Text, Utf16Position};

/// The byte at a position, which is clamped to the text.
pub(super) fn offset(text: &Text, position: Position) -> u32 {
    text.byte(Utf16Position { line: position.line, character: position.character })
}

/// The position of a byte.
pub(super) fn position(text: &Text, byte: u32) -> Position {
    let position = text.utf16_position(byte);
    Position { line: position.line, character: position.character }
}

/// The range of a span.
pub(super) fn range(text: &Text, span: Span) -> Range {
    Range { start: position(text, span.start), end: position(text, span.end) }
}

/// The span of a range.
pub(super) fn span(text: &Text, range: Range) -> Span {
    let (start, end) = (offset(text, range.start), offset(text, range.end));
    Span { start: start.min(end), end: start.max(end) }
}

/// Where a file lies; `None` for what is no file, such as an unsaved text.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = is_file.then(|| uri.to_file_path())??;
    path.is_absolute().then(|| normal(&path))
}

/// The same place without `.`, `..` and doubled separators, so that a file has one path.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    normal
}

/// The name of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    // A relative path would make this ask the disk.
    path.is_absolute().then(|| Uri::from_file_path(path))?
}
