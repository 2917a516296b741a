//! The values of string, template and number literals.

use std::borrow::Cow;

/// The value of a string literal with its quotes; what is not closed ends with the text.
pub(crate) fn string(literal: &str) -> Cow<'_, str> {
    unescape(unquoted(literal))
}

/// The value of a string literal that is an attribute of an element: it has the escapes of HTML.
pub(crate) fn attribute(literal: &str) -> Cow<'_, str> {
    let inside = unquoted(literal);
    if !inside.contains('&') {
        return Cow::Borrowed(inside);
    }
    let mut value = inside.to_owned();
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        value = value.replace(entity, character);
    }
    Cow::Owned(value)
}

fn unquoted(literal: &str) -> &str {
    let mut characters = literal.chars();
    let Some(quote) = characters.next() else {
        return literal;
    };
    let inside = characters.as_str();
    inside.strip_suffix(quote).unwrap_or(inside)
}

/// Replaces the escapes of JavaScript. An unpaired surrogate, and what is not an escape, is U+FFFD.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('\\') else {
        return Cow::Borrowed(text);
    };
    let (plain, rest) = text.split_at(first);
    let mut value = plain.to_owned();
    let mut rest = rest;
    while let Some(escape) = rest.find('\\') {
        value.push_str(rest.get(..escape).unwrap_or_default());
        rest = rest.get(escape + 1..).unwrap_or_default();
        rest = push_escape(&mut value, rest);
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// Adds the character of the escape at the beginning of `text`, which is after the backslash. Returns the text after it.
fn push_escape<'t>(value: &mut String, text: &'t str) -> &'t str {
    let mut characters = text.chars();
    let Some(character) = characters.next() else {
        return text;
    };
    let rest = characters.as_str();
    match character {
        'n' => value.push('\n'),
        't' => value.push('\t'),
        'r' => value.push('\r'),
        'b' => value.push('\u{8}'),
        'f' => value.push('\u{c}'),
        'v' => value.push('\u{b}'),
        '0' => value.push('\0'),
        '\r' => return rest.strip_prefix('\n').unwrap_or(rest),
        '\n' | '\u{2028}' | '\u{2029}' => {}
        'x' => return push_code(value, hexadecimal(rest, 2)),
        'u' => return push_unicode(value, rest),
        other => value.push(other),
    }
    rest
}

/// A number of exactly `digits` hexadecimal digits, and the text after it; `None` and the same text if there is none.
fn hexadecimal(text: &str, digits: usize) -> (Option<u32>, &str) {
    let Some(number) = text.get(..digits) else {
        return (None, text);
    };
    if !number.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return (None, text);
    }
    let rest = text.get(digits..).unwrap_or_default();
    (u32::from_str_radix(number, 16).ok(), rest)
}

fn push_code<'t>(value: &mut String, (code, rest): (Option<u32>, &'t str)) -> &'t str {
    value.push(
        code.and_then(char::from_u32)
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    );
    rest
}

/// `\u{1F600}`, `\u00e9`, or a pair of surrogates.
fn push_unicode<'t>(value: &mut String, text: &'t str) -> &'t str {
    if let Some(braced) = text.strip_prefix('{')
        && let Some((digits, rest)) = braced.split_once('}')
    {
        return push_code(value, (u32::from_str_radix(digits, 16).ok(), rest));
    }
    let (first, rest) = hexadecimal(text, 4);
    if let Some(high @ 0xD800..0xDC00) = first
        && let Some(after) = rest.strip_prefix("\\u")
        && let (Some(low @ 0xDC00..0xE000), rest) = hexadecimal(after, 4)
    {
        let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return push_code(value, (Some(code), rest));
    }
    push_code(value, (first, rest))
}

/// The value of a number literal.
pub(crate) fn number(literal: &str) -> Option<f64> {
    let digits: Cow<'_, str> = if literal.contains('_') {
        literal.replace('_', "").into()
    } else {
        literal.into()
    };
    let lower = digits.to_ascii_lowercase();
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(number) = lower.strip_prefix(prefix) {
            // Exact: a number of fewer than 53 bits.
            let number = u32::from_str_radix(number, radix).ok()?;
            return Some(f64::from(number));
        }
    }
    // Rust reads `inf` and `nan` too.
    if !lower.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    lower.parse().ok()
}
