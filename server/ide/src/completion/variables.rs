//! `${NAME}`: variables of the profiles, in the strings in which HubSpot replaces them.

use std::collections::BTreeMap;

use super::{At, Item, ItemKind};
use catalog::FileKind;
use diagnostics::{Span, message};
use schema::Subschemas;
use syntax::edit;

/// The variables that complete a placeholder; `None` if the cursor is not in one.
pub(super) fn within_string(at: &At<'_>) -> Option<Vec<Item>> {
    let typed = at.cursor.before().strip_prefix('"')?;
    let start = typed.rfind('$')?;
    if !is_unfinished(&typed[start..]) || !is_replaced(at) {
        return None;
    }
    let span = placeholder_span(at, start);
    let mut items = Vec::new();
    for (name, profiles) in variables(at) {
        let placeholder = format!("${{{name}}}");
        // Only a part of the token is replaced, so no commas are added.
        let item = Item {
            span,
            new_text: edit::escape(&placeholder),
            also: Vec::new(),
            filter: placeholder.clone(),
            ..at.item(ItemKind::Variable, &placeholder, String::new())
        };
        items.push(item.about(Some(&defined_in(&profiles))));
    }
    Some(items)
}

/// The placeholder at the cursor, which starts at `start` of the string.
fn placeholder_span(at: &At<'_>, start: usize) -> Span {
    let token = at.cursor.replaced();
    let rest = &at.cx.source()[at.cursor.offset as usize..token.end as usize];
    let after_name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || "_-.{".contains(c));
    let mut length = rest.len() - after_name.len();
    if after_name.starts_with('}') {
        length += 1;
    }
    Span {
        start: token.start + 1 + start as u32,
        end: at.cursor.offset + length as u32,
    }
}

/// Whole strings that are one variable, if nothing was typed and any string is allowed. A variable instead of one of a few values
/// is rare; it is completed after `$`.
pub(super) fn whole(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let mut items = Vec::new();
    let is_string = subschemas.text("type").is_none_or(|name| name == "string");
    if !is_string
        || subschemas.keyword("enum").is_some()
        || subschemas.keyword("const").is_some()
        || !at.cursor.text().is_empty()
        || !is_replaced(at)
    {
        return items;
    }
    for (name, profiles) in variables(at) {
        let item = at.string(ItemKind::Variable, &format!("${{{name}}}"));
        items.push(item.about(Some(&defined_in(&profiles))));
    }
    items
}

/// Whether a text that starts with `$` can become a placeholder.
fn is_unfinished(text: &str) -> bool {
    match text.strip_prefix("${") {
        Some(name) => !name.contains('}'),
        None => text == "$",
    }
}

/// Whether HubSpot replaces placeholders in the string at the cursor: in `uid` and below `config` of a component.
fn is_replaced(at: &At<'_>) -> bool {
    if at.cx.document.kind != FileKind::Component {
        return false;
    }
    let cursor = &at.cursor;
    match cursor.containers.get(1) {
        Some(container) => container.key.as_deref() == Some("config"),
        None => cursor.containers.len() == 1 && cursor.key.as_deref() == Some("uid"),
    }
}

/// The variables by name, with the profiles that define them. Their values may be secrets and are not shown.
fn variables<'a>(at: &At<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut variables: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for profile in &at.cx.index.profiles {
        for variable in &profile.facts.variables {
            let profiles = variables.entry(&variable.name.text).or_default();
            if profiles.last() != Some(&profile.facts.name.as_str()) {
                profiles.push(&profile.facts.name);
            }
        }
    }
    // HubSpot finds no placeholder with these characters.
    variables.retain(|name, _| {
        !name.is_empty() && !name.contains(['}', '\n', '\r', '\u{2028}', '\u{2029}'])
    });
    variables
}

fn defined_in(profiles: &[&str]) -> String {
    let noun = if profiles.len() == 1 {
        "profile"
    } else {
        "profiles"
    };
    let names = message::all_of(profiles.iter().copied());
    format!("Defined in the {noun} {names}.")
}
