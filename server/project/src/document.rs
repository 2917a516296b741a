//! One file as an immutable value: its text, its tree, and the facts that other files need.

use std::borrow::Cow;
use std::sync::Arc;

use crate::facts::{self, Facts};
use catalog::FileKind;
use diagnostics::{RelPath, Span};
use syntax::{ErrorKind, Syntax};

#[derive(Clone, Debug)]
pub struct Document {
    /// Relative to its project.
    pub path: RelPath,
    pub kind: FileKind,
    pub syntax: Syntax,
    pub facts: Facts,
    /// The first bytes that are not UTF-8. The text has `?` instead, so that offsets are those of the file.
    pub invalid_utf8: Option<Span>,
}

impl Document {
    pub fn from_bytes(path: RelPath, kind: FileKind, bytes: &[u8]) -> Document {
        // The byte-order marks of UTF-16. Other diagnostics about such a file would be useless.
        if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes {
            let syntax = Syntax::unreadable(
                "file is encoded as UTF-16; HubSpot reads UTF-8",
                "save the file as UTF-8",
            );
            return Document::of(path, kind, syntax);
        }
        let (text, invalid_utf8) = decode(bytes);
        Document {
            invalid_utf8,
            ..Document::parse(path, kind, text)
        }
    }

    pub fn parse(path: RelPath, kind: FileKind, text: impl Into<Arc<str>>) -> Document {
        Document::of(path, kind, syntax::parse(text))
    }

    /// Parses the text of an editor that stores the byte-order mark of the file separately.
    pub fn parse_after_byte_order_mark(path: RelPath, kind: FileKind, text: String) -> Document {
        Document::of(path, kind, syntax::parse(text).after_byte_order_mark())
    }

    /// The same file with another text.
    pub fn with_text(&self, text: String) -> Document {
        let (path, kind) = (self.path.clone(), self.kind);
        // An edit of the text does not remove a mark that is stored separately.
        match self.syntax.errors.first() {
            Some(error) if error.is_stripped_byte_order_mark() => {
                Document::parse_after_byte_order_mark(path, kind, text)
            }
            _ => Document::parse(path, kind, text),
        }
    }

    /// Whether the file begins with a byte-order mark.
    pub fn has_byte_order_mark(&self) -> bool {
        self.syntax
            .errors
            .first()
            .is_some_and(|error| error.kind == ErrorKind::ByteOrderMark)
    }

    fn of(path: RelPath, kind: FileKind, syntax: Syntax) -> Document {
        let facts = facts::gather(kind, &path, &syntax);
        Document {
            path,
            kind,
            syntax,
            facts,
            invalid_utf8: None,
        }
    }
}

/// Decodes UTF-8. Node replaces an invalid byte by U+FFFD, so HubSpot accepts one in a string; `?` is as invalid everywhere
/// else, and as long as the byte.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Span>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), None);
    }
    let mut bytes = bytes.to_vec();
    let mut first = None;
    let mut at = 0;
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        let start = at + error.valid_up_to();
        let end = error
            .error_len()
            .map_or(bytes.len(), |length| start + length);
        bytes[start..end].fill(b'?');
        first.get_or_insert(Span::new(start, end));
        at = end;
    }
    let text = String::from_utf8(bytes).unwrap_or_default();
    (Cow::Owned(text), first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_gives_one_error() {
        let bytes = b"\xff\xfe{\0}\0";
        let document =
            Document::from_bytes(RelPath::new("a-hsmeta.json"), FileKind::Component, bytes);
        assert_eq!(document.syntax.errors.len(), 1);
        assert!(document.syntax.errors[0].message.contains("UTF-16"));
    }

    #[test]
    fn invalid_bytes_keep_their_length() {
        let (text, span) = decode(b"{\"a\":\"\xff\xc3\"} \xe2\x82");
        assert_eq!(text, "{\"a\":\"??\"} ??");
        assert_eq!(span, Some(Span { start: 6, end: 7 }));
        assert_eq!(decode("ä".as_bytes()), ("ä".into(), None));
    }
}
