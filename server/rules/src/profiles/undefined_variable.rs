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

use diagnostics::{Diagnostic, Safety, message, suggest};
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
    let readable = index
        .profiles
        .iter()
        .filter(|profile| profile.facts.readable);
    let profiles: Vec<(&Profile<'_>, HashSet<&str>)> =
        readable.map(|profile| (profile, names(profile))).collect();
    let mut suggestions = Suggestions::new(&profiles);
    for component in &index.components {
        let variables = component
            .facts
            .references
            .iter()
            .filter(|reference| reference.target == Target::Variable);
        for reference in variables {
            let lacks = |names: &HashSet<&str>| !names.contains(reference.name.as_str());
            let lacking: Vec<&Profile<'_>> = profiles
                .iter()
                .filter(|(_, names)| lacks(names))
                .map(|(profile, _)| *profile)
                .collect();
            if lacking.is_empty() {
                continue;
            }
            let which = message::all_of(lacking.iter().map(|profile| profile.facts.name.as_str()));
            let profile = if lacking.len() == 1 {
                "profile"
            } else {
                "profiles"
            };
            let shown = message::quoted(&format!("${{{}}}", reference.name));
            let message =
                format!("{shown} is not defined in {profile} {which}: HubSpot refuses the project");
            let diagnostic = RULE.at(component.path, reference.span, message);
            let places = lacking
                .iter()
                .map(|profile| (profile.path, profile.facts.variables_span));
            let diagnostic = related::add(diagnostic, places, lacking.len(), "not defined here");
            out.push(suggest(
                diagnostic,
                reference,
                suggestions.of(&reference.name),
            ));
        }
    }
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
        let first = profiles
            .first()
            .into_iter()
            .flat_map(|(profile, _)| &profile.facts.variables);
        let names = first
            .map(|variable| variable.name.text.as_str())
            .filter(|name| !name.contains('}'));
        let everywhere =
            names.filter(|name| profiles.iter().all(|(_, names)| names.contains(name)));
        Suggestions {
            candidates: everywhere.take(MOST_COMPARED).collect(),
            known: HashMap::new(),
        }
    }

    fn of(&mut self, name: &str) -> Option<&'p str> {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let near = (self.known.len() < MOST_COMPARED)
            .then(|| suggest::nearest(name, self.candidates.iter().copied()));
        *self.known.entry(name.to_owned()).or_insert(near.flatten())
    }
}
