//! Finds texts that look like secrets, so that no output format ever prints one.

mod parameters;

use std::collections::BTreeSet;
use std::ops::Range;

use diagnostics::{Span, message};
use syntax::{Key, Syntax, Value};

/// Beginnings of tokens that carry their kind in their first characters, with the shortest length of such a token.
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

/// Ends of names whose long values are taken for secrets.
const NAMES: &[&str] = &["secret", "password", "apikey", "token", "privatekey"];

/// The parameter that carries the key of an account.
pub const ACCOUNT_KEY: &str = "hapikey=";

/// The shortest value under such a name that is masked: shorter ones are names of secrets or words.
const SHORTEST: usize = 16;

/// The places of secrets in a text, sorted and apart from each other: tokens anywhere, also in broken text and comments, and
/// long values under telling names.
pub fn spans(syntax: &Syntax) -> Vec<Span> {
    merged(
        tokens(syntax.source())
            .chain(named(syntax).map(|value| value.span().inside()))
            .collect(),
    )
}

/// Sorted, and those that touch or overlap as one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    spans
}

/// Whether any secret, of sorted places, stands in the span of a whole value. No secret goes beyond its value, so the last
/// one that begins before the end tells.
pub fn overlap(sorted: &[Span], value: Span) -> bool {
    let before = sorted.partition_point(|secret| secret.start < value.end);
    sorted[..before]
        .last()
        .is_some_and(|secret| secret.end > value.start)
}

/// The strings of a healthy tree that carry a secret which somebody pasted there: a token, or a long value under a telling
/// name, of a property or of a parameter in a URL, that is neither a word nor the name of a secret. Passwords in URLs and keys
/// of accounts are left to others.
pub fn pasted(syntax: &Syntax) -> impl Iterator<Item = Value<'_>> {
    let source = syntax.source();
    let words = words_with_tokens(source)
        .filter(|span| !source[..span.start as usize].ends_with(ACCOUNT_KEY));
    let parameters = parameters::find(source).filter(|one| one.is_pasted && !one.is_account_key);
    let spans = merged(words.chain(parameters.map(|one| one.span)).collect());
    let values = syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants());
    values.filter(move |value| {
        let carries_token = || value.as_str().is_some() && overlap(&spans, value.span());
        is_named(*value) || !spans.is_empty() && carries_token()
    })
}

/// Whether a value is taken for a secret because of its name.
pub fn is_named(value: Value<'_>) -> bool {
    is_under_telling_name(value) && value.as_str().is_some_and(is_mixed)
}

/// Whether letters and digits are mixed as in generated values: `HUBSPOT_SECRET_V2` is a name.
fn is_mixed(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_lowercase())
}

fn named(syntax: &Syntax) -> impl Iterator<Item = Value<'_>> {
    let values = syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants());
    values.filter(|value| is_under_telling_name(*value))
}

/// The tokens, parameters and passwords in a text that is no JSON, sorted and apart from each other.
pub fn tokens(source: &str) -> impl Iterator<Item = Span> + use<> {
    let parameters = parameters::find(source).map(|one| one.span);
    merged(
        words_with_tokens(source)
            .chain(parameters)
            .chain(passwords(source))
            .collect(),
    )
    .into_iter()
}

/// Which bytes a token is made of.
static IS_PART: [bool; 256] = {
    let mut is_part = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_part[byte] =
            (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_' | b'.');
        byte += 1;
    }
    is_part
};

/// Bytes of the shortest word that is looked at.
const SHORTEST_WORD: usize = SHORTEST / 2;

/// The words of a text: all bytes that a token is made of, in their order, where there are enough together. Every file is
/// searched, so it looks at the byte first where a word that begins here would be long enough, and skips all if it is none.
fn long_words(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let is_part = |byte: &u8| IS_PART[usize::from(*byte)];
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let last = start + SHORTEST_WORD - 1;
            text.get(last)?;
            if let Some(gap) = text[start..=last].iter().rposition(|byte| !is_part(byte)) {
                start += gap + 1;
                continue;
            }
            let end = text[last..]
                .iter()
                .position(|byte| !is_part(byte))
                .map_or(text.len(), |length| last + length);
            return Some(std::mem::replace(&mut start, end)..end);
        }
    })
}

