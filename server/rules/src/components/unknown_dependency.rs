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
use std::collections::BTreeSet;

use analysis::uids;
use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::{Reference, Target};
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
    let dependencies = dependencies(index);
    // Uids are only computed if they are needed.
    if dependencies.is_empty() || !uids::are_certain(index) {
        return;
    }
    let known = uids::taken(index);
    for (path, dependency) in dependencies {
        if !known.contains(&dependency.name) {
            out.push(diagnostic(path, dependency, &known));
        }
    }
}

/// The references to components by uid, without those that have placeholders.
fn dependencies<'i>(index: &'i Index<'_>) -> Vec<(&'i RelPath, &'i Reference)> {
    let mut dependencies = Vec::new();
    for component in &index.components {
        for reference in &component.facts.references {
            if reference.target == Target::Uid && placeholders::first(&reference.name).is_none() {
                dependencies.push((component.path, reference));
            }
        }
    }
    dependencies
}

fn diagnostic(path: &RelPath, dependency: &Reference, known: &BTreeSet<String>) -> Diagnostic {
    let message = format!(
        "no component of this project has uid {}",
        message::quoted(&dependency.name)
    );
    let diagnostic = RULE.at(path, dependency.span, message);
    let candidates = known.iter().take(MOST_COMPARED).map(String::as_str);
    let Some(near) = suggest::nearest(&dependency.name, candidates) else {
        return diagnostic
            .help("use the uid of a component of this project, or remove the property");
    };
    diagnostic
        .help(format!("did you mean {}?", message::quoted(near)))
        .fix(
            format!("change to {}", message::quoted(near)),
            Safety::Unsafe,
            [(dependency.span, edit::quote(near))],
        )
}
