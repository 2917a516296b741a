//! What has a name in a project, and every place that mentions it: uids, variables, files, and what a file names for
//! itself (fields, properties). Definition, references, highlight and rename are questions to this list.

use std::collections::BTreeSet;

use super::Cx;
use analysis::template;
use diagnostics::{RelPath, Span};
use project::document::Document;
use project::facts::{ComponentFacts, Facts, Target};
use schema::Visit;
use syntax::{Key, Value};

/// Something with a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Thing {
    /// A component, by its uid.
    Uid(String),
    /// A variable of the profiles.
    Variable(String),
    /// A file or folder.
    File(RelPath),
    /// Something within one file: the kind of name (`x-declares` and `x-ref` of the schemas), the name.
    Local(&'static str, String),
}

/// Whether a place defines a name or only uses it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Defines,
    Uses,
}

/// One place that mentions a thing.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// What is mentioned.
    pub(super) thing: Thing,
    /// How.
    pub(super) role: Role,
    /// The characters that belong to it: the string with its quotes, the placeholder with its braces.
    pub(super) hit: Span,
    /// The name alone; the inside of the whole string where escapes make places within it uncertain.
    pub(super) name: Span,
    /// The member around it, else the same as `hit`.
    pub(super) whole: Span,
}

impl Mention {
    /// Whether it is a token of a template.
    pub(super) fn is_token(&self) -> bool {
        self.hit == self.name
    }
}

/// Names of which the keys of an object are the definition.
const DEFINED_BY_KEYS: &[&str] = &["execution-rule-label"];

/// The mention at `offset`, the shortest where several stand there.
pub(super) fn at(cx: &Cx<'_>, offset: u32) -> Option<Mention> {
    let here = of(cx)
        .into_iter()
        .filter(|mention| mention.hit.start <= offset && offset <= mention.hit.end);
    here.min_by_key(|mention| mention.hit.end - mention.hit.start)
}

/// Every mention of a thing in the files that HubSpot reads and in this one, in the order of the files. Where it reads no
/// profile, those that lie in the wrong place are what the author means.
pub(super) fn everywhere<'a>(cx: &Cx<'a>, thing: &Thing) -> Vec<(&'a RelPath, Mention)> {
    let own = &cx.document.path;
    let is_local = matches!(thing, Thing::Local(..));
    let documents = cx
        .index
        .project
        .documents
        .values()
        .map(|document| &**document);
    let is_meant = |document: &Document| {
        cx.index.reads(&document.path)
            || cx.index.profiles.is_empty() && matches!(document.facts, Facts::Profile(_))
    };
    let reads = |document: &&Document| document.path == *own || !is_local && is_meant(document);
    let objects = app_objects(cx);
    let mut found = Vec::new();
    for document in documents.filter(reads) {
        let mentions = gather(&Cx { document, ..*cx }, &objects).into_iter();
        let mentions = mentions.filter(|mention| mention.thing == *thing);
        found.extend(mentions.map(|mention| (&document.path, mention)));
    }
    found
}

/// Every mention in a file, in the order of the text.
pub(super) fn of(cx: &Cx<'_>) -> Vec<Mention> {
    gather(cx, &app_objects(cx))
}

/// `objects` are the uids of the app objects of the project.
fn gather(cx: &Cx<'_>, objects: &BTreeSet<&str>) -> Vec<Mention> {
    let mut mentions = Mentions {
        source: cx.source(),
        found: Vec::new(),
    };
    match &cx.document.facts {
        Facts::Component(facts) => mentions.component(cx, facts, objects),
        Facts::Profile(_) => {
            let variables = cx
                .document
                .syntax
                .root()
                .and_then(|root| root.get("variables"));
            for member in variables
                .into_iter()
                .flat_map(|variables| variables.all_members())
            {
                mentions.key(
                    Thing::Variable(member.key.text.to_owned()),
                    Role::Defines,
                    member.key,
                    member.value,
                );
            }
        }
        Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => {}
        Facts::Project(facts) => {
            let folder = facts.src_dir.as_ref().zip(cx.index.src_dir.clone());
            mentions.found.extend(
                folder.map(|(written, folder)| mentions.used(Thing::File(folder), written.span)),
            );
        }
    }
    mentions
        .found
        .sort_by_key(|mention| (mention.hit, mention.name));
    mentions.found
}

struct Mentions<'a> {
    source: &'a str,
    found: Vec<Mention>,
}

