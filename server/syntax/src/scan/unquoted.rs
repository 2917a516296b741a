//! Text without quotes where a value is due: a number or a literal in the way of another language, or a string.

use strsim::osa_distance;

use crate::bytes::number_length;

/// TokenKind is wrong with a bare value.
pub(crate) struct Explanation {
    pub message: &'static str,
    pub help: String,
    /// TokenKind stands there instead, where only one thing can be meant.
    pub replacement: Option<String>,
}

/// Whether `text` is a JSON value that is written without quotes or brackets.
pub(crate) fn is_scalar(text: &str) -> bool {
    matches!(text, "true" | "false" | "null") || number_length(text.as_bytes()) == Some(text.len())
}

/// Whether `text` in double quotes is a JSON string, and one that was meant: it has a letter or digit,
/// and nothing in it looks like code.
pub(crate) fn quotable(text: &str) -> bool {
    let code = |c: char| {
        c.is_control()
            || matches!(
                c,
                '"' | '\'' | '\\' | '`' | '(' | ')' | '+' | '=' | ';' | '<' | '>' | '$'
            )
    };
    // A placeholder is no code.
    let text = text.strip_prefix("${").unwrap_or(text);
    text.contains(char::is_alphanumeric) && !text.contains(code)
}

/// TokenKind is wrong with `text`; `None` when it is a JSON value.
pub(crate) fn explain(text: &str) -> Option<Explanation> {
    (!is_scalar(text)).then(|| {
        literal(text)
            .or_else(|| number(text))
            .unwrap_or_else(|| string(text))
    })
}

fn literal(text: &str) -> Option<Explanation> {
    let explain = |help: String, replacement: Option<&str>| {
        let message = "is not a JSON value";
        Some(Explanation {
            message,
            help,
            replacement: replacement.map(str::to_owned),
        })
    };
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "true" | "false" | "null" => {
            return explain(format!("write `{lower}`"), Some(&lower));
        }
        "none" | "nil" => return explain("write `null`".to_owned(), Some("null")),
        "undefined" => {
            return explain("write `null`, or remove the key".to_owned(), None);
        }
        "yes" | "no" | "on" | "off" => {
            return explain("write `true` or `false`".to_owned(), None);
        }
        _ => {}
    }
    if matches!(
        lower.trim_start_matches(['+', '-']),
        "nan" | "inf" | "infinity"
    ) {
        return explain("write a finite number or `null`".to_owned(), None);
    }
    let near = ["true", "false", "null"]
        .into_iter()
        .find(|word| lower.len() < 8 && osa_distance(word, &lower) == 1)?;
    explain(format!("did you mean `{near}`?"), None)
}

fn number(text: &str) -> Option<Explanation> {
    let explain = |message, help: &str, replacement| {
        Some(Explanation {
            message,
            help: help.to_owned(),
            replacement,
        })
    };
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (if text.starts_with('-') { "-" } else { "" }, digits),
        None => ("", text),
    };
    // Signs and digits may be apart, doubled, or of another script.
    let first = digits
        .chars()
        .find(|c| !matches!(c, '.' | '+' | '-' | ' '))?;
    if !first.is_numeric() {
        return None;
    }
    let json = |digits: &str| Some(format!("{sign}{digits}")).filter(|number| is_scalar(number));
    if let Some(hex) = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        let value = u32::from_str_radix(hex, 16)
            .ok()
            .filter(|_| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        return explain(
            "is a hexadecimal number",
            "write a decimal number",
            value.and_then(|v| json(&v.to_string())),
        );
    }
    if text.starts_with('+') && is_scalar(digits) {
        return explain("has a leading `+`", "remove the sign", json(digits));
    }
    if let Some(mended) = digits
        .strip_prefix('.')
        .and_then(|rest| json(&format!("0.{rest}")))
    {
        return explain(
            "has no digit before the decimal point",
            "write `0` before the decimal point",
            Some(mended),
        );
    }
    if let Some(mended) = digits.strip_suffix('.').and_then(json) {
        return explain(
            "has no digit after the decimal point",
            "remove the decimal point, or write digits after it",
            Some(mended),
        );
    }
    if digits.contains('_')
        && let Some(mended) = json(&digits.replace('_', ""))
    {
        return explain("has `_` between its digits", "remove `_`", Some(mended));
    }
    if digits.starts_with('0') && is_scalar(&format!("1{digits}")) {
        return explain(
            "has a leading zero",
            "remove the zero, or put it in quotes if it is a string",
            None,
        );
    }
    explain(
        "is not a number",
        "correct it, or put it in quotes if it is a string",
        None,
    )
}

fn string(text: &str) -> Explanation {
    let replacement = quotable(text).then(|| format!("\"{text}\""));
    Explanation {
        message: "is not a JSON value: strings need double quotes",
        help: "put it in double quotes".to_owned(),
        replacement,
    }
}
