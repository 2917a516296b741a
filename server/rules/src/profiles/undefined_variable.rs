//! # undefined-variable
//!
//! A `${NAME}` placeholder names a variable that a profile does not define.
//!
//! ## What it does
//!
//! Compares the placeholders in components with the `variables` of every profile. Names are
//! case-sensitive and not trimmed: `${ HOST }` names a variable with spaces in its name.
//!
//! ## Why
//!
//! HubSpot refuses the project with that profile: `Missing value for NAME`. `hs project validate`
//! checks all profiles, so every profile must define every variable.
//!
//! ## Example
//!
//! Bad:
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
//! { "config": { "settings": { "targetUrl": "${HOST}/${PATH}" } } }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST": "https://qa.acme.tech", "PATH": "webhooks" } }
//! ```
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/${PATH}" } } }
//! ```
//!
//! ## How to fix
//!
//! Add the variable to each profile that the message names, or correct the placeholder.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`, and `@hubspot/cli` 8.14.0; verified by
//! running them.

use crate::rule;
use analysis::related;
use std::collections::{HashMap, HashSet};

use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::{Reference, Target};
use project::index::{Index, Profile};
use syntax::edit;

rule! {
    file: "undefined_variable.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

/// More names than this are not compared for a suggestion.
const MOST_COMPARED: usize = 200;

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let mut profiles: Vec<(&Profile<'_>, HashSet<&str>)> = Vec::new();
    for profile in &index.profiles {
        if profile.facts.readable {
            profiles.push((profile, names(profile)));
        }
    }
    let mut suggestions = Suggestions::new(&profiles);
    for component in &index.components {
        for reference in &component.facts.references {
            if reference.target != Target::Variable {
                continue;
            }
            let lacking: Vec<&Profile<'_>> = profiles
                .iter()
                .filter(|(_, names)| !names.contains(reference.name.as_str()))
                .map(|(profile, _)| *profile)
                .collect();
            if !lacking.is_empty() {
                let diagnostic = describe(component.path, reference, &lacking);
                let suggestion = suggestions.of(&reference.name);
                out.push(suggest(diagnostic, reference, suggestion));
            }
        }
    }
}

/// The diagnostic about a variable that these profiles do not define.
fn describe(path: &RelPath, reference: &Reference, lacking: &[&Profile<'_>]) -> Diagnostic {
    let noun = if lacking.len() == 1 {
        "profile"
    } else {
        "profiles"
    };
    let message = format!(
        "{} is not defined in {noun} {}: HubSpot refuses the project",
        message::quoted(&format!("${{{}}}", reference.name)),
        message::all_of(lacking.iter().map(|profile| profile.facts.name.as_str()))
    );
    related::add(
        RULE.at(path, reference.span, message),
        lacking
            .iter()
            .map(|profile| (profile.path, profile.facts.variables_span)),
        lacking.len(),
        "not defined here",
    )
}

fn names<'p>(profile: &Profile<'p>) -> HashSet<&'p str> {
    profile
        .facts
        .variables
        .iter()
        .map(|variable| variable.name.text.as_str())
        .collect()
}

fn suggest(diagnostic: Diagnostic, reference: &Reference, name: Option<&str>) -> Diagnostic {
    let Some(name) = name else {
        return diagnostic.help("add it to `variables` of these profiles");
    };
    let placeholder = format!("${{{name}}}");
    let shown = message::quoted(&placeholder);
    let diagnostic = diagnostic.help(format!("did you mean {shown}?"));
    let written = (reference.span.end - reference.span.start) as usize;
    // Where the text has escapes the span is that of the whole string.
    if written != "${}".len() + reference.name.len() {
        return diagnostic;
    }
    diagnostic.fix(
        format!("change to {shown}"),
        Safety::Unsafe,
        [(reference.span, edit::escape(&placeholder))],
    )
}

/// Names that every profile defines, for did-you-mean.
struct Suggestions<'p> {
    candidates: Vec<&'p str>,
    known: HashMap<String, Option<&'p str>>,
}

impl<'p> Suggestions<'p> {
    fn new(profiles: &[(&Profile<'p>, HashSet<&'p str>)]) -> Suggestions<'p> {
        let mut candidates = Vec::new();
        if let Some((first, _)) = profiles.first() {
            candidates = first
                .facts
                .variables
                .iter()
                .map(|variable| variable.name.text.as_str())
                .filter(|name| {
                    !name.contains('}') && profiles.iter().all(|(_, names)| names.contains(name))
                })
                .take(MOST_COMPARED)
                .collect();
        }
        Suggestions {
            candidates,
            known: HashMap::new(),
        }
    }

    fn of(&mut self, name: &str) -> Option<&'p str> {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let near = if self.known.len() < MOST_COMPARED {
            suggest::nearest(name, self.candidates.iter().copied())
        } else {
            None
        };
        self.known.insert(name.to_owned(), near);
        near
    }
}
