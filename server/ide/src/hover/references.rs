//! Names that refer to something: uids, scopes, files.

use super::messages::Message;
use super::page::Page;
use super::variable;
use crate::code::names;
use analysis::code::Code;
use analysis::code_scopes::{CodeScopes, ListedScopes};
use diagnostics::{RelPath, Span, Text, message};
use project::facts::{Facts, Reference, Target};
use project::index::Component;
use schema::Visit;

/// The component type whose uids are object types.
const APP_OBJECT: &str = "app-object";

/// Describes the string at `span`, which is not one of the values that a schema lists.
pub(super) fn describe(page: &mut Page<'_>, visit: &Visit<'_>, span: Span, value: &str) {
    if schema::strings(visit.keyword("x-reservedValues")).any(|reserved| reserved == value) {
        let name = page.quoted(value);
        page.add(Message::Reserved, &[&name]);
    }
    if let Some(help) = visit
        .keyword("x-valueHelp")
        .and_then(|help| help.get(value)?.as_str())
    {
        let name = page.quoted(value);
        page.add(Message::Misplaced, &[&name, help]);
    }
    if visit.text("x-declares") == Some("component-uid") {
        uid(page, value);
    }
    references_in(page, span, value);
    match visit.reference() {
        Some("scope") => scope(page, value),
        Some(kind) if is_object_type(kind) => app_objects(page, value),
        Some("directory") if matches!(page.cx.document.facts, Facts::Project(_)) => {
            if let Some(folder) = &page.cx.index.src_dir {
                path(page, folder);
            }
        }
        _ => {}
    }
}

/// Describes the references in a string, and its value in each profile if it contains variables.
fn references_in(page: &mut Page<'_>, span: Span, value: &str) {
    let Facts::Component(facts) = &page.cx.document.facts else {
        return;
    };
    let mut has_variables = false;
    for reference in &facts.references {
        if span.start <= reference.span.start && reference.span.end <= span.end {
            target(page, reference);
            has_variables |= reference.target == Target::Variable;
        }
    }
    if has_variables {
        variable::describe_string(page, value);
    }
}

