//! Documents that are open in the editor. Their text replaces that of the file on disk.

use std::path::PathBuf;

use catalog::FileKind;
use diagnostics::{RelPath, Text};
use project::document::Document;
use project::load::MAX_FILE_SIZE;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::{convert, uri};

pub(crate) struct OpenDocument {
    /// The URI, as the client spells it.
    pub(crate) uri: Uri,
    /// The path, if the document is a file.
    pub(crate) path: Option<PathBuf>,
    pub(crate) version: i32,
    pub(crate) text: Text,
    /// Whether the text was edited since it was parsed.
    pub(crate) is_changed: bool,
    /// Whether the project of the document is known. Until then no diagnostics are published for
    /// it.
    pub(crate) is_ready: bool,
    /// Whether the file on disk begins with a byte-order mark: most editors do not include it in
    /// the text and write it again when they save.
    pub(crate) has_mark: bool,
    /// When the document was opened or edited last: of two URIs of one file, the later one is
    /// current.
    pub(crate) last_used: u64,
}

impl OpenDocument {
    pub(crate) fn new(item: TextDocumentItem, path: Option<PathBuf>) -> OpenDocument {
        OpenDocument {
            path,
            uri: item.uri,
            version: item.version,
            text: Text::new(&item.text),
            is_changed: true,
            is_ready: false,
            has_mark: false,
            last_used: 0,
        }
    }

    /// Applies the changes in order. Ranges are clamped to the text; a change without a range
    /// replaces the whole text.
    pub(crate) fn apply(
        &mut self,
        version: Option<i32>,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let version = version.unwrap_or(self.version.saturating_add(1));
        if version <= self.version {
            tracing::warn!(
                "received version {version} of {} after version {}",
                uri::display(&self.uri),
                self.version
            );
        }
        self.version = version;
        self.is_changed = true;
        for change in changes {
            match change.range {
                Some(range) => {
                    let span = convert::span(&self.text, range);
                    self.text.replace(span, &change.text);
                }
                None => self.text = Text::new(&change.text),
            }
        }
    }

    /// Parses the text as a file of a project; `None` if it is larger than the files that are read.
    pub(crate) fn parse(&self, path: RelPath, kind: FileKind) -> Option<Document> {
        if self.text.len() as u64 > MAX_FILE_SIZE {
            return None;
        }
        let text = self.text.contents();
        if self.has_mark && !text.starts_with('\u{feff}') {
            Some(Document::parse_after_byte_order_mark(path, kind, text))
        } else {
            Some(Document::parse(path, kind, text))
        }
    }
}
