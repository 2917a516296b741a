//! Tokens that a prefix identifies, and passwords in URLs.

use std::ops::Range;
use std::sync::LazyLock;

use super::SHORTEST;
use aho_corasick::packed::Searcher;
use diagnostics::Span;

/// Prefixes that identify tokens, with the length of the shortest such token.
const PREFIXES: &[(&str, usize)] = &[
    ("pat-", 24),
    ("sk_live_", 20),
    ("sk_test_", 20),
    ("sk-", 24),
    ("rk_live_", 20),
    ("ghp_", 24),
    ("github_pat_", 24),
    ("xoxb-", 24),
    ("xoxp-", 24),
    ("AKIA", 20),
    ("eyJ", 60),
];

/// The length of the shortest token of [`PREFIXES`].
const SHORTEST_TOKEN: usize = 20;

/// The length of the shortest word that is searched for a token.
const SHORTEST_WORD: usize = SHORTEST / 2;

/// Searches for all prefixes at once (Teddy); `None` on processors without the instructions for it.
static PREFIX_SEARCHER: LazyLock<Option<Searcher>> =
    LazyLock::new(|| Searcher::new(PREFIXES.iter().map(|(prefix, _)| prefix)));

/// The tokens in a text.
pub(super) fn find(source: &str) -> impl Iterator<Item = Span> {
    let searched = if may_have_prefix(source) { source } else { "" };
    long_words(searched.as_bytes()).filter_map(move |word| {
        let start = word.start + token_start(&source[word.clone()])?;
        Some(Span::new(start, word.end))
    })
}

/// Every file and every message is searched, and nearly all have no prefix: 2 instead of 8 million instructions for 100
/// projects. The other searchers of `aho-corasick` are slower than the loop over words.
fn may_have_prefix(source: &str) -> bool {
    if source.len() < SHORTEST_TOKEN {
        return false;
    }
    match &*PREFIX_SEARCHER {
        Some(searcher) => searcher.find(source).is_some(),
        None => true,
    }
}

/// Where a token begins in a word. It may have a prefix: `bearer_pat-…`.
fn token_start(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let last = bytes.len().checked_sub(SHORTEST_TOKEN)?;
    (0..=last).find(|&start| {
        (start == 0 || !bytes[start - 1].is_ascii_alphanumeric()) && is_token(&bytes[start..])
    })
}

fn is_token(bytes: &[u8]) -> bool {
    PREFIXES
        .iter()
        .any(|(prefix, shortest)| bytes.len() >= *shortest && bytes.starts_with(prefix.as_bytes()))
}

static IS_IN_WORD: [bool; 256] = {
    let mut is_in_word = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_in_word[byte] =
            (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_' | b'.');
        byte += 1;
    }
    is_in_word
};

fn is_in_word(byte: &u8) -> bool {
    IS_IN_WORD[usize::from(*byte)]
}

/// The words of at least [`SHORTEST_WORD`] bytes. This is Boyer-Moore-like: it looks first at the
/// byte where a word from here would be long enough, and skips everything up to it if that byte is not part of a word.
fn long_words(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let last = start + SHORTEST_WORD - 1;
            text.get(last)?;
            if let Some(gap) = text[start..=last]
                .iter()
                .rposition(|byte| !is_in_word(byte))
            {
                start += gap + 1;
                continue;
            }
            let end = match text[last..].iter().position(|byte| !is_in_word(byte)) {
                Some(length) => last + length,
                None => text.len(),
            };
            let word = start..end;
            start = end;
            return Some(word);
        }
    })
}

/// The passwords in URLs: `secret` in `https://name:secret@host`.
pub(super) fn passwords(source: &str) -> impl Iterator<Item = Span> {
    source
        .match_indices("://")
        .filter_map(|(scheme, separator)| password(source, scheme + separator.len()))
}

/// The password in the authority of a URL that begins at `start`.
fn password(source: &str, start: usize) -> Option<Span> {
    let rest = &source[start..];
    let end = rest
        .find(['/', '?', '#', '"', '\\', ' ', '\n', '\r'])
        .unwrap_or(rest.len());
    let (user_info, _) = rest[..end].rsplit_once('@')?;
    let (name, password) = user_info.split_once(':')?;
    if password.is_empty() {
        return None;
    }
    Some(Span::new(start + name.len() + 1, start + user_info.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_in_texts_of_any_length() {
        for (prefix, shortest) in PREFIXES {
            let token = format!("{prefix}{}", "1".repeat(shortest - prefix.len()));
            for length in 0..80 {
                let text = format!("{}{token} {}", " ".repeat(length), ".".repeat(length));
                let span = Span::new(length, length + shortest);
                assert!(find(&text).eq([span]), "{text}");
            }
        }
    }

    #[test]
    fn all_words_that_are_long_enough_are_found() {
        for text in [
            "",
            "1234567",
            "12345678",
            "a 12345678",
            "12345678\u{e9}abcdefgh-._x, 1234567 ",
            "\"12345678",
            "1 2 345678 9",
        ] {
            let bytes = text.as_bytes();
            let expected = bytes
                .split(|byte| !is_in_word(byte))
                .filter(|word| word.len() >= SHORTEST_WORD);
            assert!(
                long_words(bytes).map(|word| &bytes[word]).eq(expected),
                "{text}"
            );
        }
    }
}
