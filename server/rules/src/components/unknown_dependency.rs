//! # unknown-dependency
//!
//! A component depends on a uid that no component of the project has.
//!
//! ## What it does
//!
//! Checks the values of `dependencies`. Values with a `${NAME}` placeholder are not checked.
//!
//! ## Why
//!
//! `dependencies` contains the uids of other components of the project. An unknown uid has no
//! effect. Most often the other component was renamed or removed.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "dependencies": { "order": "app_object" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "dependencies": { "order": "order" } }
//! ```
//!
//! ## How to fix
//!
//! Write the uid of the other component, or remove the entry.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `types.d.ts`; HubSpot does not document the property.

use crate::rule;
use analysis::uids;
use diagnostics::{Diagnostic, Safety, message, suggest};
use project::facts::Target;
use project::index::Index;
use project::placeholders;
use syntax::edit;

rule! {
    file: "unknown_dependency.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://www.npmjs.com/package/@hubspot/project-parsing-lib",
    check: Project(check),
}

/// More uids than this are not compared for a suggestion.
const MOST_COMPARED: usize = 1_000;

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let dependencies = index.components.iter().flat_map(|component| {
        let references = component
            .facts
            .references
            .iter()
            .filter(|reference| reference.target == Target::Uid);
        references.map(move |reference| (component, reference))
    });
    let mut dependencies = dependencies
        .filter(|(_, named)| placeholders::first(&named.name).is_none())
        .peekable();
    // Without dependencies nothing else is computed.
    if dependencies.peek().is_none() || !uids::are_certain(index) {
        return;
    }
    let known = uids::taken(index);
    for (component, named) in dependencies.filter(|(_, named)| !known.contains(&named.name)) {
        let message = format!(
            "no component of this project has uid {}",
            message::quoted(&named.name)
        );
        let found = RULE.at(component.path, named.span, message);
        out.push(
            match suggest::nearest(
                &named.name,
                known.iter().take(MOST_COMPARED).map(String::as_str),
            ) {
                Some(near) => found
                    .help(format!("did you mean {}?", message::quoted(near)))
                    .fix(
                        format!("change to {}", message::quoted(near)),
                        Safety::Unsafe,
                        [(named.span, edit::quote(near))],
                    ),
                None => {
                    found.help("use the uid of a component of this project, or remove the property")
                }
            },
        );
    }
}
