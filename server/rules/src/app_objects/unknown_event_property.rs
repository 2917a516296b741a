//! # unknown-event-property
//!
//! A template of an app event uses a property that the event does not define.
//!
//! ## What it does
//!
//! Compares the names in the Handlebars tags of `headerTemplate` and `detailTemplate` with
//! `properties`. `timestamp`, `extraData` and names within `{{#each}}` and `{{#with}}` are not
//! checked.
//!
//! ## Why
//!
//! HubSpot replaces `{{name}}` with the value of the property. An unknown name leaves a gap in the
//! timeline.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "headerTemplate": "Shipped **{{orderNumbr}}**" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "headerTemplate": "Shipped **{{orderNumber}}**" } }
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or define the property.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>

use crate::rule;
use analysis::components::AppEvent;
use analysis::declared_names::{self, NameUse};
use analysis::template::{self, TemplateTag};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};
use syntax::Value;

rule! {
    file: "unknown_event_property.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: AppEvent(check),
}

fn check(event: &AppEvent<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let properties = event.property_names();
    let diagnostics = event
        .templates()
        .flat_map(uses)
        .filter(|used| properties.lacks(used.name))
        .map(|used| {
            let message = format!(
                "{} is not a property of this event",
                message::quoted(used.name)
            );
            declared_names::undeclared(cx, &RULE, &used, &properties, message)
        });
    list_limit::add(diagnostics, out);
}

/// The names of properties in a template.
fn uses<'a>(template: Value<'a>) -> Vec<NameUse<'a>> {
    let Some(text) = template::text(template) else {
        return Vec::new();
    };
    tokens(text)
        .into_iter()
        .map(|token| template::used(template, token))
        .collect()
}

/// Names that are not properties: what HubSpot fills in, and keywords of the template language.
const RESERVED: [&str; 14] = [
    "timestamp",
    "extraData",
    "else",
    "if",
    "unless",
    "each",
    "with",
    "this",
    "as",
    "true",
    "false",
    "null",
    "undefined",
    "in",
];

/// Blocks that have a scope of their own.
const SCOPED_BLOCKS: [&str; 2] = ["each", "with"];

/// The names of properties in the text of a template, with their offsets.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    for tag in template::tags(text) {
        let content = tag.text.trim_start_matches(['{', '~', ' ']);
        let is_in_scoped_block = depth > 0;
        if is_scoped_block(content, '#') {
            depth += 1;
        }
        if is_scoped_block(content, '/') {
            depth = depth.saturating_sub(1);
        }
        // Comments, partials, and names that a block defines.
        let is_other = content.starts_with(['!', '>', '&']) || content.contains('|');
        if !is_in_scoped_block && !is_other {
            tokens.extend(property_names(tag, content.starts_with('#')));
        }
    }
    tokens
}

/// Whether a tag begins (`#`) or ends (`/`) a block that has a scope of its own.
fn is_scoped_block(content: &str, mark: char) -> bool {
    content
        .strip_prefix(mark)
        .and_then(|rest| rest.split_whitespace().next())
        .is_some_and(|helper| SCOPED_BLOCKS.contains(&helper.trim_end_matches('~')))
}

/// The names in a tag. The first of several words is a helper; a word before `=` is the name of an argument.
fn property_names<'t>(tag: TemplateTag<'t>, is_block: bool) -> Vec<(usize, &'t str)> {
    let mut names: Vec<(usize, &str)> = tag.names().collect();
    if !is_block && names.len() > 1 {
        names.remove(0);
    }
    names.retain(|(at, name)| {
        let rest = &tag.text[at - tag.start + name.len()..];
        let is_argument_name = rest.trim_start().starts_with('=');
        !is_argument_name && is_property_name(name)
    });
    names
}

fn is_property_name(name: &str) -> bool {
    !RESERVED.contains(&name) && !name.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_properties_are_tokens() {
        for (text, expected) in [
            ("{{a}} and {{ b }} and {{{c}}}", vec!["a", "b", "c"]),
            (
                "{{#if a}}{{b}}{{else if c}}{{else}}{{d}}{{/if}}",
                vec!["a", "b", "c", "d"],
            ),
            (
                "{{#each list as |x|}}{{x}}{{/each}}{{#each list}}{{@index}} {{name}}{{#if this}}{{/if}}{{/each}}{{a}}",
                vec!["list", "a"],
            ),
            (
                "{{formatDate a format=\"LL\"}}{{#formatDate timestamp}}{{/formatDate}}",
                vec!["a"],
            ),
            (
                "{{extraData.b}} {{a.b}} {{! a comment}} {{> partial}} {{this}} {{12}}",
                vec![],
            ),
            ("{{a", vec![]),
        ] {
            let found: Vec<&str> = tokens(text)
                .into_iter()
                .map(|(at, name)| {
                    assert_eq!(&text[at..at + name.len()], name);
                    name
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
