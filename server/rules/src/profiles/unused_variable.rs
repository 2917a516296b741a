//! # unused-variable
//!
//! No component uses a variable of the profiles.
//!
//! ## What it does
//!
//! Compares the `variables` of the profiles with the placeholders in all components. If a component
//! file cannot be parsed, nothing is reported.
//!
//! ## Why
//!
//! The variable is left over, or its name is misspelled where it is used. It may still be used in
//! the code of a UI extension as `context.variables`, which hsmeta does not read.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST": "https://qa.acme.tech", "PORT": 3000 } }
//! ```
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/webhooks" } } }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST": "https://qa.acme.tech" } }
//! ```
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/webhooks" } } }
//! ```
//!
//! ## How to fix
//!
//! If no code uses the variable, remove it from all profiles.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>

use crate::rule;
use std::collections::{BTreeMap, BTreeSet};

use analysis::{profiles, related};
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::facts::ComponentFacts;
use project::index::Index;

rule! {
    file: "unused_variable.rs",
    severity: Info,
    since: "0.1.0",
    tag: Unnecessary,
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    // Whoever has put a component in the wrong place means its variables all the same.
    let read = index.components.iter().map(|component| component.facts);
    let all: Vec<&ComponentFacts> = read
        .chain(index.skipped_files.iter().map(|passed| passed.facts))
        .collect();
    if !profiles::matter(index) || all.is_empty() || all.iter().any(|facts| !facts.is_well_formed) {
        return;
    }
    let used: BTreeSet<&str> = all
        .iter()
        .flat_map(|facts| &facts.placeholder_names)
        .map(String::as_str)
        .collect();
    let mut unused: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for profile in &index.profiles {
        // A value that HubSpot refuses, and a name that cannot be used, are problems of their own.
        let variables = profile
            .facts
            .variables
            .iter()
            .filter(|variable| variable.value.is_some());
        let variables = variables.map(|variable| &variable.name);
        for name in
            variables.filter(|name| !used.contains(name.text.as_str()) && !name.text.contains('}'))
        {
            unused
                .entry(&name.text)
                .or_default()
                .push((profile.path, name.span));
        }
    }
    for (name, places) in unused {
        let [(path, span), others @ ..] = places.as_slice() else {
            continue;
        };
        let message = format!(
            "unused variable {}: no component has its placeholder",
            message::quoted(name)
        );
        let diagnostic = RULE
            .at(path, *span, message)
            .help("remove it, unless the code of a UI extension reads it");
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "also defined here",
        ));
    }
}