/// The tokens in a text.
fn words_with_tokens(source: &str) -> impl Iterator<Item = Span> {
    long_words(source.as_bytes()).filter_map(move |word| {
        let from = token_in(&source[word.clone()])?;
        Some(Span::new(word.start + from, word.end))
    })
}

/// Where a token begins in a word. It may stand behind something else: `bearer_pat-…`.
fn token_in(word: &str) -> Option<usize> {
    const SHORTEST_TOKEN: usize = 20;
    let bytes = word.as_bytes();
    let last = bytes.len().checked_sub(SHORTEST_TOKEN)?;
    let begins = |from: &usize| *from == 0 || !bytes[from - 1].is_ascii_alphanumeric();
    let is_token = |rest: &[u8]| {
        PREFIXES
            .iter()
            .any(|(prefix, least)| rest.len() >= *least && rest.starts_with(prefix.as_bytes()))
    };
    (0..=last)
        .filter(begins)
        .find(|from| is_token(&bytes[*from..]))
}

/// The passwords of URLs: `secret` in `https://name:secret@host`.
fn passwords(source: &str) -> impl Iterator<Item = Span> {
    source.match_indices("://").filter_map(|(at, separator)| {
        let from = at + separator.len();
        let rest = &source[from..];
        let end = rest
            .find(['/', '?', '#', '"', '\\', ' ', '\n', '\r'])
            .unwrap_or(rest.len());
        let (name, _) = rest[..end].rsplit_once('@')?;
        let colon = name.find(':')?;
        (colon + 1 < name.len()).then(|| Span::new(from + colon + 1, from + name.len()))
    })
}

fn is_under_telling_name(value: Value<'_>) -> bool {
    // The length and the first blank decide most cases, without a look at the name.
    let is_blank = |byte: u8| matches!(byte, b' ' | b'$' | b'/');
    let is_long = |text: &str| text.len() >= SHORTEST && !text.bytes().any(is_blank);
    let is_telling = |key: Key<'_>| {
        NAMES
            .iter()
            .any(|telling| ends_with_letters(key.text, telling))
    };
    value.as_str().is_some_and(is_long) && value.key().is_some_and(is_telling)
}

/// Whether the letters and digits of a name, in lower case, end with these.
fn ends_with_letters(name: &str, letters: &str) -> bool {
    let mut own = name.bytes().rev().filter(u8::is_ascii_alphanumeric);
    letters.bytes().rev().all(|letter| {
        own.next()
            .is_some_and(|byte| byte.eq_ignore_ascii_case(&letter))
    })
}

/// The secrets of a project, as they may stand in messages and fixes.
#[derive(PartialEq, Eq, Default, Debug)]
pub struct Secrets {
    /// Long values under telling names, and how messages shorten them.
    named: BTreeSet<String>,
}

/// The long values under telling names in a text, and how messages shorten them.
pub fn named_in(syntax: &Syntax) -> impl Iterator<Item = String> {
    let beginning = |text: &str| {
        message::quoted(text)
            .trim_matches('`')
            .trim_end_matches('…')
            .to_owned()
    };
    named(syntax)
        .filter_map(|value| value.as_str())
        .flat_map(move |text| [text.to_owned(), beginning(text)])
}

impl FromIterator<String> for Secrets {
    fn from_iter<T: IntoIterator<Item = String>>(named: T) -> Secrets {
        Secrets {
            named: named.into_iter().collect(),
        }
    }
}

impl Secrets {
    /// Of several texts.
    pub fn of<'a>(syntaxes: impl Iterator<Item = &'a Syntax>) -> Secrets {
        syntaxes.flat_map(named_in).collect()
    }

    /// Whether a text carries a secret.
    pub fn are_in(&self, text: &str) -> bool {
        tokens(text).next().is_some() || self.named.iter().any(|secret| text.contains(secret))
    }

    /// Replaces secrets in a message.
    pub fn mask(&self, message: &mut String) {
        let spans: Vec<Span> = tokens(message).collect();
        for span in spans.into_iter().rev() {
            message.replace_range(span.range(), MASK);
        }
        // The longer form of a secret comes after its beginning.
        for secret in self.named.iter().rev() {
            if message.contains(secret) {
                *message = message.replace(secret, MASK);
            }
        }
    }
}

