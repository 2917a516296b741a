//! Edits of healthy JSON text that look as if a person had made them: commas, indentation and line breaks as the file
//! has them. Pure: an edit is a span of the old text and the text that replaces it. Broken text must not come here;
//! what it lacks would end up in the wrong place.

mod layout;

use self::layout::Layout;
use super::{Key, Member, Syntax, Value};
use diagnostics::Span;

/// Replacements of spans of one text; spans do not overlap.
pub type Edits = Vec<(Span, String)>;

/// `source` with `edits` made. An edit that overlaps an earlier one is left out.
pub fn apply(source: &str, edits: &[(Span, String)]) -> String {
    let mut sorted: Vec<&(Span, String)> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| *span);
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for (span, new) in sorted {
        let range = span.range();
        if let Some(kept) = source.get(done..range.start) {
            text.push_str(kept);
            text.push_str(new);
            done = range.end;
        }
    }
    text.push_str(source.get(done..).unwrap_or_default());
    text
}

/// `text` as a JSON string with its quotes.
pub fn quote(text: &str) -> String {
    // Nearly every text is written as it is; an editor asks for hundreds at once.
    if !text
        .bytes()
        .any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\'))
    {
        return ["\"", text, "\""].concat();
    }
    serde_json::Value::from(text).to_string()
}

/// `text` as it stands within the quotes of a JSON string.
pub fn escape(text: &str) -> String {
    let quoted = quote(text);
    quoted[1..quoted.len() - 1].to_owned()
}

/// How a text is laid out: its line break, and one level of indentation.
pub fn style(syntax: &Syntax) -> (&'static str, &str) {
    let layout = Layout::of(syntax);
    (layout.line_break(), layout.unit())
}

/// Gives a member another name.
pub fn rename_key(key: Key<'_>, new: &str) -> Edits {
    vec![(key.span, quote(new))]
}

/// Writes `json` instead of a value.
pub fn replace_value(value: Value<'_>, json: &str) -> Edits {
    if !json.contains('\n') {
        return vec![(value.span(), json.trim().to_owned())];
    }
    let layout = Layout::of(value.syntax());
    let indent = layout.indent_at(value.span().start);
    vec![(
        value.span(),
        layout.nested(json, layout.is_multi_line().then_some(indent)),
    )]
}

/// A value as JSON for another place: as it is written, with its lines indented as if it began at the margin and each level
/// took two spaces.
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

/// Takes a member out of its object.
pub fn remove_member(object: Value<'_>, member: Member<'_>) -> Edits {
    remove(object, &[member.value])
}

/// Takes several members out of their object.
pub fn remove_members(object: Value<'_>, members: &[Member<'_>]) -> Edits {
    let values: Vec<Value<'_>> = members.iter().map(|member| member.value).collect();
    remove(object, &values)
}

/// Takes an element out of its array.
pub fn remove_element(array: Value<'_>, element: Value<'_>) -> Edits {
    remove(array, &[element])
}

/// Adds a member at the end of an object. `json` is indented with two spaces if it has several lines.
pub fn insert_member(object: Value<'_>, name: &str, json: &str) -> Edits {
    let colon = Layout::of(object.syntax()).colon(object);
    append(object, |json| format!("{}{colon}{json}", quote(name)), json)
}

/// The texts of several [`insert_member`]s into one object as one text for the same place.
pub fn merge_insertions(texts: &[&str]) -> Option<String> {
    let (first, rest) = texts.split_first()?;
    // TokenKind follows other members begins with its comma; what comes into an empty object has none.
    if first.starts_with(',') {
        return Some(texts.concat());
    }
    let begins = &first[..first.len() - first.trim_start().len()];
    let ends = &first[first.trim_end().len()..];
    let blank = if begins.is_empty() { " " } else { begins };
    let more: String = rest
        .iter()
        .map(|text| format!(",{blank}{}", text.trim()))
        .collect();
    Some(format!("{}{more}{ends}", first.trim_end()))
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

/// A value with its key.
fn item(value: Value<'_>) -> Span {
    let start = value.key().map_or(value.span(), |key| key.span).start;
    Span {
        start,
        end: value.span().end,
    }
}

/// Removes each run of items up to the next one that stays, whose indentation is the same; the last run goes with the
/// comma before it. A list may have a problem at each item, so only the last run looks at the items before it.
fn remove(container: Value<'_>, values: &[Value<'_>]) -> Edits {
    let mut gone: Vec<Value<'_>> = values.to_vec();
    gone.sort_unstable_by_key(Value::index);
    let is_gone = |child: &Value<'_>| {
        gone.binary_search_by_key(&child.index(), Value::index)
            .is_ok()
    };
    let mut edits = Edits::new();
    let mut run: Option<Span> = None;
    let Some((first, last)) = gone.first().zip(gone.last()) else {
        return edits;
    };
    for child in first.and_next(container) {
        let here = item(child);
        if is_gone(&child) {
            run = Some(Span {
                start: run.map_or(here.start, |run| run.start),
                end: here.end,
            });
            continue;
        }
        edits.extend(run.take().map(|run| {
            (
                Span {
                    start: run.start,
                    end: here.start,
                },
                String::new(),
            )
        }));
        if last.index() < child.index() {
            break;
        }
    }
    if let Some(run) = run {
        let kept = children(container)
            .take_while(|child| child.span().start < run.start)
            .last();
        let span = kept.map_or(container.span().inside(), |before| Span {
            start: before.span().end,
            end: run.end,
        });
        edits.push((span, String::new()));
    }
    edits
}

/// Adds an element at the beginning of an array. `json` is indented with two spaces if it has several lines.
pub fn prepend_element(array: Value<'_>, json: &str) -> Edits {
    let layout = Layout::of(array.syntax());
    let Some(first) = array.elements().next().map(item) else {
        return append_element(array, json);
    };
    let before = Span {
        start: first.start,
        end: first.start,
    };
    match layout.own_line(first.start) {
        Some(indent) => {
            let item = layout.nested(json, Some(indent));
            vec![(before, format!("{item},{}{indent}", layout.line_break()))]
        }
        None => vec![(
            before,
            format!("{}{}", layout.nested(json, None), layout.comma()),
        )],
    }
}

fn append(container: Value<'_>, item_of: impl Fn(String) -> String, json: &str) -> Edits {
    let layout = Layout::of(container.syntax());
    let Some(last) = children(container).last().map(item) else {
        let inside = container.span().inside();
        if !layout.breaks_empty(container) {
            return vec![(inside, item_of(layout.nested(json, None)))];
        }
        let outer = layout.indent_at(container.span().start);
        let inner = format!("{outer}{}", layout.unit());
        let item = item_of(layout.nested(json, Some(&inner)));
        let line_break = layout.line_break();
        return vec![(
            inside,
            format!("{line_break}{inner}{item}{line_break}{outer}"),
        )];
    };
    let after = Span {
        start: last.end,
        end: last.end,
    };
    match layout.own_line(last.start) {
        Some(indent) => {
            let item = item_of(layout.nested(json, Some(indent)));
            vec![(after, format!(",{}{indent}{item}", layout.line_break()))]
        }
        None => vec![(
            after,
            format!("{}{}", layout.comma(), item_of(layout.nested(json, None))),
        )],
    }
}

#[cfg(test)]
mod tests;
