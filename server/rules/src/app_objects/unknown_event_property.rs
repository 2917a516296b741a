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
use analysis::declared_names;
use analysis::template::{self, TemplateTag};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_event_property.rs",
    severity: Warning,
    since: "0.1.0",
    check: AppEvent(check),
}

fn check(event: &AppEvent<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let properties = event.property_names();
    let templates = ["headerTemplate", "detailTemplate"]
        .into_iter()
        .filter_map(|name| event.config.get(name));
    let texts = templates.filter_map(|template| Some((template, template::text(template)?)));
    let tokens = texts.flat_map(|(template, text)| {
        tokens(text).map(move |token| template::used(template, token))
    });
    let found = tokens
        .filter(|used| properties.lacks(used.name))
        .map(|used| {
            let message = format!(
                "{} is not a property of this event",
                message::quoted(used.name)
            );
            declared_names::undeclared(cx, &RULE, &used, &properties, message)
        });
    list_limit::add(found, out);
}

/// Names that are not properties: what HubSpot fills in, and keywords of the template language.
const OTHERS: [&str; 14] = [
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
const LOCAL: [&str; 2] = ["each", "with"];

/// The names of properties in a template, with their offsets.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0_usize;
    template::tags(text).flat_map(move |tag| {
        let words = tag.text.trim_start_matches(['{', '~', ' ']);
        let is_local = depth > 0;
        let begins = |mark: char| {
            let helper = words.strip_prefix(mark)?.split_whitespace().next()?;
            LOCAL.contains(&helper.trim_end_matches('~')).then_some(())
        };
        depth += usize::from(begins('#').is_some());
        depth = depth.saturating_sub(usize::from(begins('/').is_some()));
        // Comments, partials, and names that a block gives.
        let is_other = words.starts_with(['!', '>', '&']) || words.contains('|');
        (!is_local && !is_other)
            .then(|| names_in(tag, words.starts_with('#')))
            .into_iter()
            .flatten()
    })
}

/// The names in a tag. The first of several words is a helper; a word before `=` is the name of an argument.
fn names_in<'t>(tag: TemplateTag<'t>, is_block: bool) -> impl Iterator<Item = (usize, &'t str)> {
    let names: Vec<(usize, &str)> = tag.names().collect();
    let helpers = usize::from(!is_block && names.len() > 1);
    let is_argument = move |(at, name): &(usize, &str)| {
        let rest = &tag.text[*at - tag.start + name.len()..];
        !rest.trim_start().starts_with('=')
    };
    let is_property = |(_, name): &(usize, &str)| {
        !OTHERS.contains(name) && !name.starts_with(|c: char| c.is_ascii_digit())
    };
    names
        .into_iter()
        .skip(helpers)
        .filter(is_argument)
        .filter(is_property)
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
                .map(|(at, name)| {
                    assert_eq!(&text[at..at + name.len()], name);
                    name
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
