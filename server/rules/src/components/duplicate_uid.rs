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
use project::facts::Spanned;
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
type ComponentWithUid<'i> = (&'i Component<'i>, &'i Spanned);

/// Components, by their index in a list.
type Group = Vec<usize>;

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let components: Vec<ComponentWithUid<'_>> = index
        .components
        .iter()
        .filter_map(|component| Some((component, component.facts.uid.as_ref()?)))
        .collect();
    if are_distinct(&components) {
        return;
    }
    let mut unused = UnusedUids {
        taken: components.iter().map(|(_, uid)| uid.text.clone()).collect(),
    };
    // Equal strings are equal in every profile.
    for (uid, group) in duplicates(&components, |uid| Some(uid.to_owned())) {
        let message = format!("duplicate uid {}", message::quoted(&uid));
        report(&components, &group, &message, &mut unused, out);
    }
    for ((uid, group), profiles) in duplicates_in_profiles(index, &components) {
        let message = format!(
            "duplicate uid {} in profile {}",
            message::quoted(&uid),
            message::all_of(profiles)
        );
        report(&components, &group, &message, &mut unused, out);
    }
}

/// Whether the uids differ in every profile, as in nearly all projects.
fn are_distinct(components: &[ComponentWithUid<'_>]) -> bool {
    let mut uids: Vec<&str> = Vec::new();
    for (_, uid) in components {
        if has_placeholder(uid) {
            return false;
        }
        uids.push(&uid.text);
    }
    uids.sort_unstable();
    uids.windows(2).all(|pair| pair[0] != pair[1])
}

/// The components of each uid that several have; `read` gives the uid for what is written.
fn duplicates(
    components: &[ComponentWithUid<'_>],
    read: impl Fn(&str) -> Option<String>,
) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (at, (_, uid)) in components.iter().enumerate() {
        match read(&uid.text) {
            Some(uid) if !uid.is_empty() => groups.entry(uid).or_default().push(at),
            _ => {}
        }
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

/// The uids that are written differently and equal once the placeholders are replaced, with the profiles that do so.
fn duplicates_in_profiles<'i>(
    index: &'i Index<'_>,
    components: &[ComponentWithUid<'_>],
) -> BTreeMap<(String, Group), Vec<&'i str>> {
    let mut found: BTreeMap<(String, Group), Vec<&str>> = BTreeMap::new();
    if !components.iter().any(|(_, uid)| has_placeholder(uid)) {
        return found;
    }
    for profile in &index.profiles {
        if !profile.facts.readable {
            continue;
        }
        let read = |uid: &str| placeholders::interpolated(uid, profile.facts);
        for (uid, group) in duplicates(components, read) {
            let (_, first) = components[group[0]];
            if group.iter().any(|&at| components[at].1.text != first.text) {
                let profiles = found.entry((uid, group)).or_default();
                profiles.push(&profile.facts.name);
            }
        }
    }
    found
}

fn has_placeholder(uid: &Spanned) -> bool {
    placeholders::first(&uid.text).is_some()
}

fn report(
    components: &[ComponentWithUid<'_>],
    group: &Group,
    message: &str,
    unused: &mut UnusedUids,
    out: &mut Vec<Diagnostic>,
) {
    let group: Vec<ComponentWithUid<'_>> = group.iter().map(|&at| components[at]).collect();
    if is_one_singular_type(&group) {
        return;
    }
    for (at, (component, uid)) in group.iter().enumerate() {
        let others = group
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, (component, uid))| (component.path, uid.span));
        let message = format!("{message}; HubSpot requires unique uids");
        let diagnostic = RULE
            .at(component.path, uid.span, message)
            .help("give one of the components a different uid");
        let diagnostic = related::add(diagnostic, others, group.len() - 1, "the same uid");
        out.push(suggest(diagnostic, component, uid, unused));
    }
}

fn suggest(
    diagnostic: Diagnostic,
    component: &Component<'_>,
    uid: &Spanned,
    unused: &mut UnusedUids,
) -> Diagnostic {
    match unused.take(component) {
        Some(name) if !has_placeholder(uid) => diagnostic.fix(
            format!("change to `{name}`"),
            Safety::Unsafe,
            [(uid.span, edit::quote(&name))],
        ),
        _ => diagnostic,
    }
}

/// Whether all are of a type of which a project can have only one: `duplicate-component` reports them, and a new uid would
/// not help.
fn is_one_singular_type(group: &[ComponentWithUid<'_>]) -> bool {
    let mut types = group.iter().map(|(component, _)| component.facts.component);
    let first = types.next().flatten();
    first.is_some_and(|first| first.singular && types.all(|other| other == Some(first)))
}

/// Suggests each unused uid once.
struct UnusedUids {
    taken: HashSet<String>,
}

impl UnusedUids {
    fn take(&mut self, component: &Component<'_>) -> Option<String> {
        let is_free = |name: &str| !self.taken.contains(name);
        let name = uids::for_file(component.path, component.folder.name, is_free)?;
        self.taken.insert(name.clone());
        Some(name)
    }
}
