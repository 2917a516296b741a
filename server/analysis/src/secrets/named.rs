//! Values that are secrets because of the names of their properties: `clientSecret`.

use super::SHORTEST;
use syntax::{Syntax, Value};

/// Ends of names whose long values are taken for secrets, in lower case and without separators.
pub(super) const NAMES: &[&str] = &["secret", "password", "apikey", "token", "privatekey"];

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
    super::values(syntax).filter(|value| has_secret_name(*value))
}

/// Whether a value has such a name and looks generated.
pub fn is_named(value: Value<'_>) -> bool {
    has_secret_name(value) && value.as_str().is_some_and(is_mixed)
}

/// Whether letters and digits are mixed as in generated values; `HUBSPOT_SECRET_V2` is a name.
pub(super) fn is_mixed(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_lowercase())
}

/// Every value of every file is looked at. Nearly all are excluded by the last byte of their keys, most of the others without
/// a look at the key: 3 instead of 6 million instructions for 100 projects.
fn has_secret_name(value: Value<'_>) -> bool {
    let Some(last) = value.last_byte_of_key() else {
        return false;
    };
    if !MAY_END_NAME[usize::from(last)] || !value.as_str().is_some_and(may_be_secret) {
        return false;
    }
    let Some(key) = value.key() else {
        return false;
    };
    NAMES.iter().any(|name| ends_with_letters(key.text, name))
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
