//! Values that are secrets because of the names of their properties: `clientSecret`.

use super::SHORTEST;
use syntax::{Syntax, Value};

/// Ends of names whose long values are taken for secrets, in lower case and without separators.
pub(super) const NAMES: &[&str] = &["secret", "password", "apikey", "token", "privatekey"];

/// Ends of names of cursors, and of tokens in forms, which are not secrets of the project.
const HARMLESS_NAMES: [&str; 11] = [
    "aftertoken",
    "antiforgerytoken",
    "continuationtoken",
    "csrftoken",
    "cursortoken",
    "nexttoken",
    "pagetoken",
    "paginationtoken",
    "pagingtoken",
    "synctoken",
    "xsrftoken",
];

/// Whether a byte may end a name that ends with one of `NAMES`.
static MAY_END_NAME: [bool; 256] = {
    let mut may_end_name = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        may_end_name[byte] = !(byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut name = 0;
    while name < NAMES.len() {
        if let Some(last) = NAMES[name].as_bytes().last() {
            may_end_name[*last as usize] = true;
            may_end_name[last.to_ascii_uppercase() as usize] = true;
        }
        name += 1;
    }
    may_end_name
};

/// The values of a file that are long and have such a name.
pub(super) fn values(syntax: &Syntax) -> impl Iterator<Item = Value<'_>> {
    syntax
        .values_by_last_byte_of_key(&MAY_END_NAME)
        .filter(|value| has_secret_name(*value))
}

/// Whether a value has such a name and looks generated.
pub fn is_named(value: Value<'_>) -> bool {
    has_secret_name(value) && value.as_str().is_some_and(is_mixed)
}

/// Whether letters and digits are mixed as in generated values; `HUBSPOT_SECRET_V2` is a name.
pub(super) fn is_mixed(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_lowercase())
}

/// Most values are excluded without a look at the key.
fn has_secret_name(value: Value<'_>) -> bool {
    if !value.as_str().is_some_and(may_be_secret) {
        return false;
    }
    let Some(key) = value.key() else {
        return false;
    };
    is_secret_name(key.text)
}

/// Whether long values of a name are taken for secrets.
pub(super) fn is_secret_name(name: &str) -> bool {
    NAMES.iter().any(|secret| ends_with_letters(name, secret)) && !is_harmless(name)
}

/// Whether a name is that of a cursor, or of a token in forms.
pub(super) fn is_harmless(name: &str) -> bool {
    HARMLESS_NAMES
        .iter()
        .any(|harmless| ends_with_letters(name, harmless))
}

pub(super) fn may_be_secret(text: &str) -> bool {
    text.len() >= SHORTEST && !text.bytes().any(|byte| matches!(byte, b' ' | b'$' | b'/'))
}

/// Whether the letters and digits of a name end with `letters`, ignoring case and separators.
pub(super) fn ends_with_letters(name: &str, letters: &str) -> bool {
    let mut rest = name.bytes().rev().filter(u8::is_ascii_alphanumeric);
    letters.bytes().rev().all(|letter| match rest.next() {
        Some(byte) => byte.eq_ignore_ascii_case(&letter),
        None => false,
    })
}
