//! What the patterns of imported schemas cost, which is known before they are compiled, and how they are compiled.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, ValidationError, Validator};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::json;
use syntax::Value;

use super::compile::literal_prefix;
use super::instance::TreeJson;
use super::steps;

/// How many states of a pattern each byte of a text may be in: all of them are looked at in the worst case.
const MAX_STATES: u64 = 5_000;

/// How large the parts of a pattern may be together, repetitions written out: ranges of characters and literal bytes.
pub(crate) const MAX_SIZE: u64 = 300_000;

/// How deep the groups of a pattern may be nested.
const MAX_NESTED: u32 = 50;

/// How large a pattern may be, compiled, in bytes. No pattern of `MAX_SIZE` is as large.
pub(crate) const MAX_BYTES: usize = 32_000_000;

/// The same of a pattern that looks around, and of one with an escape that regex-syntax does not know.
const MAX_BYTES_OF_UNKNOWN: usize = 100_000;

/// How many steps a pattern that looks around may take at one string: few first, as most need, then many.
const BACKTRACKS: [usize; 2] = [500, 50_000];

/// What a pattern costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cost {
    /// Linear time.
    Linear { states: u64, size: u64 },
    /// A pattern that looks around, or back at what it matched before.
    Backtracking,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PatternError {
    Invalid,
    TooLarge,
}

/// What matching a pattern costs. Patterns of common constructs are not compiled for it.
pub(crate) fn cost(pattern: &str) -> Result<Cost, PatternError> {
    if literal_prefix(pattern).is_some() {
        let size = pattern.len() as u64;
        return Ok(Cost::Linear { states: 1, size });
    }
    let parsed = parsed(pattern, false).or_else(|| parsed(pattern, true));
    let is_common = is_common(pattern);
    let cost = match parsed {
        Some(hir) => {
            let (states, size) = sizes(&hir);
            if states > MAX_STATES || size > MAX_SIZE {
                return Err(PatternError::TooLarge);
            }
            Cost::Linear { states, size }
        }
        None if is_common => return Err(PatternError::Invalid),
        None if linear(pattern, MAX_BYTES_OF_UNKNOWN).is_some() => Cost::Linear {
            states: MAX_STATES,
            size: MAX_SIZE,
        },
        None => Cost::Backtracking,
    };
    let is_compiled = match cost {
        Cost::Linear { .. } => is_common || linear(pattern, MAX_BYTES).is_some(),
        Cost::Backtracking => backtracking(pattern, BACKTRACKS[0]).is_some(),
    };
    if is_compiled {
        Ok(cost)
    } else {
        Err(PatternError::Invalid)
    }
}

fn parsed(pattern: &str, is_unicode: bool) -> Option<Hir> {
    ParserBuilder::new()
        .unicode(is_unicode)
        .utf8(false)
        .nest_limit(MAX_NESTED)
        .build()
        .parse(pattern)
        .ok()
}

/// How many states a byte of a text may be in, and how many ranges and bytes the pattern has, with all repetitions. Recurses as
/// deep as groups may be nested.
fn sizes(hir: &Hir) -> (u64, u64) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (1, 1),
        HirKind::Literal(literal) => (literal.0.len() as u64, literal.0.len() as u64),
        HirKind::Class(Class::Bytes(class)) => (1, class.ranges().len() as u64),
        HirKind::Class(Class::Unicode(class)) => (4, 4 * class.ranges().len() as u64),
        HirKind::Capture(capture) => sizes(&capture.sub),
        HirKind::Repetition(repetition) => {
            let times = u64::from(repetition.max.unwrap_or(repetition.min).max(1));
            let (states, size) = sizes(&repetition.sub);
            let times_of = |one: u64| one.saturating_add(1).saturating_mul(times);
            (times_of(states), times_of(size))
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            let mut sum = (1_u64, 1_u64);
            for part in parts {
                let (states, size) = sizes(part);
                sum = (sum.0.saturating_add(states), sum.1.saturating_add(size));
            }
            sum
        }
    }
}

/// Whether a pattern has only what all engines know: after a backslash a sign, or `s`, `d` or `w`; in a class no bracket and no
/// doubled sign, which some read as a set operation; no group but a plain one.
pub(crate) fn is_common(pattern: &str) -> bool {
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

/// A pattern that looks around, as it is matched: by few steps, and by many if these are not enough.
pub(crate) struct Backtracking {
    tries: Vec<(u64, Validator<TreeJson>)>,
}

impl Backtracking {
    pub(crate) fn new(pattern: &str) -> Option<Backtracking> {
        let mut tries = Vec::new();
        for steps in BACKTRACKS {
            tries.push((steps as u64, backtracking(pattern, steps)?));
        }
        Some(Backtracking { tries })
    }

    /// The error of a string that does not match. If it takes too many steps, the validation ends undecided.
    pub(crate) fn error<'a>(&self, value: Value<'a>) -> Option<ValidationError<'a>> {
        let length = value.as_str()?.len();
        for (states, validator) in &self.tries {
            if !steps::take(steps::matching(length, *states)) {
                return None;
            }
            match validator.validate(value) {
                Ok(()) => return None,
                Err(error) if is_undecided(error.kind()) => {}
                Err(error) => return Some(error),
            }
        }
        steps::give_up();
        None
    }
}

fn is_undecided(kind: &ValidationErrorKind) -> bool {
    matches!(
        kind,
        ValidationErrorKind::BacktrackLimitExceeded { .. }
            | ValidationErrorKind::RegexEngineFailure { .. }
    )
}

fn linear(pattern: &str, max_bytes: usize) -> Option<Validator<TreeJson>> {
    let engine = PatternOptions::regex().size_limit(max_bytes);
    jsonschema::options_for::<TreeJson>()
        .with_pattern_options(engine)
        .build(&json!({ "pattern": pattern }))
        .ok()
}

fn backtracking(pattern: &str, steps: usize) -> Option<Validator<TreeJson>> {
    let engine = PatternOptions::fancy_regex()
        .backtrack_limit(steps)
        .size_limit(MAX_BYTES_OF_UNKNOWN);
    jsonschema::options_for::<TreeJson>()
        .with_pattern_options(engine)
        .build(&json!({ "pattern": pattern }))
        .ok()
}
