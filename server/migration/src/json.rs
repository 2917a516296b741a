//! JSON of new files. It is composed as text, so that a value of any depth and any number is copied as it is.

use diagnostics::RelPath;
use syntax::{Kind, Value, edit};

/// An object under construction. Keys are written in the order of the calls.
#[derive(Default)]
pub(crate) struct Object {
    text: String,
}

impl Object {
    pub(crate) fn raw(&mut self, key: &str, json: &str) {
        if !self.text.is_empty() {
            self.text.push(',');
        }
        self.text += &edit::quote(key);
        self.text.push(':');
        self.text += json;
    }

    pub(crate) fn string(&mut self, key: &str, value: &str) {
        self.raw(key, &edit::quote(value));
    }

    pub(crate) fn object(&mut self, key: &str, value: Object) {
        self.raw(key, &value.finish());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn finish(self) -> String {
        ["{", &self.text, "}"].concat()
    }
}

pub(crate) fn array<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let items: Vec<S> = items.into_iter().collect();
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    ["[", &texts.join(","), "]"].concat()
}

/// A first line that is longer has no style of its own: one file may become thousands.
const LONGEST_FIRST_LINE: usize = 4096;

/// The line break of a text.
pub(crate) fn line_break(text: &str) -> &'static str {
    let mut bytes = text.bytes().take(LONGEST_FIRST_LINE);
    match bytes.find(|byte| matches!(byte, b'\r' | b'\n')) {
        Some(b'\r') if bytes.next() == Some(b'\n') => "\r\n",
        _ => "\n",
    }
}

/// Deeper levels are not indented further: a value of 100,000 levels would become gigabytes of spaces.
const DEEPEST_INDENT: usize = 40;

/// Valid JSON as `JSON.stringify(value, null, 2)` writes it, which is what HubSpot's server and templates use, with a line
/// break at its end.
pub(crate) fn pretty(json: &str, line_break: &str) -> String {
    let mut printer = Printer {
        text: String::with_capacity(json.len() * 2),
        line_break,
        depth: 0,
    };
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        match first {
            '{' | '[' => {
                let inside = rest.trim_start();
                if let Some(after) = inside.strip_prefix(['}', ']']) {
                    printer.text += if first == '{' { "{}" } else { "[]" };
                    rest = after;
                } else {
                    printer.text.push(first);
                    printer.depth += 1;
                    printer.new_line();
                }
            }
            '}' | ']' => {
                printer.depth = printer.depth.saturating_sub(1);
                printer.new_line();
                printer.text.push(first);
            }
            ',' => {
                printer.text.push(first);
                printer.new_line();
            }
            ':' => printer.text += ": ",
            ' ' | '\t' | '\r' | '\n' => {}
            _ => printer.text += token,
        }
    }
    printer.text += line_break;
    printer.text
}

struct Printer<'a> {
    text: String,
    line_break: &'a str,
    depth: usize,
}

impl Printer<'_> {
    fn new_line(&mut self) {
        self.text += self.line_break;
        self.text += &"  ".repeat(self.depth.min(DEEPEST_INDENT));
    }
}

/// The length of the string that a text begins with.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        if is_escaped {
            is_escaped = false;
        } else if byte == b'\\' {
            is_escaped = true;
        } else if byte == b'"' {
            return at + 1;
        }
    }
    text.len()
}

/// A value without whitespace and with its strings written in one way, to compare it with another one.
pub(crate) fn canonical(value: Value<'_>) -> String {
    pretty(value.source(), "\n")
}

/// The strings of an array; others are left out.
pub(crate) fn strings<'a>(value: Value<'a>) -> Vec<&'a str> {
    value
        .elements()
        .filter_map(|element| element.as_str())
        .collect()
}

pub(crate) fn is_object(value: Value<'_>) -> bool {
    value.kind() == Kind::Object
}

/// A path in a component file: relative to the source folder, with a leading slash.
pub(crate) fn component_path(src: &RelPath, path: &RelPath) -> String {
    ["/", path.below(src.as_str()).unwrap_or(path.as_str())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_written_as_by_json_stringify() {
        let text = pretty(r#"{"a":[],"b":[1,{"c":"x, \"{"}],"d": { }}"#, "\n");
        let expected = "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {\n      \"c\": \"x, \\\"{\"\n    }\n  ],\n  \"d\": {}\n}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn deep_values_stay_small() {
        let deep = ["[".repeat(50_000), "1".to_owned(), "]".repeat(50_000)].concat();
        assert!(pretty(&deep, "\n").len() < 50_000 * 2 * 100);
    }
}
