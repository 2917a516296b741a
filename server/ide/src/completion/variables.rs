//! `${NAME}`: the variables of the profiles, in the strings in which HubSpot replaces them.

use std::collections::BTreeMap;

use super::{At, Item, ItemKind};
use catalog::FileKind;
use diagnostics::{Span, message};
use schema::Subschemas;
use syntax::edit;

/// Where the cursor is in a placeholder that was begun, the names that can end it; `None` elsewhere.
pub(super) fn within_string(at: &At<'_>) -> Option<Vec<Item>> {
    let typed = at.cursor.before().strip_prefix('"')?;
    let begun = typed
        .rfind('$')
        .filter(|start| is_begun(&typed[*start..]))?;
    if !are_replaced(at) {
        return None;
    }
    let token = at.cursor.replaced();
    let start = token.start + 1 + begun as u32;
    let rest = &at.cx.source()[at.cursor.offset as usize..token.end as usize];
    let rest_of_name = rest.len()
        - rest
            .trim_start_matches(|c: char| c.is_alphanumeric() || "_-.{".contains(c))
            .len();
    let closing = usize::from(rest[rest_of_name..].starts_with('}'));
    let span = Span {
        start,
        end: at.cursor.offset + (rest_of_name + closing) as u32,
    };
    let items = names(at).into_iter().map(|(name, profiles)| {
        let placeholder = format!("${{{name}}}");
        let quoted = edit::quote(&placeholder);
        let inside = quoted[1..quoted.len() - 1].to_owned();
        let item = Item {
            span,
            new_text: inside,
            also: Vec::new(),
            ..at.item(ItemKind::Variable, &placeholder, String::new())
        };
        Item {
            filter: placeholder,
            ..item.about(Some(&defined_in(&profiles)))
        }
    });
    Some(items.collect())
}

/// Whole strings that are one variable, where nothing was begun and any text may stand. Where a few values are possible a
/// variable is rare; who wants one types `$`.
pub(super) fn whole(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let is_choice = subschemas
        .keyword("enum")
        .or(subschemas.keyword("const"))
        .is_some();
    let is_text = subschemas.text("type").is_none_or(|name| name == "string");
    if is_choice || !is_text || !at.cursor.text().is_empty() || !are_replaced(at) {
        return Vec::new();
    }
    let item = |(name, profiles): (&str, Vec<&str>)| {
        at.string(ItemKind::Variable, &format!("${{{name}}}"))
            .about(Some(&defined_in(&profiles)))
    };
    names(at).into_iter().map(item).collect()
}

/// Whether a text that begins with `$` may become a placeholder.
fn is_begun(text: &str) -> bool {
    text == "$"
        || text
            .strip_prefix("${")
            .is_some_and(|name| !name.contains('}'))
}

/// Whether HubSpot replaces placeholders in the string at the cursor: in the `uid` and below `config` of a component.
fn are_replaced(at: &At<'_>) -> bool {
    let cursor = &at.cursor;
    let outermost = match cursor.containers.get(1) {
        Some(container) => container.key.as_deref() == Some("config"),
        None => cursor.containers.len() == 1 && cursor.key.as_deref() == Some("uid"),
    };
    outermost && at.cx.document.kind == FileKind::Component
}

/// The variables by name, with the profiles that define them. Their values may be secrets and are left out.
fn names<'a>(at: &At<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for profile in &at.cx.index.profiles {
        for variable in &profile.facts.variables {
            let profiles = names.entry(&variable.name.text).or_default();
            if profiles.last() != Some(&profile.facts.name.as_str()) {
                profiles.push(&profile.facts.name);
            }
        }
    }
    // A name with these characters is never found in a string.
    names.retain(|name, _| {
        !name.is_empty() && !name.contains(['}', '\n', '\r', '\u{2028}', '\u{2029}'])
    });
    names
}

fn defined_in(profiles: &[&str]) -> String {
    let noun = if profiles.len() == 1 {
        "profile"
    } else {
        "profiles"
    };
    format!(
        "Defined in the {noun} {}.",
        message::all_of(profiles.iter().copied())
    )
}
