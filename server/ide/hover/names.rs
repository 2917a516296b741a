//! Names that lead somewhere: uids, scopes, files.

use serde_json::Value as Json;

use super::page::Page;
use super::texts::Key;
use crate::catalog::{self, ScopeStatus, Visit};
use crate::project::facts::{Facts, Reference, Target};
use crate::project::index::Component;
use crate::words;

/// Says what a value means that no schema lists.
pub(super) fn describe_value(page: &mut Page<'_>, visit: &Visit<'_>, value: &str) {
    let is_reserved = |values: &Json| values.as_array().is_some_and(|values| values.iter().any(|one| one == value));
    if visit.keyword("x-reservedValues").is_some_and(is_reserved) {
        let name = page.quoted(value);
        page.say(Key::Reserved, &[&name]);
    }
    if let Some(help) = visit.keyword("x-valueHelp").and_then(|help| help.get(value)?.as_str()) {
        page.text.text(help);
    }
    if visit.text("x-declares") == Some("component-uid") {
        uid(page, value);
    }
    match visit.reference() {
        Some("scope") => scope(page, value),
        Some("object-type" | "app-object-uid-or-object-type") => {
            let objects = page.cx.index.components.iter().filter(|component| component.folder.name == "app-object");
            let object = objects.into_iter().find(|object| has_uid(object, value));
            if let Some(object) = object {
                leads_to(page, object);
            }
        }
        Some("directory") if matches!(page.cx.document.facts, Facts::Project(_)) => {
            if let Some(folder) = page.cx.index.src_dir.clone() {
                path(page, &folder);
            }
        }
        _ => {}
    }
}

/// Says what the references at a place lead to.
pub(super) fn describe(page: &mut Page<'_>, references: &[&Reference]) {
    for reference in references {
        match reference.target {
            Target::Uid => {
                let found: Vec<&Component<'_>> =
                    page.cx.index.components.iter().filter(|component| has_uid(component, &reference.name)).collect();
                found.iter().for_each(|component| leads_to(page, component));
                if found.is_empty() {
                    let name = page.quoted(&reference.name);
                    page.say(Key::LeadsToNothing, &[&name]);
                }
            }
            Target::SourceFile | Target::NearbyFile => {
                if let Some(target) = page.cx.index.path_of(&page.cx.document.path, reference) {
                    path(page, &target);
                }
            }
            Target::Variable => {}
        }
    }
}

fn has_uid(component: &Component<'_>, name: &str) -> bool {
    component.facts.uid.as_ref().is_some_and(|uid| uid.text == name)
}

fn leads_to(page: &mut Page<'_>, component: &Component<'_>) {
    let file = page.quoted(component.path.as_str());
    page.say(Key::LeadsTo, &[&words::quoted(component.folder.name), &file]);
}

fn path(page: &mut Page<'_>, target: &crate::path::RelPath) {
    let key = if page.cx.index.entry(target).is_some() { Key::LeadsToFile } else { Key::FileMissing };
    let shown = if target.as_str().is_empty() { "." } else { target.as_str() };
    let shown = page.quoted(shown);
    page.say(key, &[&shown]);
}

/// Who refers to a uid.
fn uid(page: &mut Page<'_>, name: &str) {
    let refers = |component: &&Component<'_>| {
        let mut references = component.facts.references.iter();
        references.any(|reference| reference.target == Target::Uid && reference.name == name)
    };
    let from: Vec<String> =
        page.cx.index.components.iter().filter(refers).map(|component| by(page, component)).collect();
    if from.is_empty() {
        page.say(Key::ReferredByNobody, &[]);
    } else {
        page.say(Key::ReferredBy, &[]);
        page.list(from);
    }
}

/// A component as one that refers to something: its type and file.
pub(super) fn by(page: &Page<'_>, component: &Component<'_>) -> String {
    format!("{} {}", words::quoted(component.folder.name), page.quoted(component.path.as_str()))
}

fn scope(page: &mut Page<'_>, name: &str) {
    let shown = page.quoted(name);
    let Some(scope) = catalog::scope(name) else { return page.say(Key::ScopeUnknown, &[&shown]) };
    page.text.text(format!("{shown}: {}", scope.description));
    let status = match scope.status {
        ScopeStatus::Documented | ScopeStatus::Spec | ScopeStatus::Listed => None,
        ScopeStatus::Internal => Some(Key::ScopeInternal),
        ScopeStatus::Misspelt => Some(Key::ScopeMisspelt),
        ScopeStatus::Removed => Some(Key::ScopeRemoved),
        ScopeStatus::ClientCredentials => Some(Key::ScopeWithToken),
    };
    let advice = status.or(scope.deprecated.then_some(Key::ScopeDeprecated)).map(|key| page.words(key, &[]));
    let instead = scope.replacement.map(|names| page.words(Key::UseInstead, &[&words::all_of(names.split(", "))]));
    let sentences: Vec<String> = advice.into_iter().chain(instead).collect();
    if !sentences.is_empty() {
        page.text.text(sentences.join(" "));
    }
    if let Some(condition) = scope.requires {
        page.say(Key::ScopeRequires, &[condition.trim_end_matches('.')]);
    }
}
