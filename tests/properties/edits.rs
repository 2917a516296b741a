//! Edits of valid JSON change its value as intended, and nothing else. An edited [`Text`] has the contents and the lines of
//! a string with the same edits.

use diagnostics::{Span, Text, Utf16Position};
use serde_json::{Value as Json, json};
use syntax::edit::{self, Edits};
use syntax::{Kind, Syntax, Value, parse};

/// Holds for every text. Its first line encodes edits of the rest, three bytes each.
pub fn holds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (script, text) = text.split_once('\n').unwrap_or(("", text));
    edits_everywhere(&parse(text));
    typing(script.as_bytes(), text);
}

/// An inserted value that has several lines.
const NEW: &str = "{\n  \"x\": [\n    1\n  ]\n}";

/// Every edit at every position of a text results in the requested value.
pub fn edits_everywhere(syntax: &Syntax) {
    let (Some(root), []) = (syntax.root(), syntax.errors.as_slice()) else {
        return;
    };
    // With duplicate keys the resulting value depends on the order of the edits, so only the syntax is checked.
    let whole = match syntax.duplicate_keys().next() {
        None => serde_json::from_str::<Json>(syntax.source()).ok(),
        Some(_) => None,
    };
    let mut pending = vec![(root, String::new())];
    while let Some((value, pointer)) = pending.pop() {
        let check = |edits: Edits, change: &dyn Fn(&mut Json)| {
            let wanted = whole.clone().map(|mut whole| {
                change(whole.pointer_mut(&pointer).unwrap());
                whole
            });
            let text = edit::apply(syntax.source(), &edits);
            assert_eq!(
                parse(text.as_str()).errors,
                [],
                "{:?} became {text:?}",
                syntax.source()
            );
            if let Some(wanted) = wanted {
                assert_eq!(
                    serde_json::from_str::<Json>(&text).unwrap(),
                    wanted,
                    "{:?} became {text:?}",
                    syntax.source()
                );
            }
        };
        check(edit::replace_value(value, NEW), &|json| *json = new());
        object_edits(value, &check);
        array_edits(value, &check);
        let members = value.all_members().map(|member| {
            (
                member.value,
                member.key.text.replace('~', "~0").replace('/', "~1"),
            )
        });
        let elements = value
            .elements()
            .enumerate()
            .map(|(at, element)| (element, at.to_string()));
        pending.extend(
            members
                .chain(elements)
                .map(|(below, step)| (below, format!("{pointer}/{step}"))),
        );
    }
}

/// Applies edits, and compares the result with a change of the value.
type Check<'a> = dyn Fn(Edits, &dyn Fn(&mut Json)) + 'a;

fn new() -> Json {
    json!({ "x": [1] })
}

fn object_edits(object: Value<'_>, check: &Check<'_>) {
    let of = |json: &mut Json, change: &dyn Fn(&mut serde_json::Map<String, Json>)| {
        change(json.as_object_mut().unwrap())
    };
    const NAME: &str = "new \" key";
    if object.kind() == Kind::Object && object.member(NAME).is_none() {
        check(edit::insert_member(object, NAME, NEW), &|json| {
            of(json, &|map| {
                map.insert(NAME.into(), new());
            });
        });
        for member in object.all_members() {
            check(edit::rename_key(member.key, NAME), &|json| {
                of(json, &|map| {
                    let renamed = map.iter().map(|(name, one)| {
                        (
                            if name == member.key.text { NAME } else { name }.to_owned(),
                            one.clone(),
                        )
                    });
                    *map = renamed.collect();
                });
            });
        }
    }
    for member in object.all_members() {
        check(edit::remove_member(object, member), &|json| {
            of(json, &|map| {
                map.shift_remove(member.key.text);
            });
        });
    }
    let others: Vec<_> = object.all_members().step_by(2).collect();
    if !others.is_empty() {
        check(edit::remove_members(object, &others), &|json| {
            of(json, &|map| {
                for member in &others {
                    map.shift_remove(member.key.text);
                }
            });
        });
    }
}

fn array_edits(array: Value<'_>, check: &Check<'_>) {
    let of =
        |json: &mut Json, change: &dyn Fn(&mut Vec<Json>)| change(json.as_array_mut().unwrap());
    if array.kind() == Kind::Array {
        check(edit::append_element(array, NEW), &|json| {
            of(json, &|items| items.push(new()))
        });
        check(edit::prepend_element(array, NEW), &|json| {
            of(json, &|items| items.insert(0, new()))
        });
    }
    for (at, element) in array.elements().enumerate() {
        check(edit::remove_element(array, element), &|json| {
            of(json, &|items| {
                items.remove(at);
            });
        });
    }
}

/// The inserted strings.
const TYPED: [&str; 8] = ["", "\"", "}", "\r", "\n", "\r\n", "é", "😀,\u{2028}"];

/// Applies the same edits to a `Text` and to a string, and compares them.
fn typing(script: &[u8], text: &str) {
    let (mut edited, mut plain) = (Text::new(text), text.to_owned());
    for step in script.chunks_exact(3).take(8) {
        let start = plain.floor_char_boundary(plain.len() * usize::from(step[0] & 63) / 63);
        let end = plain.ceil_char_boundary((start + usize::from(step[1] & 31)).min(plain.len()));
        let new = TYPED[usize::from(step[2]) % TYPED.len()];
        edited.replace(Span::new(start, end), new);
        plain.replace_range(start..end, new);
    }
    assert_eq!(edited.contents(), plain);
    positions_are_correct(&edited, &plain);
}

/// Lines end with LF, CRLF or CR; columns are code points for people, UTF-16 code units for editors.
fn positions_are_correct(text: &Text, plain: &str) {
    let (mut line, mut start) = (0, 0);
    for (at, character) in plain.char_indices().chain([(plain.len(), '\0')]) {
        let before = &plain[start..at];
        let position = text.position(at as u32);
        assert_eq!(
            (position.line, position.column),
            (line + 1, before.chars().count() + 1),
            "{at} in {plain:?}"
        );
        let wanted = Utf16Position {
            line: line as u32,
            character: before.encode_utf16().count() as u32,
        };
        assert_eq!(text.utf16_position(at as u32), wanted, "{at} in {plain:?}");
        if !before.ends_with('\r') {
            assert_eq!(text.byte(wanted), at as u32, "{wanted:?} in {plain:?}");
        }
        if character == '\n' || character == '\r' && !plain[at + 1..].starts_with('\n') {
            (line, start) = (line + 1, at + 1);
        }
    }
}
