//! A file that is open in the editor: its text is what the client says, whatever the disk holds.

use std::path::PathBuf;

use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::{convert, uri};
use catalog::FileKind;
use diagnostics::{RelPath, Span, Text};
use project::document::Document;
use project::load::MAX_FILE_SIZE;

/// An open file.
pub(super) struct Open {
    /// Its name, as the client writes it.
    pub(super) uri: Uri,
    /// Where it lies on the disk, if anywhere.
    pub(super) path: Option<PathBuf>,
    /// The version that the client gave its text.
    pub(super) version: i32,
    /// Its text.
    pub(super) text: Text,
    /// Whether the text is newer than what was parsed.
    pub(super) is_changed: bool,
    /// Whether it is known which project the file belongs to; until then nothing is said about it.
    pub(super) is_settled: bool,
    /// Whether the file on the disk begins with a byte-order mark: most editors keep it apart from the text and write it
    /// again when they save.
    pub(super) has_mark: bool,
    /// When it was opened or edited last: of two names of one file the later one counts.
    pub(super) used: u64,
}

impl Open {
    pub(super) fn new(item: TextDocumentItem, path: Option<PathBuf>) -> Open {
        Open {
            path,
            uri: item.uri,
            version: item.version,
            text: Text::new(&item.text),
            is_changed: true,
            is_settled: false,
            has_mark: false,
            used: 0,
        }
    }

    /// Makes the changes in their order. Ranges are clamped to the text; a change without a range is the whole text.
    pub(super) fn apply(
        &mut self,
        version: Option<i32>,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let version = version.unwrap_or(self.version.saturating_add(1));
        if version <= self.version {
            tracing::warn!(
                "version {version} of {} follows version {}",
                uri::shown(&self.uri),
                self.version
            );
        }
        self.version = version;
        self.is_changed = true;
        for change in changes {
            match change.range {
                Some(range) => {
                    let (start, end) = (
                        convert::offset(&self.text, range.start),
                        convert::offset(&self.text, range.end),
                    );
                    self.text.replace(
                        Span {
                            start: start.min(end),
                            end: start.max(end),
                        },
                        &change.text,
                    );
                }
                None => self.text = Text::new(&change.text),
            }
        }
    }

    /// The text as a file of a project; `None` where it is larger than any file that is read.
    pub(super) fn parse(&self, path: RelPath, kind: FileKind) -> Option<Document> {
        if self.text.len() as u64 > MAX_FILE_SIZE {
            return None;
        }
        let text = self.text.contents();
        let is_kept_apart = self.has_mark && !text.starts_with('\u{feff}');
        let parse = if is_kept_apart {
            Document::parse_after_byte_order_mark
        } else {
            Document::parse
        };
        Some(parse(path, kind, text))
    }
}
