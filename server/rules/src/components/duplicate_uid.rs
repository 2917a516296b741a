//! # duplicate-uid
//!
//! Two components of a project have the same `uid`.
//!
//! ## What it does
//!
//! Compares the uids of all components, case-sensitive, and reports each component. If a uid
//! contains `${NAME}` placeholders, the values of each profile are compared too. Components of a
//! type that is allowed only once are reported by `duplicate-component`.
//!
//! ## Why
//!
//! HubSpot refuses the project (`Duplicate uid`) and reports no other problem until this one is
//! fixed.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_card" }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "uid": "reserve" }
//! ```
//!
//! ## How to fix
//!
//! Change one of the uids. Keep the uid of the component that is already deployed, because HubSpot
//! recognizes it by the uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;
use std::collections::{BTreeMap, HashSet};

use analysis::{related, uids};
use diagnostics::{Diagnostic, Safety, message};
use project::facts::{ProfileFacts, Spanned};
use project::index::{Component, Index};
use project::placeholders;
use syntax::edit;

rule! {
    file: "duplicate_uid.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

/// A component with its uid as it is written.
type Named<'i> = (&'i Component<'i>, &'i Spanned);

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let named: Vec<Named<'_>> = index
        .components
        .iter()
        .filter_map(|component| Some((component, component.facts.uid.as_ref()?)))
        .collect();
    let mut names = Names {
        taken: named.iter().map(|(_, uid)| uid.text.clone()).collect(),
    };
    // Equal strings are equal in every profile.
    for (uid, group) in groups(&named, |uid| Some(uid.to_owned())) {
        let group: Vec<Named<'_>> = group.into_iter().map(|at| named[at]).collect();
        report(
            &group,
            &format!("duplicate uid {}", message::quoted(&uid)),
            &mut names,
            out,
        );
    }
    for ((uid, group), profiles) in in_profiles(index, &named) {
        let group: Vec<Named<'_>> = group.into_iter().map(|at| named[at]).collect();
        let profiles = message::all_of(profiles);
        report(
            &group,
            &format!(
                "duplicate uid {} in profile {profiles}",
                message::quoted(&uid)
            ),
            &mut names,
            out,
        );
    }
}

/// The indexes in `named` of the components of each uid that several have.
fn groups(
    named: &[Named<'_>],
    read: impl Fn(&str) -> Option<String>,
) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (_, uid)) in named.iter().enumerate() {
        if let Some(text) = read(&uid.text).filter(|text| !text.is_empty()) {
            groups.entry(text).or_default().push(at);
        }
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

/// The uids that are written differently and are the same once a profile has filled them in, with those profiles.
fn in_profiles<'i>(
    index: &'i Index<'_>,
    named: &[Named<'_>],
) -> BTreeMap<(String, Vec<usize>), Vec<&'i str>> {
    let mut found: BTreeMap<(String, Vec<usize>), Vec<&str>> = BTreeMap::new();
    if !named
        .iter()
        .any(|(_, uid)| placeholders::first(&uid.text).is_some())
    {
        return found;
    }
    let readable = index
        .profiles
        .iter()
        .map(|profile| profile.facts)
        .filter(|profile: &&ProfileFacts| profile.readable);
    for profile in readable {
        for (uid, group) in groups(named, |text| placeholders::interpolated(text, profile)) {
            let written = |at: usize| named[at].1.text.as_str();
            if group.iter().any(|&at| written(at) != written(group[0])) {
                found.entry((uid, group)).or_default().push(&profile.name);
            }
        }
    }
    found
}

fn report(group: &[Named<'_>], message: &str, names: &mut Names, out: &mut Vec<Diagnostic>) {
    if is_one_singular_type(group) {
        return;
    }
    for (at, (component, uid)) in group.iter().enumerate() {
        let others = group.iter().enumerate().filter(|(other, _)| *other != at);
        let places = others.map(|(_, (component, uid))| (component.path, uid.span));
        let diagnostic = RULE.at(
            component.path,
            uid.span,
            format!("{message}; HubSpot requires unique uids"),
        );
        let diagnostic = related::add(diagnostic, places, group.len() - 1, "the same uid");
        let diagnostic = diagnostic.help("give one of the components a different uid");
        out.push(
            match names
                .free(component)
                .filter(|_| placeholders::first(&uid.text).is_none())
            {
                Some(name) => diagnostic.fix(
                    format!("change to `{name}`"),
                    Safety::Unsafe,
                    [(uid.span, edit::quote(&name))],
                ),
                None => diagnostic,
            },
        );
    }
}

/// Whether all are of a type of which a project can have only one: `duplicate-component` reports them, and a new uid would
/// not help.
fn is_one_singular_type(group: &[Named<'_>]) -> bool {
    let mut types = group.iter().map(|(component, _)| component.facts.component);
    let first = types.next().flatten();
    first.is_some_and(|first| first.singular && types.all(|other| other == Some(first)))
}

/// Finds unused uids.
struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// One for a component.
    fn free(&mut self, component: &Component<'_>) -> Option<String> {
        let is_free = |name: &str| !self.taken.contains(name);
        let name = uids::for_file(component.path, component.folder.name, is_free)?;
        self.taken.insert(name.clone());
        Some(name)
    }
}
