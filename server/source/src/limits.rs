//! What is not read, and how much work a text may cause. Counted, so that a text has the same facts on every machine.

use memchr::{memchr, memchr_iter, memchr3_iter, memmem};

/// The size in bytes that a source may have. tree-sitter takes a time that grows with the square of some texts without reporting
/// progress, such as `a<b>` in each line. Of 14,761 files in public repositories of HubSpot
/// projects, 20 are larger, none of them the source of a UI extension or of a function.
pub const MAX_BYTES: usize = 250_000;

/// How many `;`, `(` and `{` a line may have. Of 6,300 public sources, minified ones have more than 300 in a line, others at
/// most 90; a long line without them is an image or a text.
const MAX_LINE_PUNCTUATION: usize = 200;

/// How many quotes a text may have: those of 2,500 strings. Where strings follow each other without an operator, tree-sitter
/// takes a time that grows with the square of their number, and that its progress does not show: 1 s for these, and six minutes
/// for 200,000. Of 6,300 public sources, 15 have more, all of them tables of data.
const MAX_QUOTES: usize = 5_000;

/// How many brackets, and how many `<`, may be open at the same time, strings and comments included. tree-sitter takes a time
/// that grows with the square of the depth where it repairs errors, or reads `<` both as an operator and as a bracket, and with
/// it the memory. Of 42,000 public sources and packages, none has more than 124 open brackets; none that is not minified has
/// more than 146 open `<`.
const MAX_OPEN: u32 = 1_000;

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
    /// It has too many brackets inside of each other, or comments without an end.
    TooDeep,
    /// It has a NUL: an image, an archive.
    Binary,
}

/// Whether a text is not read, and why.
pub fn is_skipped(text: &str) -> Option<Skip> {
    if text.len() > MAX_BYTES {
        return Some(Skip::TooLarge);
    }
    let bytes = text.as_bytes();
    if memchr(0, bytes).is_some() {
        return Some(Skip::Binary);
    }
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
    if is_too_deep(bytes) || has_many_open_comments(bytes) {
        return Some(Skip::TooDeep);
    }
    None
}

/// Whether more brackets, or more `<`, are open than in any source that people write. It is no lexer, and looks at each byte once.
fn is_too_deep(bytes: &[u8]) -> bool {
    let mut brackets = 0_u32;
    let mut angles = 0_u32;
    for byte in bytes {
        match byte {
            b'(' | b'[' | b'{' => brackets += 1,
            b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'<' => angles += 1,
            b'>' => angles = angles.saturating_sub(1),
            _ => continue,
        }
        if brackets > MAX_OPEN || angles > MAX_OPEN {
            return true;
        }
    }
    false
}

fn is_minified(line: &[u8]) -> bool {
    memchr3_iter(b';', b'(', b'{', line)
        .nth(MAX_LINE_PUNCTUATION)
        .is_some()
}

/// How many comments without an end may begin: at each, the parser looks for the end in all of the text.
const MAX_OPEN_COMMENTS: usize = 100;

fn has_many_open_comments(bytes: &[u8]) -> bool {
    let end = memmem::rfind(bytes, b"*/").unwrap_or(0);
    let rest = bytes.get(end..).unwrap_or_default();
    memmem::find_iter(rest, b"/*")
        .nth(MAX_OPEN_COMMENTS)
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

/// How often the parser may report progress while it reads a text, which it does every 100 operations. Of 42,000 public
/// sources and packages, none takes more than 28 reports for 1,000 bytes, and none that is not minified more than 15.
pub(crate) fn max_callbacks(bytes: usize) -> usize {
    1_000 + bytes / 30
}

/// The sum of the offsets of the reports while the parser is in an error: each then takes a time that grows with the offset. A
/// text of random characters is given up after about 150 kB.
pub(crate) const MAX_ERROR_OFFSETS: usize = 300_000_000;
