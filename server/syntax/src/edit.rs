//! Edits of valid JSON text that look as if a person had made them: with the commas, indentation and line breaks of the
//! file. An edit is a span of the old text and the text that replaces it. Broken text cannot be edited: its layout is not
//! known.

mod layout;

use self::layout::Layout;
use super::{Key, Member, Syntax, Value};
use diagnostics::Span;

/// Replacements of spans of one text; spans do not overlap.
pub type Edits = Vec<(Span, String)>;

/// Applies `edits` to `source`. An edit that overlaps an earlier one is skipped.
pub fn apply(source: &str, edits: &[(Span, String)]) -> String {
    let mut sorted: Vec<&(Span, String)> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| *span);
    let mut text = String::with_capacity(source.len());
    let mut end = 0;
    for (span, new) in sorted {
        let range = span.range();
        if let Some(unchanged) = source.get(end..range.start) {
            text.push_str(unchanged);
            text.push_str(new);
            end = range.end;
        }
    }
    text.push_str(source.get(end..).unwrap_or_default());
    text
}

/// `text` as a JSON string with its quotes.
pub fn quote(text: &str) -> String {
    // An editor requests hundreds at once, and nearly all require no escape.
    if !text.bytes().any(requires_escape) {
        return ["\"", text, "\""].concat();
    }
    serde_json::Value::from(text).to_string()
}

fn requires_escape(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

/// `text` escaped for the inside of a JSON string.
pub fn escape(text: &str) -> String {
    let quoted = quote(text);
    quoted[1..quoted.len() - 1].to_owned()
}

/// The line break of a text, and one level of its indentation.
pub fn style(syntax: &Syntax) -> (&'static str, &str) {
    let layout = Layout::of(syntax);
    (layout.line_break(), layout.unit())
}

/// Renames a member.
pub fn rename_key(key: Key<'_>, new: &str) -> Edits {
    vec![(key.span, quote(new))]
}

/// Replaces a value by `json`, which is indented with two spaces if it has several lines.
pub fn replace_value(value: Value<'_>, json: &str) -> Edits {
    if !json.contains('\n') {
        return vec![(value.span(), json.trim().to_owned())];
    }
    let layout = Layout::of(value.syntax());
    let indent = if layout.is_multi_line() {
        Some(layout.indent_at(value.span().start))
    } else {
        None
    };
    vec![(value.span(), layout.nested(json, indent))]
}

/// The source of a value for use elsewhere: its lines are indented as if it began in the first column and each level took
/// two spaces.
pub fn portable(value: Value<'_>) -> String {
    let layout = Layout::of(value.syntax());
    let mut lines = value.source().lines();
    let mut json = lines.next().unwrap_or_default().to_owned();
    let outer = layout.indent_at(value.span().start);
    for line in lines {
        let mut rest = line.strip_prefix(outer).unwrap_or(line.trim_start());
        json.push('\n');
        while let Some(inner) = rest.strip_prefix(layout.unit()) {
            json.push_str("  ");
            rest = inner;
        }
        json.push_str(rest.trim_start());
    }
    json
}

/// Removes a member from its object.
pub fn remove_member(object: Value<'_>, member: Member<'_>) -> Edits {
    remove(object, &[member.value])
}

/// Removes several members from their object.
pub fn remove_members(object: Value<'_>, members: &[Member<'_>]) -> Edits {
    let values: Vec<Value<'_>> = members.iter().map(|member| member.value).collect();
    remove(object, &values)
}

/// Removes an element from its array.
pub fn remove_element(array: Value<'_>, element: Value<'_>) -> Edits {
    remove(array, &[element])
}

/// Adds a member at the end of an object. `json` is indented with two spaces if it has several lines.
pub fn insert_member(object: Value<'_>, name: &str, json: &str) -> Edits {
    let colon = Layout::of(object.syntax()).colon(object);
    append(object, |json| format!("{}{colon}{json}", quote(name)), json)
}

/// Merges the texts of several [`insert_member`] edits of one object into one text at the same offset.
pub fn merge_insertions(texts: &[&str]) -> Option<String> {
    let (first, rest) = texts.split_first()?;
    // Text after other members begins with its comma; text in an empty object has none.
    if first.starts_with(',') {
        return Some(texts.concat());
    }
    let (start, end) = first.split_at(first.trim_end().len());
    let indent = &first[..first.len() - first.trim_start().len()];
    let space = if indent.is_empty() { " " } else { indent };
    let mut merged = start.to_owned();
    for text in rest {
        merged.extend([",", space, text.trim()]);
    }
    merged += end;
    Some(merged)
}