/// What replaces a secret.
pub const MASK: &str = "********";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_secrets_and_their_names_are_not() {
        let found = |text: &str| {
            let syntax = syntax::parse(text);
            spans(&syntax).len()
        };
        assert_eq!(
            found(r#"["pat-na1-0a1b2c3d-0000-1111-2222-333344445555"]"#),
            1
        );
        assert_eq!(
            found(r#"["bearer_pat-na1-0a1b2c3d-0000-1111-2222-333344445555"]"#),
            1
        );
        assert_eq!(
            found(r#"["a_taskpat-terns-for-everybody", "apat-na1-0a1b2c3d-0000-1111-2222"]"#),
            0
        );
        assert_eq!(
            found(r#"{"clientSecret": "0a1b2c3d-0000-1111-2222-333344445555"}"#),
            1
        );
        assert_eq!(
            found(r#"{"url": "https://api.hubapi.com/x?hapikey=0a1b2c3d-0000-1111"}"#),
            1
        );
        assert_eq!(
            found(
                r#"["https://ada:hunter2@a.tech/cb", "https://ada@a.tech", "http://a.tech/?client_secret=abcd1234"]"#
            ),
            2
        );
        assert_eq!(
            found(r#"{"broken": "pat-na1-0a1b2c3d-0000-1111-2222-333344445555"#),
            1
        );
        assert_eq!(
            found(
                r#"{"clientSecret": "${CLIENT_SECRET_PROD}", "secretKeys": ["HS_ACCESS_TOKEN_LONG"]}"#
            ),
            0
        );
        assert_eq!(
            found(r#"["a path-finder for everybody out there", "sk-"]"#),
            0
        );
    }

    #[test]
    fn words_are_all_that_are_long_enough() {
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
            let slowly = bytes
                .split(|byte| !IS_PART[usize::from(*byte)])
                .filter(|word| word.len() >= SHORTEST_WORD);
            assert!(
                long_words(bytes).map(|word| &bytes[word]).eq(slowly),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_pasted_is_told_from_names_and_words() {
        let found = |text: &str| pasted(&syntax::parse(text)).count();
        assert_eq!(
            found(r#"{"a": "pat-na1-0a1b2c3d-0000-1111-2222-333344445555", "b": 1}"#),
            1
        );
        assert_eq!(
            found(r#"{"clientSecret": "0a1b2c3d-0000-1111-2222-333344445555"}"#),
            1
        );
        assert_eq!(
            found(r#"{"url": "https://a.tech/?client_secret=0a1b2c3d-0000"}"#),
            1
        );
        assert_eq!(
            found(r#"{"url": "https://a.tech/?hapikey=0a1b2c3d-0000-1111"}"#),
            0
        );
        assert_eq!(
            found(r#"{"token": "HUBSPOT_TOKEN_V2_PRODUCTION", "apiKey": "name_of_the_api_key"}"#),
            0
        );
        assert_eq!(
            found(
                r#"{"url": "https://ada:hunter2@a.tech/cb", "secret": "${SECRET_OF_THE_APP_2}"}"#
            ),
            0
        );
    }

    #[test]
    fn messages_are_masked_even_where_they_shorten() {
        let token = format!("pat-na1-{}", "x".repeat(80));
        let named = "0123456789abcdef".repeat(6);
        let mut message = format!(
            "{} and {} are not allowed",
            message::quoted(&token),
            message::quoted(&named)
        );
        let source = format!("{{\"apiKey\": \"{named}\"}}");
        Secrets::of([&syntax::parse(source)].into_iter()).mask(&mut message);
        assert_eq!(message, format!("`{MASK}…` and `{MASK}…` are not allowed"));
    }
}
