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
    let mut groups: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for component in &index.components {
        // Another rule reports a component whose `type` is most likely wrong.
        let is_certain = matches!(
            component.facts.type_mismatch,
            None | Some(TypeMismatch::WrongFolder)
        );
        if let (Some(own), Some(name)) = (component.facts.component, &component.facts.type_name)
            && own.singular
            && is_certain
        {
            groups
                .entry(own.name)
                .or_default()
                .push((component.path, name.span));
        }
    }
    for (name, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        let message = format!(
            "project has {} components of type `{name}`; HubSpot allows only one",
            group.len()
        );
        for (at, (path, span)) in group.iter().enumerate() {
            let others = group
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, location)| *location);
            let diagnostic = RULE.at(path, *span, &message).help("keep one of the files");
            out.push(related::add(
                diagnostic,
                others,
                group.len() - 1,
                "also defined here",
            ));
        }
    }
}
