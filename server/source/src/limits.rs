//! What is not read, and how much work a text may cause.

use memchr::memmem;

/// Larger than any source that people write: the largest of 6,000 public ones has 0.4 MB. A bundle of this size takes
/// seconds to parse.
const MAX_BYTES: usize = 1_000_000;

/// Longer than the lines of sources that people write, except for embedded data.
const MAX_LINE: usize = 20_000;

/// How many values, members and constants are followed in one file.
pub(crate) const MAX_STEPS: u32 = 4_000_000;

/// Why a text is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Skip {
    TooLarge,
    /// The output of a bundler or minifier.
    Minified,
}

/// Whether a text is not read, and why.
pub fn is_skipped(text: &str) -> Option<Skip> {
    if text.len() > MAX_BYTES {
        return Some(Skip::TooLarge);
    }
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end.saturating_sub(start) > MAX_LINE {
            return Some(Skip::Minified);
        }
        start = end;
    }
    None
}

/// Whether a text may call `hubspot.extend`: a look at its bytes, for files that nothing imports.
pub fn may_call(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"extend").is_some() && memmem::find(bytes, b"ui-extensions").is_some()
}

/// How often the parser may report progress while it reads a text, which it does every 100 operations. Sources that people
/// write take at most one report for 100 bytes.
pub(crate) fn max_callbacks(bytes: usize) -> usize {
    1_000 + bytes / 4
}
