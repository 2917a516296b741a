//! Text from files as it may be printed: nothing in it moves the cursor, colours the terminal or ends a line.

use serde::Serialize;

use diagnostics::message;

/// Text for people: what cannot be printed becomes a visible stand-in. Backticks are how messages quote.
pub(super) fn line(text: &str) -> String {
    text.chars().map(character).collect()
}

/// One character of such a text.
pub(super) fn character(character: char) -> char {
    if matches!(character, '`' | '\t') {
        character
    } else {
        message::visible(character)
    }
}

/// JSON on one line. What cannot be printed is escaped, so that a program still reads the same text. What we serialise has
/// texts as keys, so it cannot fail.
pub(super) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    // Outside of strings there is ASCII only, and serde_json escapes what JSON demands.
    let is_suspect = |byte: u8| !byte.is_ascii() || byte == 0x7f;
    if text.bytes().any(is_suspect) {
        escaped(&text)
    } else {
        text
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if message::is_invisible(character) {
            let mut units = [0; 2];
            character
                .encode_utf16(&mut units)
                .iter()
                .for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
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
    fn json_keeps_the_text_and_hides_what_moves_the_cursor() {
        let value = serde_json::json!({"a\u{9b}31m": "\u{1b}[31m\u{202e}é😀\u{7f}\n"});
        let text = json(&value);
        assert!(!text.chars().any(message::is_invisible), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }
}
