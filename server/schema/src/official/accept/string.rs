//! Keywords about strings. Patterns are compiled when they are first needed; only those are read here that mean the same for
//! each engine, at strings of ASCII without control characters.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex::bytes::{Regex, RegexBuilder};
use syntax::{Kind, Value};

use super::{Verdict, number};
use crate::compile::literal_prefix;
use crate::compiled::is_plain_https;

/// How many patterns of one schema are kept, and how large one may be, compiled.
const MAX_PATTERNS: usize = 100;
const MAX_PATTERN_BYTES: usize = 100_000;

/// The patterns of a schema that were needed: `None` for those that are left to the validator.
#[derive(Default)]
pub(in super::super) struct Patterns {
    compiled: Mutex<BTreeMap<String, Option<Regex>>>,
}

impl Patterns {
    fn matches(&self, pattern: &str, text: &str) -> Verdict {
        if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Verdict::Undecided;
        }
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if !compiled.contains_key(pattern) {
            if compiled.len() >= MAX_PATTERNS {
                return Verdict::Undecided;
            }
            compiled.insert(pattern.to_owned(), compile(pattern));
        }
        match compiled.get(pattern) {
            Some(Some(expression)) => Verdict::of(expression.is_match(text.as_bytes())),
            _ => Verdict::Undecided,
        }
    }
}

/// `None` if a pattern may mean something else in JavaScript.
fn compile(pattern: &str) -> Option<Regex> {
    if !is_common(pattern) {
        return None;
    }
    RegexBuilder::new(pattern)
        .unicode(false)
        .size_limit(MAX_PATTERN_BYTES)
        // Without tables that only pay for long texts: they take half of the time.
        .dfa_size_limit(0)
        .build()
        .ok()
}

/// Whether a pattern has only what all engines know: after a backslash a sign, or `s`, `d` or `w`; in a class no bracket and no
/// doubled sign, which some read as a set operation; no group but a plain one.
fn is_common(pattern: &str) -> bool {
    let mut previous = ' ';
    let mut is_in_class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if !matches!(character, ' '..='~') {
            return false;
        }
        match (is_in_class, character) {
            (_, '\\') => match characters.next() {
                Some('s' | 'd' | 'w') => {}
                Some(sign) if sign.is_ascii_punctuation() && !matches!(sign, '<' | '>') => {}
                _ => return false,
            },
            (true, '[') => return false,
            (true, '&' | '-' | '~') if previous == character => return false,
            // `[]` and `[^]` are classes in JavaScript.
            (true, ']') if matches!(previous, '[' | '^') => return false,
            (true, ']') => is_in_class = false,
            (false, '[') => is_in_class = true,
            (false, '?') if previous == '(' => return false,
            _ => {}
        }
        previous = character;
    }
    true
}

pub(super) fn verdict(
    keyword: &str,
    given: Value<'_>,
    value: Value<'_>,
    patterns: &Patterns,
) -> Verdict {
    // Formats of numbers are the validator's.
    if keyword == "format" && value.kind() == Kind::Number {
        return Verdict::Undecided;
    }
    let (Some(text), given_text) = (value.as_str(), given.as_str()) else {
        return Verdict::Valid;
    };
    match (keyword, given_text) {
        ("minLength" | "maxLength", _) => {
            number::count(keyword, given, text.chars().count() as u64)
        }
        ("format", Some("uri")) if is_plain_https(text) => Verdict::Valid,
        ("pattern", Some(pattern)) => match literal_prefix(pattern) {
            Some(prefix) => Verdict::of(text.starts_with(prefix)),
            None => patterns.matches(pattern, text),
        },
        _ => Verdict::Undecided,
    }
}
