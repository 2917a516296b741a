//! Text from files, safe to print: nothing in it moves the cursor, colors the terminal or ends a line.

use serde::Serialize;

use diagnostics::message;

/// One line for people, with visible replacements for control characters.
pub(crate) fn line(text: &str) -> String {
    if message::is_plain(text) {
        return text.to_owned();
    }
    text.chars().map(character).collect()
}

/// A path in a message of the program itself. Unlike in [`line`], backticks are replaced too: they quote.
pub(crate) fn path(path: &str) -> String {
    path.chars().map(message::visible).collect()
}

pub(crate) fn character(character: char) -> char {
    if matches!(character, '`' | '\t') {
        character
    } else {
        message::visible(character)
    }
}

/// JSON on one line. What must not be printed is escaped, so a program still reads the same strings.
pub(crate) fn json(value: &impl Serialize) -> String {
    // It fails for keys that are not strings only, and ours are.
    let text = serde_json::to_string(value).unwrap_or_default();
    if message::is_plain(&text) {
        text
    } else {
        escaped(&text)
    }
}

/// Appends a string as [`json`] writes it.
pub(crate) fn push_json_string(out: &mut String, text: &str) {
    if is_verbatim(text) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&json(&text));
    }
}

/// Whether nothing in a JSON string has to be escaped. Without an early exit the loop is vectorized.
fn is_verbatim(text: &str) -> bool {
    text.bytes().fold(true, |verbatim, byte| {
        verbatim & matches!(byte, b' '..=b'~') & !matches!(byte, b'"' | b'\\')
    })
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if message::is_invisible(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn json_escapes_control_characters_and_keeps_the_strings() {
        let value = serde_json::json!({"a\u{9b}31m": "\u{1b}[31m\u{202e}é😀\u{7f}\n"});
        let text = json(&value);
        assert!(!text.chars().any(message::is_invisible), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }
}
