//! Named symbols of a project with all their occurrences: uids, variables, secrets, files, and names local to a file (fields,
//! properties). Definition, references, highlight and rename are queries of this index.

use std::collections::BTreeSet;

use super::code::names;
use super::{Cx, Requested};
use analysis::template;
use diagnostics::{RelPath, Span};
use project::document::Document;
use project::facts::{ComponentFacts, Facts, ProjectFacts, Target};
use project::index::Index;
use schema::{Fact, Visit};
use syntax::{Key, Value};

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Symbol {
    /// A component, by its uid.
    Uid(String),
    /// A variable of the profiles.
    Variable(String),
    /// A secret, by its name: an environment variable of functions.
    Secret(String),
    /// A file or folder.
    File(RelPath),
    /// A name local to one file: its kind (`x-declares` and `x-ref` of the schemas), and the name.
    Local(&'static str, String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Definition,
    Reference,
    /// An expression in code whose value is the name, which is written elsewhere.
    Indirect,
}

/// An occurrence of a symbol in a file.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    pub(super) symbol: Symbol,
    pub(super) role: Role,
    /// The string with its quotes, or the placeholder with its braces.
    pub(super) token: Span,
    /// The name alone; the inside of the whole string if escapes make offsets within it uncertain.
    pub(super) name: Span,
    /// The member that contains it, otherwise the same as `token`.
    pub(super) member: Span,
}

impl Occurrence {
    /// Whether it is a token of a template.
    pub(super) fn is_template_token(&self) -> bool {
        self.token == self.name
    }
}

/// Kinds of local names that are defined by the keys of an object.
const DEFINED_BY_KEYS: &[&str] = &["execution-rule-label"];

/// The occurrence at `offset`, the shortest if there are several.
pub(super) fn at(file: &Requested<'_>, offset: u32) -> Option<Occurrence> {
    match file {
        Requested::Document(cx) => in_document(cx, offset),
        Requested::Source(cx) => names::at(cx, offset),
    }
}

/// The same in a configuration file.
pub(super) fn in_document(cx: &Cx<'_>, offset: u32) -> Option<Occurrence> {
    of_file(cx)
        .into_iter()
        .filter(|occurrence| occurrence.token.start <= offset && offset <= occurrence.token.end)
        .min_by_key(|occurrence| occurrence.token.end - occurrence.token.start)
}

/// All occurrences of a symbol in the files that HubSpot reads and in the requested one, in the order of the files;
/// configuration files come first.
pub(super) fn everywhere<'a>(
    file: &Requested<'a>,
    symbol: &Symbol,
) -> Vec<(&'a RelPath, Occurrence)> {
    let index = file.index();
    let app_objects = app_object_uids(index);
    let mut found = Vec::new();
    for document in index.project.documents.values() {
        if !is_searched(file, document, symbol) {
            continue;
        }
        for occurrence in collect(&Cx { index, document }, &app_objects) {
            if occurrence.symbol == *symbol {
                found.push((&document.path, occurrence));
            }
        }
    }
    found.extend(names::everywhere(index, symbol));
    found
}

fn is_searched(file: &Requested<'_>, document: &Document, symbol: &Symbol) -> bool {
    if document.path == *file.path() {
        return true;
    }
    if matches!(symbol, Symbol::Local(..)) {
        return false;
    }
    let index = file.index();
    // If HubSpot reads no profile at all, misplaced ones are what the author means.
    index.reads(&document.path)
        || index.profiles.is_empty() && matches!(document.facts, Facts::Profile(_))
}

/// All occurrences in the requested file, in the order of the text.
pub(super) fn of_file(cx: &Cx<'_>) -> Vec<Occurrence> {
    collect(cx, &app_object_uids(cx.index))
}

fn collect(cx: &Cx<'_>, app_objects: &BTreeSet<&str>) -> Vec<Occurrence> {
    let mut collector = Collector {
        source: cx.source(),
        occurrences: Vec::new(),
    };
    match &cx.document.facts {
        Facts::Component(facts) => collector.component(cx, facts, app_objects),
        Facts::Profile(_) => collector.profile(cx),
        Facts::Project(facts) => collector.manifest(cx, facts),
        Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => {}
    }
    collector
        .occurrences
        .sort_by_key(|occurrence| (occurrence.token, occurrence.name));
    collector.occurrences
}

struct Collector<'a> {
    source: &'a str,
    occurrences: Vec<Occurrence>,
}

