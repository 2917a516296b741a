//! A file in JavaScript or TypeScript as an immutable value: its text and its facts.

use std::sync::Arc;

use diagnostics::{RelPath, Span};
use source::{Skip, SourceFacts, Syntax};

use crate::document::decode;

/// The size in bytes above which a source file is not opened.
pub const MAX_SOURCE_SIZE: u64 = source::MAX_BYTES as u64;

#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to its project.
    pub path: RelPath,
    pub text: Arc<str>,
    pub facts: SourceFacts,
    /// The first bytes that are not UTF-8. The text has `?` instead, so that offsets are those of the file.
    pub invalid_utf8: Option<Span>,
}

/// Why a source file was not read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SkippedSource {
    /// It cannot be opened.
    Unreadable,
    TooLarge,
    /// It is generated, by the length of its lines.
    Minified,
    /// It is a table of data.
    TooManyStrings,
    /// It has too many brackets inside of each other.
    TooDeep,
    /// It is an image, an archive or the like.
    Binary,
    /// It is encoded as UTF-16.
    Utf16,
}

impl SkippedSource {
    /// The reason, after the name of the file.
    pub fn as_str(self) -> &'static str {
        match self {
            SkippedSource::Unreadable => "cannot be read",
            SkippedSource::TooLarge => "is larger than 250 kB",
            SkippedSource::Minified => "is minified",
            SkippedSource::TooManyStrings => "has more than 2,500 strings",
            SkippedSource::TooDeep => "is nested too deeply",
            SkippedSource::Binary => "is not text",
            SkippedSource::Utf16 => "is encoded as UTF-16",
        }
    }
}

impl SourceFile {
    pub fn from_bytes(path: RelPath, bytes: &[u8]) -> Result<SourceFile, SkippedSource> {
        if bytes.len() as u64 > MAX_SOURCE_SIZE {
            return Err(SkippedSource::TooLarge);
        }
        if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes {
            return Err(SkippedSource::Utf16);
        }
        if is_binary(bytes) {
            return Err(SkippedSource::Binary);
        }
        let (text, invalid_utf8) = decode(bytes);
        Ok(SourceFile {
            invalid_utf8,
            ..SourceFile::parse(path, text)?
        })
    }

    pub fn parse(path: RelPath, text: impl Into<Arc<str>>) -> Result<SourceFile, SkippedSource> {
        let text = text.into();
        match source::is_skipped(&text) {
            Some(Skip::TooLarge) => return Err(SkippedSource::TooLarge),
            Some(Skip::Minified) => return Err(SkippedSource::Minified),
            Some(Skip::TooManyStrings) => return Err(SkippedSource::TooManyStrings),
            Some(Skip::TooDeep) => return Err(SkippedSource::TooDeep),
            Some(Skip::Binary) => return Err(SkippedSource::Binary),
            None => {}
        }
        let syntax = Syntax::of(path.file_name());
        Ok(SourceFile {
            path,
            facts: source::read_unskipped(&text, syntax),
            text,
            invalid_utf8: None,
        })
    }

    /// The same file with another text.
    pub fn with_text(&self, text: String) -> Result<SourceFile, SkippedSource> {
        SourceFile::parse(self.path.clone(), text)
    }
}

/// Whether more than a tenth of a file is not UTF-8. With fewer such bytes, as in comments in Latin-1, it is read: the build
/// replaces them too.
fn is_binary(bytes: &[u8]) -> bool {
    let chunks = bytes.utf8_chunks();
    let invalid: usize = chunks.map(|chunk| chunk.invalid().len()).sum();
    invalid > bytes.len() / 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(), SkippedSource> {
        SourceFile::from_bytes(RelPath::new("a.tsx"), bytes).map(|_| ())
    }

    #[test]
    fn files_that_are_not_text_are_skipped() {
        assert_eq!(read(b"const a = '\0';"), Err(SkippedSource::Binary));
        assert_eq!(read(&[0xE9; 100]), Err(SkippedSource::Binary));
        assert_eq!(read(b"// Caf\xE9, and then code\nfetch('a');"), Ok(()));
    }
}
