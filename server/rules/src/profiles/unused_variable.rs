//! # unused-variable
//!
//! No component uses a variable of the profiles.
//!
//! ## Why it is wrong
//!
//! It may not be: UI extensions get the variables too, as `context.variables`, and hsmeta does not read their code. Else it is
//! left over, or its name is misspelt where it is meant.
//!
//! ## Example
//!
//! ```text
//! src/hsprofile.dev.json      … "variables": { "HOST": "https://dev.acme.tech", "PORT": 3000 } …
//! src/app/app-hsmeta.json     … "redirectUrls": ["${HOST}/oauth/callback"] …
//! ```
//!
//! ## How to fix
//!
//! Remove it from all profiles where no code uses it either.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{profiles, related};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, RelPath, Severity, Span, message};
use project::facts::ComponentFacts;
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unused-variable",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("unused_variable.rs"),
    check: Check::Project(check),
};

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
        // A value that HubSpot refuses, and a name that cannot be used, are mistakes of their own.
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
        let message = format!("no component uses the variable {}", message::quoted(name));
        let diagnostic = RULE
            .at(path, *span, message)
            .help("remove it, unless the code of a UI extension reads it");
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "it stands here too",
        ));
    }
}
