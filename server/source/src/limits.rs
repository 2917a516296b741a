//! What is not read, and how much work a text may cause. Counted, so that a text has the same facts on every machine.

use memchr::{memchr_iter, memchr3_iter, memmem};

/// Sources that people write are smaller: 2 of 6,300 public ones are larger, both generated.
const MAX_BYTES: usize = 1_000_000;

/// How many `;`, `(` and `{` a line may have. Of 6,300 public sources, minified ones have more than 300 in a line, others at
/// most 90; a long line without them is an image or a text.
const MAX_LINE_PUNCTUATION: usize = 200;

/// How many quotes a text may have. Where strings follow each other without an operator, tree-sitter takes a time that
/// grows with the square of their number, and that its progress does not show: 1 s for these, and six minutes for 200,000. Of
/// 6,300 public sources, 15 have more, all of them tables of data.
const MAX_QUOTES: usize = 5_000;

/// How many values, members and constants are followed in one file: 0.3 s. Of 6,300 public sources, none has more than 1 % of
/// these.
pub(crate) const MAX_STEPS: u32 = 4_000_000;

/// Why a text is not read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Skip {
    TooLarge,
    /// The output of a bundler or minifier.
    Minified,
    /// A table of data.
    TooManyStrings,
}

/// Whether a text is not read, and why.
pub fn is_skipped(text: &str) -> Option<Skip> {
    if text.len() > MAX_BYTES {
        return Some(Skip::TooLarge);
    }
    let bytes = text.as_bytes();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        if end - start > MAX_LINE_PUNCTUATION && is_minified(bytes.get(start..end)?) {
            return Some(Skip::Minified);
        }
        start = end;
    }
    if memchr3_iter(b'"', b'\'', b'`', bytes)
        .nth(MAX_QUOTES)
        .is_some()
    {
        return Some(Skip::TooManyStrings);
    }
    None
}

fn is_minified(line: &[u8]) -> bool {
    memchr3_iter(b';', b'(', b'{', line)
        .nth(MAX_LINE_PUNCTUATION)
        .is_some()
}

/// Whether a text may call `hubspot.extend`: a look at its bytes, for files that nothing imports.
pub fn may_call(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"extend").is_some() && memmem::find(bytes, b"ui-extensions").is_some()
}

/// Whether a text may import the SDK of UI extensions or React: a look at its bytes, for files that nothing imports.
pub fn may_import_ui(bytes: &[u8]) -> bool {
    let mut words = [&b"ui-extensions"[..], b"'react", b"\"react"].into_iter();
    words.any(|word| memmem::find(bytes, word).is_some())
}

/// How often the parser may report progress while it reads a text, which it does every 100 operations. Of 6,300 public
/// sources, none takes more than 15 reports for 1,000 bytes.
pub(crate) fn max_callbacks(bytes: usize) -> usize {
    1_000 + bytes / 10
}