impl Mentions<'_> {
    fn component(&mut self, cx: &Cx<'_>, facts: &ComponentFacts, objects: &BTreeSet<&str>) {
        for reference in &facts.references {
            let name = reference.name.clone();
            let mention = match reference.target {
                Target::Uid => Some(self.used(Thing::Uid(name), reference.span)),
                Target::Variable => Some(self.placeholder(name, reference.span)),
                Target::SourceFile | Target::NearbyFile => {
                    let path = cx.index.path_of(&cx.document.path, reference);
                    path.map(|path| self.used(Thing::File(path), reference.span))
                }
            };
            self.found.extend(mention);
        }
        let Some(root) = cx.document.syntax.root() else {
            return;
        };
        if let Some(uid) = root.get("uid")
            && let Some(name) = uid.as_str()
        {
            self.value(Thing::Uid(name.to_owned()), Role::Defines, uid);
        }
        let Some(schema) = cx.schema() else { return };
        schema::walk(schema, root, &mut |visit| self.visit(visit, objects));
    }

    fn visit(&mut self, visit: &Visit<'_>, objects: &BTreeSet<&str>) {
        let value = visit.value;
        if let Some(kind) = visit.text("x-keysRef") {
            let role = if DEFINED_BY_KEYS.contains(&kind) {
                Role::Defines
            } else {
                Role::Uses
            };
            for member in value.all_members() {
                self.key(
                    Thing::Local(kind, member.key.text.to_owned()),
                    role,
                    member.key,
                    member.value,
                );
            }
        }
        let Some(text) = value.as_str() else { return };
        if let Some(kind) = visit
            .text("x-declares")
            .filter(|kind| *kind != "component-uid")
        {
            self.value(Thing::Local(kind, text.to_owned()), Role::Defines, value);
        }
        match visit.reference() {
            Some("app-object-uid-or-object-type" | "object-type") => {
                if objects.contains(text) && !is_known_value(visit, text) {
                    self.value(Thing::Uid(text.to_owned()), Role::Uses, value);
                }
            }
            Some("component-uid" | "entrypoint-file" | "asset-file" | "directory") | None => {}
            Some(kind) => match kind.split_once(':') {
                Some((_, kind)) => self.tokens(kind, value.span()),
                None => self.value(Thing::Local(kind, text.to_owned()), Role::Uses, value),
            },
        }
    }

    fn used(&self, thing: Thing, hit: Span) -> Mention {
        Mention {
            thing,
            role: Role::Uses,
            hit,
            name: hit.inside(),
            whole: hit,
        }
    }

    fn value(&mut self, thing: Thing, role: Role, value: Value<'_>) {
        let hit = value.span();
        let start = value.key().map_or(hit, |key| key.span).start;
        self.found.push(Mention {
            role,
            whole: Span { start, ..hit },
            ..self.used(thing, hit)
        });
    }

    fn key(&mut self, thing: Thing, role: Role, key: Key<'_>, value: Value<'_>) {
        let whole = Span {
            start: key.span.start,
            end: value.span().end,
        };
        self.found.push(Mention {
            role,
            whole,
            ..self.used(thing, key.span)
        });
    }

    fn placeholder(&self, name: String, hit: Span) -> Mention {
        let mention = self.used(Thing::Variable(name), hit);
        if self.source[hit.range()].starts_with('"') {
            return mention;
        }
        Mention {
            name: Span {
                start: hit.start + 2,
                end: hit.end - 1,
            },
            ..mention
        }
    }

    /// Names between double braces. Helpers (`#if`), paths (`a.b`) and texts in quotes are none.
    fn tokens(&mut self, kind: &'static str, string: Span) {
        let inside = string.inside();
        let text = &self.source[inside.range()];
        for (at, name) in template::tags(text).flat_map(template::TemplateTag::names) {
            let start = inside.start as usize + at;
            let hit = Span::new(start, start + name.len());
            let thing = Thing::Local(kind, name.to_owned());
            self.found.push(Mention {
                name: hit,
                ..self.used(thing, hit)
            });
        }
    }
}

/// The uids of the app objects of the project: they serve as types of objects.
fn app_objects<'a>(cx: &Cx<'a>) -> BTreeSet<&'a str> {
    let of_objects = cx
        .index
        .components
        .iter()
        .filter(|component| component.folder.name == "app-object");
    of_objects
        .filter_map(|component| Some(component.facts.uid.as_ref()?.text.as_str()))
        .collect()
}

/// Whether the schema lists a text, such as the name of one of HubSpot's own objects.
fn is_known_value(visit: &Visit<'_>, text: &str) -> bool {
    visit
        .schemas()
        .find(|schema| schema.member("x-knownValues").is_some())
        .is_some_and(|schema| schema::known_values(schema).any(|known| known == text))
}
