//! Names that lead somewhere: uids, scopes, files.

use super::page::Page;
use super::texts::Key;
use super::variable;
use diagnostics::{RelPath, Span, message};
use project::facts::{Facts, Reference, Target};
use project::index::Component;
use schema::Visit;

/// Says what the text at `span` means, of which no schema lists the meaning.
pub(super) fn describe(page: &mut Page<'_>, visit: &Visit<'_>, span: Span, value: &str) {
    if schema::strings(visit.keyword("x-reservedValues")).any(|reserved| reserved == value) {
        let name = page.quoted(value);
        page.say(Key::Reserved, &[&name]);
    }
    if let Some(help) = visit
        .keyword("x-valueHelp")
        .and_then(|help| help.get(value)?.as_str())
    {
        let name = page.quoted(value);
        page.say(Key::Misplaced, &[&name, help]);
    }
    if visit.text("x-declares") == Some("component-uid") {
        uid(page, value);
    }
    if let Facts::Component(facts) = &page.cx.document.facts {
        let within = |reference: &&Reference| {
            span.start <= reference.span.start && reference.span.end <= span.end
        };
        let references: Vec<&Reference> = facts.references.iter().filter(within).collect();
        references
            .iter()
            .for_each(|reference| target(page, reference));
        if references
            .iter()
            .any(|reference| reference.target == Target::Variable)
        {
            variable::describe_text(page, value);
        }
    }
    match visit.reference() {
        Some("scope") => scope(page, value),
        Some(kind) if is_object_type(kind) => {
            let objects = page
                .cx
                .index
                .components
                .iter()
                .filter(|component| component.folder.name == OBJECT);
            objects
                .filter(|object| has_uid(object, value))
                .for_each(|object| leads_to(page, object));
        }
        Some("directory") if matches!(page.cx.document.facts, Facts::Project(_)) => {
            page.cx
                .index
                .src_dir
                .iter()
                .for_each(|folder| path(page, folder));
        }
        _ => {}
    }
}

/// Says what a reference leads to.
fn target(page: &mut Page<'_>, reference: &Reference) {
    match reference.target {
        Target::Uid => {
            let mut found = page
                .cx
                .index
                .components
                .iter()
                .filter(|one| has_uid(one, &reference.name))
                .peekable();
            if found.peek().is_none() {
                let name = page.quoted(&reference.name);
                page.say(Key::LeadsToNothing, &[&name]);
            }
            found.for_each(|component| leads_to(page, component));
        }
        Target::SourceFile | Target::NearbyFile => {
            if let Some(target) = page.cx.index.path_of(&page.cx.document.path, reference) {
                path(page, &target);
            }
        }
        Target::Variable => {}
    }
}

fn has_uid(component: &Component<'_>, name: &str) -> bool {
    component
        .facts
        .uid
        .as_ref()
        .is_some_and(|uid| uid.text == name)
}

fn leads_to(page: &mut Page<'_>, component: &Component<'_>) {
    let file = page.quoted(component.path.as_str());
    page.say(
        Key::LeadsTo,
        &[&message::quoted(component.folder.name), &file],
    );
}

fn path(page: &mut Page<'_>, target: &RelPath) {
    let key = if page.cx.index.entry(target).is_some() {
        Key::LeadsToFile
    } else {
        Key::FileMissing
    };
    let shown = if target.as_str().is_empty() {
        "."
    } else {
        target.as_str()
    };
    let shown = page.quoted(shown);
    page.say(key, &[&shown]);
}

/// Who refers to a uid.
fn uid(page: &mut Page<'_>, name: &str) {
    let from = page
        .cx
        .index
        .components
        .iter()
        .filter(|component| refers(page, component, name));
    let from: Vec<&Component<'_>> = from.collect();
    if from.is_empty() {
        page.say(Key::ReferredByNobody, &[]);
    } else {
        page.say(Key::ReferredBy, &[]);
        page.list(&from, |page, component| by(page, component));
    }
}

/// Whether a component refers to a uid; to that of an app object also as a type of objects.
fn refers(page: &Page<'_>, component: &Component<'_>, name: &str) -> bool {
    let mut references = component.facts.references.iter();
    if references.any(|reference| reference.target == Target::Uid && reference.name == name) {
        return true;
    }
    if page.cx.component().is_none_or(|own| own.name != OBJECT)
        || *component.path == page.cx.document.path
    {
        return false;
    }
    let Some(document) = page.cx.index.project.documents.get(component.path) else {
        return false;
    };
    let schema = component
        .facts
        .component
        .and_then(|component| schema::schema(component.name));
    // Few files name it at all.
    let root = document
        .syntax
        .root()
        .filter(|_| document.syntax.source().contains(name));
    let mut found = false;
    if let (Some(schema), Some(root)) = (schema, root) {
        schema::walk(schema, root, &mut |visit| {
            found |=
                visit.value.as_str() == Some(name) && visit.reference().is_some_and(is_object_type);
        });
    }
    found
}

/// The component type whose uids are types of objects.
const OBJECT: &str = "app-object";

/// Whether texts of this kind of `x-ref` may be the uid of an app object.
fn is_object_type(kind: &str) -> bool {
    matches!(kind, "object-type" | "app-object-uid-or-object-type")
}

/// A component as one that refers to something: its type and file.
pub(super) fn by(page: &Page<'_>, component: &Component<'_>) -> String {
    format!(
        "{} {}",
        message::quoted(component.folder.name),
        page.quoted(component.path.as_str())
    )
}

fn scope(page: &mut Page<'_>, name: &str) {
    let shown = page.quoted(name);
    if let Some(of_object) = catalog::app_object_scope(name) {
        let object = page.quoted(of_object.object);
        return page.say(
            Key::ScopeOfAppObject,
            &[&shown, of_object.allows, &object, of_object.app_id],
        );
    }
    let Some(scope) = catalog::scope(name) else {
        return page.say(Key::ScopeUnknown, &[&shown]);
    };
    page.text.text(format!("{shown}: {}", scope.description));
    let status = (!scope.status.is_requestable()).then_some(Key::ScopeNotForApps);
    let advice = status
        .or(scope.deprecated.then_some(Key::ScopeDeprecated))
        .map(|key| page.words(key, &[]));
    let instead = scope
        .replacement
        .map(|names| page.words(Key::UseInstead, &[&message::all_of(names.split(", "))]));
    let sentences: Vec<String> = advice.into_iter().chain(instead).collect();
    if !sentences.is_empty() {
        page.text.text(sentences.join(" "));
    }
    if let Some(names) = scope
        .granular
        .filter(|names| Some(*names) != scope.replacement)
    {
        page.say(Key::ScopeGranular, &[&message::all_of(names.split(", "))]);
    }
    if let Some(condition) = scope.requires {
        page.say(Key::ScopeRequires, &[condition.trim_end_matches('.')]);
    }
}