fn target(page: &mut Page<'_>, reference: &Reference) {
    match reference.target {
        Target::Uid => {
            let mut is_known = false;
            for component in &page.cx.index.components {
                if has_uid(component, &reference.name) {
                    refers_to(page, component);
                    is_known = true;
                }
            }
            if !is_known {
                let name = page.quoted(&reference.name);
                page.add(Message::UnknownUid, &[&name]);
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

fn has_uid(component: &Component<'_>, name: &str) -> bool {
    match &component.facts.uid {
        Some(uid) => uid.text == name,
        None => false,
    }
}

fn app_objects(page: &mut Page<'_>, uid: &str) {
    for component in &page.cx.index.components {
        if component.folder.name == APP_OBJECT && has_uid(component, uid) {
            refers_to(page, component);
        }
    }
}

fn refers_to(page: &mut Page<'_>, component: &Component<'_>) {
    let kind = message::quoted(component.folder.name);
    let file = page.quoted(component.path.as_str());
    page.add(Message::RefersTo, &[&kind, &file]);
}

fn path(page: &mut Page<'_>, target: &RelPath) {
    let message = if page.cx.index.entry(target).is_some() {
        Message::RefersToFile
    } else {
        Message::FileMissing
    };
    let shown = match target.as_str() {
        "" => page.quoted("."),
        path => page.quoted(path),
    };
    page.add(message, &[&shown]);
}

/// Lists the components that refer to a uid, and the source files that call it.
fn uid(page: &mut Page<'_>, name: &str) {
    let mut users: Vec<&Component<'_>> = page.cx.index.components.iter().collect();
    users.retain(|component| refers(page, component, name));
    let callers = names::callers(page.cx.index, name);
    if !users.is_empty() {
        page.add(Message::ReferredBy, &[]);
        page.list(&users, |page, component| shown(page, component));
    } else if callers.is_empty() {
        page.add(Message::NotReferredTo, &[]);
    }
    if !callers.is_empty() {
        page.add(Message::CalledIn, &[]);
        page.list(&callers, |page, file| page.quoted(file.as_str()));
    }
}

/// Whether a component refers to a uid; to that of an app object also as an object type.
fn refers(page: &Page<'_>, component: &Component<'_>, name: &str) -> bool {
    let mut references = component.facts.references.iter();
    if references.any(|reference| reference.target == Target::Uid && reference.name == name) {
        return true;
    }
    let is_app_object = page
        .cx
        .component()
        .is_some_and(|own| own.name == APP_OBJECT);
    is_app_object
        && *component.path != page.cx.document.path
        && has_object_type(page, component, name)
}

/// Whether a component file contains an object type.
fn has_object_type(page: &Page<'_>, component: &Component<'_>, name: &str) -> bool {
    let Some(document) = page.cx.index.project.documents.get(component.path) else {
        return false;
    };
    // Skips the walk for most files.
    if !document.syntax.source().contains(name) {
        return false;
    }
    let component_type = component.facts.component;
    let schema = component_type.and_then(|component| schema::schema(component.name));
    let mut found = false;
    if let (Some(schema), Some(root)) = (schema, document.syntax.root()) {
        schema::walk(schema, root, &mut |visit| {
            found |=
                visit.value.as_str() == Some(name) && visit.reference().is_some_and(is_object_type);
        });
    }
    found
}

/// Whether strings of this kind of `x-ref` may be the uid of an app object.
fn is_object_type(kind: &str) -> bool {
    matches!(kind, "object-type" | "app-object-uid-or-object-type")
}

/// The type and file of a component.
pub(super) fn shown(page: &Page<'_>, component: &Component<'_>) -> String {
    let kind = message::quoted(component.folder.name);
    let file = page.quoted(component.path.as_str());
    format!("{kind} {file}")
}

fn scope(page: &mut Page<'_>, name: &str) {
    let shown = page.quoted(name);
    if let Some(scope) = catalog::app_object_scope(name) {
        let object = page.quoted(scope.object);
        let arguments = [shown.as_str(), scope.allows, &object, scope.app_id];
        return page.add(Message::ScopeOfAppObject, &arguments);
    }
    let Some(scope) = catalog::scope(name) else {
        return page.add(Message::ScopeUnknown, &[&shown]);
    };
    page.text.text(format!("{shown}: {}", scope.description));
    let mut sentences = Vec::new();
    if !scope.status.is_requestable() {
        sentences.push(page.message(Message::ScopeNotForApps, &[]));
    } else if scope.deprecated {
        sentences.push(page.message(Message::ScopeDeprecated, &[]));
    }
    if let Some(names) = scope.replacement {
        let names = message::all_of(names.split(", "));
        sentences.push(page.message(Message::UseInstead, &[&names]));
    }
    if !sentences.is_empty() {
        page.text.text(sentences.join(" "));
    }
    if let Some(names) = scope.granular
        && Some(names) != scope.replacement
    {
        page.add(
            Message::ScopeGranular,
            &[&message::all_of(names.split(", "))],
        );
    }
    if let Some(condition) = scope.requires {
        page.add(Message::ScopeRequires, &[condition.trim_end_matches('.')]);
    }
    calls(page, name);
}

/// Lists the calls of HubSpot's API in the code that use a scope.
fn calls(page: &mut Page<'_>, name: &str) {
    let index = page.cx.index;
    let Some(code) = Code::of(index) else {
        return;
    };
    let listed = ListedScopes::of(index);
    let requested = listed.names();
    let mut uses = CodeScopes::of(&code).uses;
    uses.retain(|site| site.opened_by(&requested).contains(&name));
    if uses.is_empty() {
        return;
    }
    page.add(Message::ScopeCalls, &[]);
    page.list(&uses, |page, site| {
        let line = match code.source(site.file) {
            Some(source) => Text::new(&source.text).position(site.span.start).line,
            None => 1,
        };
        let place = page.quoted(&format!("{}:{line}", site.file));
        let call = page.quoted(&site.shown);
        page.message(Message::ScopeCall, &[&place, &call])
    });
}