/// Adds an element at the end of an array. `json` is indented with two spaces if it has several lines.
pub fn append_element(array: Value<'_>, json: &str) -> Edits {
    append(array, |json| json, json)
}

/// The values directly in an array or object.
fn children(container: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    container
        .elements()
        .chain(container.all_members().map(|member| member.value))
}

/// The span of a value with its key.
fn item(value: Value<'_>) -> Span {
    let mut span = value.span();
    if let Some(key) = value.key() {
        span.start = key.span.start;
    }
    span
}

/// Removes each run of items up to the next one that stays, whose indentation is the same; the last run is removed with the
/// comma before it. A list may have a problem at each item, so only the last run reads the items before it.
fn remove(container: Value<'_>, values: &[Value<'_>]) -> Edits {
    let mut removed: Vec<u32> = values.iter().map(Value::index).collect();
    removed.sort_unstable();
    let Some(first) = values.iter().min_by_key(|value| value.index()) else {
        return Edits::new();
    };
    let mut edits = Edits::new();
    let mut run: Option<Span> = None;
    for child in first.and_next(container) {
        let here = item(child);
        if removed.binary_search(&child.index()).is_ok() {
            let start = run.map_or(here.start, |run| run.start);
            run = Some(Span { start, ..here });
            continue;
        }
        if let Some(run) = run.take() {
            let end = here.start;
            edits.push((Span { end, ..run }, String::new()));
        }
        if removed.last().is_some_and(|last| *last < child.index()) {
            break;
        }
    }
    if let Some(run) = run {
        edits.push((with_comma_before(container, run), String::new()));
    }
    edits
}

/// The last items of a container with the comma before them, or with all whitespace if there are no others.
fn with_comma_before(container: Value<'_>, run: Span) -> Span {
    let previous = children(container)
        .take_while(|child| child.span().start < run.start)
        .last();
    match previous {
        Some(previous) => Span {
            start: previous.span().end,
            end: run.end,
        },
        None => container.span().inside(),
    }
}

/// Adds an element at the beginning of an array. `json` is indented with two spaces if it has several lines.
pub fn prepend_element(array: Value<'_>, json: &str) -> Edits {
    let layout = Layout::of(array.syntax());
    let Some(first) = array.elements().next() else {
        return append_element(array, json);
    };
    let start = first.span().start;
    let indent = layout.own_line(start);
    let element = layout.nested(json, indent);
    let text = match indent {
        Some(indent) => format!("{element},{}{indent}", layout.line_break()),
        None => format!("{element}{}", layout.comma()),
    };
    vec![(Span { start, end: start }, text)]
}

/// Adds an item with the value `json` at the end of a container; `item_of` adds its key to the value.
fn append(container: Value<'_>, item_of: impl Fn(String) -> String, json: &str) -> Edits {
    let layout = Layout::of(container.syntax());
    let Some(last) = children(container).last() else {
        let text = only_item(&layout, container, item_of, json);
        return vec![(container.span().inside(), text)];
    };
    let Span { start, end } = item(last);
    let indent = layout.own_line(start);
    let new = item_of(layout.nested(json, indent));
    let text = match indent {
        Some(indent) => format!(",{}{indent}{new}", layout.line_break()),
        None => format!("{}{new}", layout.comma()),
    };
    vec![(Span { start: end, end }, text)]
}

/// The inside of a container that has been empty.
fn only_item(
    layout: &Layout<'_>,
    container: Value<'_>,
    item_of: impl Fn(String) -> String,
    json: &str,
) -> String {
    if !layout.breaks_empty(container) {
        return item_of(layout.nested(json, None));
    }
    let outer = layout.indent_at(container.span().start);
    let inner = format!("{outer}{}", layout.unit());
    let item = item_of(layout.nested(json, Some(&inner)));
    let line_break = layout.line_break();
    format!("{line_break}{inner}{item}{line_break}{outer}")
}

#[cfg(test)]
mod tests;
