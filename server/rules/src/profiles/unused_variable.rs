//! # unused-variable
//!
//! No component uses a variable of the profiles.
//!
//! ## What it does
//!
//! Compares the `variables` of the profiles with the placeholders in all components, and with the
//! source files that their entrypoints reach: a variable whose name is in one of them is used. If a
//! component file cannot be parsed, nothing is reported.
//!
//! ## Why
//!
//! The variable is left over, or its name is misspelled where it is used. Code that cannot be followed
//! may still read it as `context.variables`.
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
    let components = components(index);
    if !profiles::matter(index)
        || components.is_empty()
        || components.iter().any(|facts| !facts.is_well_formed)
    {
        return;
    }
    let used: BTreeSet<&str> = components
        .iter()
        .flat_map(|facts| &facts.placeholder_names)
        .map(String::as_str)
        .collect();
    for (name, definitions) in definitions(index) {
        let [(path, span), others @ ..] = definitions.as_slice() else {
            continue;
        };
        if used.contains(name) || is_in_code(index, name) {
            continue;
        }
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

/// Whether a source file contains the name, however it reads `context.variables`.
fn is_in_code(index: &Index<'_>, name: &str) -> bool {
    index
        .project
        .sources
        .values()
        .any(|source| contains_word(&source.text, name))
}

fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(is_part_of_name)
    })
}

fn is_part_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// All component files, those that HubSpot skips included: they are meant to use their variables.
fn components<'p>(index: &Index<'p>) -> Vec<&'p ComponentFacts> {
    let read = index.components.iter().map(|component| component.facts);
    let skipped = index.skipped_files.iter().map(|file| file.facts);
    read.chain(skipped).collect()
}

/// The variables by name, each with its definitions.
fn definitions<'p>(index: &Index<'p>) -> BTreeMap<&'p str, Vec<(&'p RelPath, Span)>> {
    let mut definitions: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for profile in &index.profiles {
        for variable in &profile.facts.variables {
            let name = &variable.name;
            // `invalid-profile-value` and `unusable-variable-name` report these.
            if variable.value.is_none() || name.text.contains('}') {
                continue;
            }
            let spans = definitions.entry(&name.text).or_default();
            spans.push((profile.path, name.span));
        }
    }
    definitions
}
