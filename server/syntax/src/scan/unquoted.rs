//! Text without quotes where a value is expected: a number or literal as another language writes it, or a string.

use strsim::osa_distance;

use crate::bytes::number_length;

/// What is wrong with an unquoted value.
pub(crate) struct Explanation {
    pub message: &'static str,
    pub help: String,
    /// The JSON to write instead, where only one thing can be meant.
    pub replacement: Option<String>,
}

impl Explanation {
    fn new(message: &'static str, help: impl Into<String>) -> Explanation {
        Explanation {
            message,
            help: help.into(),
            replacement: None,
        }
    }

    fn replaced_by(mut self, json: impl Into<String>) -> Explanation {
        self.replacement = Some(json.into());
        self
    }
}

/// Whether `text` is a JSON value that is written without quotes or brackets.
pub(crate) fn is_valid(text: &str) -> bool {
    matches!(text, "true" | "false" | "null") || number_length(text.as_bytes()) == Some(text.len())
}

/// Whether `text` in double quotes is a JSON string, and one that was meant: it has a letter or digit,
/// and nothing in it looks like code.
pub(crate) fn is_quotable(text: &str) -> bool {
    // A placeholder is not code.
    let text = text.strip_prefix("${").unwrap_or(text);
    text.contains(char::is_alphanumeric) && !text.contains(looks_like_code)
}

fn looks_like_code(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '"' | '\'' | '\\' | '`' | '(' | ')' | '+' | '=' | ';' | '<' | '>' | '$'
        )
}

/// What is wrong with `text`; `None` when it is a JSON value.
pub(crate) fn explain(text: &str) -> Option<Explanation> {
    if is_valid(text) {
        return None;
    }
    let explanation = literal(text)
        .or_else(|| number(text))
        .unwrap_or_else(|| string(text));
    Some(explanation)
}

fn literal(text: &str) -> Option<Explanation> {
    let lower = text.to_ascii_lowercase();
    let replacement = match lower.as_str() {
        "true" | "false" | "null" => Some(lower.as_str()),
        "none" | "nil" => Some("null"),
        _ => None,
    };
    if let Some(json) = replacement {
        return Some(not_a_value(format!("write `{json}`")).replaced_by(json));
    }
    let help = match lower.as_str() {
        "undefined" => "write `null`, or remove the key".to_owned(),
        "yes" | "no" | "on" | "off" => "write `true` or `false`".to_owned(),
        _ if is_not_finite(&lower) => "write a finite number or `null`".to_owned(),
        _ => format!("did you mean `{}`?", similar_literal(&lower)?),
    };
    Some(not_a_value(help))
}

fn not_a_value(help: String) -> Explanation {
    Explanation::new("is not a JSON value", help)
}

fn is_not_finite(lower: &str) -> bool {
    matches!(
        lower.trim_start_matches(['+', '-']),
        "nan" | "inf" | "infinity"
    )
}

fn similar_literal(lower: &str) -> Option<&'static str> {
    if lower.len() >= 8 {
        return None;
    }
    ["true", "false", "null"]
        .into_iter()
        .find(|literal| osa_distance(literal, lower) == 1)
}

fn number(text: &str) -> Option<Explanation> {
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (if text.starts_with('-') { "-" } else { "" }, digits),
        None => ("", text),
    };
    // Signs and digits may be separated, repeated, or of another script.
    let first = digits
        .chars()
        .find(|c| !matches!(c, '.' | '+' | '-' | ' '))?;
    if !first.is_numeric() {
        return None;
    }
    if let Some(hex) = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        let explanation = Explanation::new("is a hexadecimal number", "write a decimal number");
        return Some(match from_hex(hex) {
            Some(value) => explanation.replaced_by(format!("{sign}{value}")),
            None => explanation,
        });
    }
    Some(decimal(text, sign, digits))
}

fn from_hex(digits: &str) -> Option<u32> {
    // `from_str_radix` accepts a sign.
    if digits.starts_with('+') {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

/// What is wrong with `text`, which is `digits` with or without a sign; `sign` is the part of it that JSON knows.
fn decimal(text: &str, sign: &str, digits: &str) -> Explanation {
    if text.starts_with('+') && is_valid(digits) {
        return Explanation::new("has a leading `+`", "remove the sign").replaced_by(digits);
    }
    if let Some(fraction) = digits.strip_prefix('.')
        && let Some(json) = valid_number(sign, &format!("0.{fraction}"))
    {
        return Explanation::new(
            "has no digit before the decimal point",
            "write `0` before the decimal point",
        )
        .replaced_by(json);
    }
    if let Some(whole) = digits.strip_suffix('.')
        && let Some(json) = valid_number(sign, whole)
    {
        return Explanation::new(
            "has no digit after the decimal point",
            "remove the decimal point, or write digits after it",
        )
        .replaced_by(json);
    }
    if digits.contains('_')
        && let Some(json) = valid_number(sign, &digits.replace('_', ""))
    {
        return Explanation::new("has `_` between its digits", "remove `_`").replaced_by(json);
    }
    if digits.starts_with('0') && is_valid(&format!("1{digits}")) {
        return Explanation::new(
            "has a leading zero",
            "remove the zero, or put it in quotes if it is a string",
        );
    }
    Explanation::new(
        "is not a number",
        "correct it, or put it in quotes if it is a string",
    )
}

fn valid_number(sign: &str, digits: &str) -> Option<String> {
    let number = format!("{sign}{digits}");
    if is_valid(&number) {
        Some(number)
    } else {
        None
    }
}

fn string(text: &str) -> Explanation {
    let explanation = Explanation::new(
        "is not a JSON value: strings need double quotes",
        "put it in double quotes",
    );
    if is_quotable(text) {
        explanation.replaced_by(format!("\"{text}\""))
    } else {
        explanation
    }
}
