//! # duplicate-component
//!
//! A project has several components of a type that is allowed only once, such as `app`, `settings`
//! or `webhooks`.
//!
//! ## What it does
//!
//! Counts the components of each such type and reports all of them. `page` and `pages` are the same
//! type.
//!
//! ## Why
//!
//! HubSpot refuses the upload: `Only one … component is allowed`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-copy-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "orders_webhooks_copy",
//!   "type": "webhooks",
//!   "config": {
//!     "settings": { "targetUrl": "https://api.acme.tech/webhooks", "maxConcurrentRequests": 10 },
//!     "subscriptions": {}
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-copy-hsmeta.json` is removed
//!
//! ## How to fix
//!
//! Keep one of the files. To keep a copy in the project, give it a name that does not end in
//! `-hsmeta.json`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `validation.js`; verified by running
//! it.

use crate::rule;
use analysis::related;
use std::collections::BTreeMap;

use diagnostics::{Diagnostic, RelPath, Span};
use project::facts::TypeMismatch;
use project::index::Index;

rule! {
    file: "duplicate_component.rs",
    severity: Error,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component_type, locations) in singular_components(index) {
        if locations.len() > 1 {
            report(component_type, &locations, out);
        }
    }
}

/// A component: its file and the span of its `type`.
type Location<'i> = (&'i RelPath, Span);

/// The components of each type that a project may have only one of.
fn singular_components<'i>(index: &'i Index<'_>) -> BTreeMap<&'static str, Vec<Location<'i>>> {
    let mut components: BTreeMap<&str, Vec<Location<'_>>> = BTreeMap::new();
    for component in &index.components {
        // Another rule reports a component whose `type` is most likely wrong.
        let is_certain = matches!(
            component.facts.type_mismatch,
            None | Some(TypeMismatch::WrongFolder)
        );
        if is_certain
            && let Some(component_type) = component.facts.component
            && component_type.singular
            && let Some(name) = &component.facts.type_name
        {
            let locations = components.entry(component_type.name).or_default();
            locations.push((component.path, name.span));
        }
    }
    components
}

fn report(component_type: &str, locations: &[Location<'_>], out: &mut Vec<Diagnostic>) {
    let message = format!(
        "project has {} components of type `{component_type}`; HubSpot allows only one",
        locations.len()
    );
    for (at, (path, span)) in locations.iter().enumerate() {
        let others = locations
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, location)| *location);
        let diagnostic = RULE.at(path, *span, &message).help("keep one of the files");
        out.push(related::add(
            diagnostic,
            others,
            locations.len() - 1,
            "also defined here",
        ));
    }
}