impl Collector<'_> {
    fn component(&mut self, cx: &Cx<'_>, facts: &ComponentFacts, app_objects: &BTreeSet<&str>) {
        for reference in &facts.references {
            let name = reference.name.clone();
            match reference.target {
                Target::Uid => self.add(reference_to(Symbol::Uid(name), reference.span)),
                Target::Variable => self.placeholder(name, reference.span),
                Target::SourceFile | Target::NearbyFile => {
                    if let Some(path) = cx.index.path_of(&cx.document.path, reference) {
                        self.add(reference_to(Symbol::File(path), reference.span));
                    }
                }
            }
        }
        for key in facts.secret_keys.entries().into_iter().flatten() {
            self.add(Occurrence {
                role: Role::Definition,
                ..reference_to(Symbol::Secret(key.text.clone()), key.span)
            });
        }
        let Some(root) = cx.document.syntax.root() else {
            return;
        };
        if let Some(uid) = root.get("uid")
            && let Some(name) = uid.as_str()
        {
            self.value(Symbol::Uid(name.to_owned()), Role::Definition, uid);
        }
        if let Some(schema) = cx.schema() {
            schema::walk(schema, root, &mut |visit| self.visit(visit, app_objects));
        }
    }

    fn profile(&mut self, cx: &Cx<'_>) {
        let root = cx.document.syntax.root();
        if let Some(variables) = root.and_then(|root| root.get("variables")) {
            for member in variables.all_members() {
                let symbol = Symbol::Variable(member.key.text.to_owned());
                self.key(symbol, Role::Definition, member.key, member.value);
            }
        }
    }

    fn manifest(&mut self, cx: &Cx<'_>, facts: &ProjectFacts) {
        if let (Some(written), Some(folder)) = (&facts.src_dir, &cx.index.src_dir) {
            self.add(reference_to(Symbol::File(folder.clone()), written.span));
        }
    }

    fn visit(&mut self, visit: &Visit<'_>, app_objects: &BTreeSet<&str>) {
        if let Some(kind) = visit.fact("x-keysRef").and_then(Fact::as_str) {
            self.keys(kind, visit.value);
        }
        let value = visit.value;
        let Some(string) = value.as_str() else { return };
        match visit.fact("x-declares").and_then(Fact::as_str) {
            Some("component-uid") | None => {}
            Some(kind) => {
                self.value(
                    Symbol::Local(kind, string.to_owned()),
                    Role::Definition,
                    value,
                );
            }
        }
        match visit.reference() {
            Some("app-object-uid-or-object-type" | "object-type") => {
                if app_objects.contains(string) && !is_known_value(visit, string) {
                    self.value(Symbol::Uid(string.to_owned()), Role::Reference, value);
                }
            }
            Some("component-uid" | "entrypoint-file" | "asset-file" | "directory") | None => {}
            Some(kind) => match kind.split_once(':') {
                Some((_, kind)) => self.template_tokens(kind, value.span()),
                None => {
                    self.value(
                        Symbol::Local(kind, string.to_owned()),
                        Role::Reference,
                        value,
                    );
                }
            },
        }
    }

    /// The keys of an object that are local names.
    fn keys(&mut self, kind: &'static str, object: Value<'_>) {
        let role = if DEFINED_BY_KEYS.contains(&kind) {
            Role::Definition
        } else {
            Role::Reference
        };
        for member in object.all_members() {
            let symbol = Symbol::Local(kind, member.key.text.to_owned());
            self.key(symbol, role, member.key, member.value);
        }
    }

    fn key(&mut self, symbol: Symbol, role: Role, key: Key<'_>, value: Value<'_>) {
        self.add(Occurrence {
            role,
            member: Span {
                start: key.span.start,
                end: value.span().end,
            },
            ..reference_to(symbol, key.span)
        });
    }

    fn value(&mut self, symbol: Symbol, role: Role, value: Value<'_>) {
        let span = value.span();
        let start = match value.key() {
            Some(key) => key.span.start,
            None => span.start,
        };
        self.add(Occurrence {
            role,
            member: Span { start, ..span },
            ..reference_to(symbol, span)
        });
    }

    fn placeholder(&mut self, name: String, span: Span) {
        let mut occurrence = reference_to(Symbol::Variable(name), span);
        if !self.source[span.range()].starts_with('"') {
            occurrence.name = Span {
                start: span.start + "${".len() as u32,
                end: span.end - "}".len() as u32,
            };
        }
        self.add(occurrence);
    }

    /// Names between double braces, without helpers (`#if`), paths (`a.b`) and quoted strings.
    fn template_tokens(&mut self, kind: &'static str, string: Span) {
        let inside = string.inside();
        let template = &self.source[inside.range()];
        for (at, name) in template::tags(template).flat_map(template::TemplateTag::names) {
            let start = inside.start as usize + at;
            let span = Span::new(start, start + name.len());
            self.add(Occurrence {
                name: span,
                ..reference_to(Symbol::Local(kind, name.to_owned()), span)
            });
        }
    }

    fn add(&mut self, occurrence: Occurrence) {
        self.occurrences.push(occurrence);
    }
}

pub(super) fn reference_to(symbol: Symbol, token: Span) -> Occurrence {
    Occurrence {
        symbol,
        role: Role::Reference,
        token,
        name: token.inside(),
        member: token,
    }
}

/// The uids of the project's app objects, which are also object types.
fn app_object_uids<'a>(index: &'a Index<'a>) -> BTreeSet<&'a str> {
    let mut uids = BTreeSet::new();
    for component in &index.components {
        if component.folder.name == "app-object"
            && let Some(uid) = &component.facts.uid
        {
            uids.insert(uid.text.as_str());
        }
    }
    uids
}

/// Whether the schema lists a string, such as the name of one of HubSpot's own objects.
fn is_known_value(visit: &Visit<'_>, string: &str) -> bool {
    visit
        .fact("x-knownValues")
        .is_some_and(|known| known.texts().contains(&string))
}
