//! Keywords about numbers and counts. Only numbers that a double represents exactly are compared.

use syntax::{Kind, Value};

use super::{Verdict, names};

/// As many digits a double has.
const MAX_DIGITS: usize = 15;

/// The types of a number: one that is written as an integer is also a number.
pub(super) fn type_verdict(given: Value<'_>, value: Value<'_>) -> Verdict {
    if names(given).any(|name| name == "number") {
        return Verdict::Valid;
    }
    match (names(given).any(|name| name == "integer"), integer(value)) {
        (false, _) => Verdict::Invalid,
        (true, Some(_)) => Verdict::Valid,
        // `1.0` is one too.
        (true, None) => Verdict::Undecided,
    }
}

pub(super) fn range(keyword: &str, given: Value<'_>, value: Value<'_>) -> Verdict {
    if value.kind() != Kind::Number {
        return Verdict::Valid;
    }
    let (Some(limit), Some(number)) = (integer(given), integer(value)) else {
        return Verdict::Undecided;
    };
    Verdict::of(match keyword {
        "minimum" => number >= limit,
        "maximum" => number <= limit,
        "exclusiveMinimum" => number > limit,
        _ => number < limit,
    })
}

/// A number of characters, elements or properties.
pub(super) fn count(keyword: &str, given: Value<'_>, count: u64) -> Verdict {
    match given.as_u64() {
        Some(limit) if keyword.starts_with("min") => Verdict::of(count >= limit),
        Some(limit) => Verdict::of(count <= limit),
        None => Verdict::Undecided,
    }
}

fn integer(value: Value<'_>) -> Option<i64> {
    let text = value.number()?;
    if text.len() > MAX_DIGITS {
        return None;
    }
    text.parse().ok()
}
