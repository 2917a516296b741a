//! Keywords about strings. Patterns are compiled when they are first needed; only those are read here that mean the same for
//! each engine, at strings of ASCII without control characters.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex::bytes::{Regex, RegexBuilder};
use syntax::{Kind, Value};

use super::{Reader, Verdict, number};
use crate::compile::literal_prefix;
use crate::compiled::is_plain_https;
use crate::pattern::{self, Cost};
use crate::steps;

/// How many patterns of one schema are kept, and how large one may be, compiled.
const MAX_PATTERNS: usize = 100;
const MAX_PATTERN_BYTES: usize = 100_000;

/// How much of a string is looked at in one step.
const BYTES_OF_STEP: usize = 16;

/// The patterns of a schema that were needed: `None` for those that are left to the validator.
#[derive(Default)]
pub(in super::super) struct Patterns {
    compiled: Mutex<BTreeMap<String, Option<Pattern>>>,
}

struct Pattern {
    expression: Regex,
    /// How many of its states a byte of a text may be in.
    states: u64,
}

impl Patterns {
    /// `has_steps` takes the steps that it costs, if there are as many.
    fn matches(&self, pattern: &str, text: &str, has_steps: impl FnOnce(u64) -> bool) -> Verdict {
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
            Some(Some(pattern)) if has_steps(steps::matching(text.len(), pattern.states)) => {
                Verdict::of(pattern.expression.is_match(text.as_bytes()))
            }
            _ => Verdict::Undecided,
        }
    }
}

/// `None` if a pattern may mean something else in JavaScript.
fn compile(pattern: &str) -> Option<Pattern> {
    if !pattern::is_common(pattern) {
        return None;
    }
    let Ok(Cost::Linear { states, .. }) = pattern::cost(pattern) else {
        return None;
    };
    let expression = RegexBuilder::new(pattern)
        .unicode(false)
        .size_limit(MAX_PATTERN_BYTES)
        // Without tables that only pay for long texts: they take half of the time.
        .dfa_size_limit(0)
        .build()
        .ok()?;
    Some(Pattern { expression, states })
}

impl<'s> Reader<'s> {
    pub(super) fn of_string(
        &mut self,
        keyword: &str,
        given: Value<'s>,
        value: Value<'_>,
    ) -> Verdict {
        // Formats of numbers are the validator's.
        if keyword == "format" && value.kind() == Kind::Number {
            return Verdict::Undecided;
        }
        let (Some(text), given_text) = (value.as_str(), given.as_str()) else {
            return Verdict::Valid;
        };
        if !self.has_steps(text.len() / BYTES_OF_STEP) {
            return Verdict::Undecided;
        }
        match (keyword, given_text) {
            ("minLength" | "maxLength", _) => {
                number::count(keyword, given, text.chars().count() as u64)
            }
            ("format", Some("uri")) if is_plain_https(text) => Verdict::Valid,
            ("pattern", Some(pattern)) => match literal_prefix(pattern) {
                Some(prefix) => Verdict::of(text.starts_with(prefix)),
                None => self.patterns.matches(pattern, text, |steps| {
                    let steps = usize::try_from(steps).unwrap_or(usize::MAX);
                    self.has_steps(steps)
                }),
            },
            _ => Verdict::Undecided,
        }
    }
}
