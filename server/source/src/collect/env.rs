//! Reads of environment variables.

use std::collections::HashMap;

use super::alternative::{self, Uses};
use crate::facts::{EnvRead, Root, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::Meaning;
use crate::place::{Chain, Place};
use crate::scope::BindingId;
use crate::tree::Id;

/// What a name denotes of `process.env`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Denoted {
    /// An object that has `process`.
    Globals,
    Process,
    Env,
    Other,
}

impl Denoted {
    fn member(self, name: &str) -> Denoted {
        match (self, name) {
            (Denoted::Globals, "process") => Denoted::Process,
            (Denoted::Globals, "globalThis" | "global") => Denoted::Globals,
            (Denoted::Process, "env") => Denoted::Env,
            _ => Denoted::Other,
        }
    }
}

impl Chain<'_> {
    fn denoted(&self) -> (Denoted, usize) {
        let mut denoted = match &self.root {
            Root::Global(name) => match name.as_str() {
                "process" => Denoted::Process,
                "globalThis" | "global" => Denoted::Globals,
                _ => Denoted::Other,
            },
            Root::Imported { specifier, name } => match (specifier.as_str(), name.as_deref()) {
                ("process" | "node:process", None | Some("default")) => Denoted::Process,
                ("process" | "node:process", Some("env")) => Denoted::Env,
                _ => Denoted::Other,
            },
            _ => Denoted::Other,
        };
        let mut used = 0;
        while let Some(member) = self.members.get(used)
            && matches!(denoted, Denoted::Globals | Denoted::Process)
        {
            denoted = denoted.member(member);
            used += 1;
        }
        (denoted, used)
    }

    /// The members after `process.env`; `None` if it is something else.
    pub(crate) fn of_env(&self) -> Option<Vec<&str>> {
        match self.denoted() {
            (Denoted::Env, used) => Some(
                self.members
                    .iter()
                    .skip(used)
                    .map(|member| &**member)
                    .collect(),
            ),
            _ => None,
        }
    }
}

pub(super) fn reads(file: &File<'_>, facts: &mut SourceFacts) {
    if !file.tree.text.contains("process") {
        return;
    }
    let uses = Uses::of(file);
    let mut known = HashMap::new();
    for id in file.tree.ids() {
        match file.tree.kind(id) {
            Kind::Identifier | Kind::ShorthandProperty => {
                let denoted = denoted(file, id, &mut known);
                if denoted != Denoted::Other {
                    follow(file, id, denoted, &uses, facts);
                }
            }
            _ => {}
        }
    }
}

/// What a name denotes; that of a variable is looked up once.
fn denoted(file: &File<'_>, id: Id, known: &mut HashMap<BindingId, Denoted>) -> Denoted {
    let binding = match file.names.meaning(id) {
        Meaning::None => return Denoted::Other,
        Meaning::Global => return denoted_by(file, id),
        Meaning::Binding(binding) => binding,
    };
    if let Some(denoted) = known.get(&binding) {
        return *denoted;
    }
    let denoted = denoted_by(file, id);
    known.insert(binding, denoted);
    denoted
}

fn denoted_by(file: &File<'_>, id: Id) -> Denoted {
    match file.place(id) {
        Place::Chain(chain) => match chain.denoted() {
            (denoted, used) if used == chain.members.len() => denoted,
            _ => Denoted::Other,
        },
        Place::Node { .. } => Denoted::Other,
    }
}

/// Follows the members of a name up to the one that is read.
fn follow(file: &File<'_>, name: Id, denoted: Denoted, uses: &Uses, facts: &mut SourceFacts) {
    let mut denoted = denoted;
    let mut used = file.outer(name);
    while file.tree.node(used).field == Field::Object {
        let member = file.tree.parent(used);
        let key = file.member_key(member);
        let name = key.and_then(|key| file.property_name(key));
        match (denoted, key, name) {
            (Denoted::Env, Some(key), Some(name)) => {
                return read(file, [member, key], name.into_owned(), uses, facts);
            }
            (Denoted::Env, ..) => break,
            (_, _, Some(name)) => denoted = denoted.member(&name),
            _ => return,
        }
        used = file.outer(member);
    }
    if denoted == Denoted::Env {
        whole(file, used, uses, facts);
    }
}

fn read(
    file: &File<'_>,
    [member, key]: [Id; 2],
    name: String,
    uses: &Uses,
    facts: &mut SourceFacts,
) {
    let used = file.outer(member);
    let parent = file.tree.parent(used);
    let has_default = match (file.tree.kind(parent), file.tree.node(used).field) {
        // It is written or removed, not read.
        (Kind::Assignment, Field::Left) => {
            facts.env_writes.push(name);
            return;
        }
        (Kind::Unary, _)
            if file
                .tree
                .child_of_kind(parent, Kind::DeleteKeyword)
                .is_some() =>
        {
            return;
        }
        (Kind::Declarator, Field::Value) => match file.tree.child(parent, Field::Name) {
            Some(variable) => !is_exported(file, parent) && uses.all_have(variable),
            None => false,
        },
        _ => alternative::has(file, member),
    };
    facts.env_reads.push(EnvRead {
        name,
        span: file.tree.span(key),
        has_default,
    });
}

/// Whether other files may use the variable of a declarator.
fn is_exported(file: &File<'_>, declarator: Id) -> bool {
    let declaration = file.tree.parent(declarator);
    file.tree.kind(file.tree.parent(declaration)) == Kind::Export
}

/// `process.env` itself is used.
fn whole(file: &File<'_>, used: Id, uses: &Uses, facts: &mut SourceFacts) {
    let parent = file.tree.parent(used);
    let pattern = match (file.tree.kind(parent), file.tree.node(used).field) {
        (Kind::Declarator, Field::Value) => file.tree.child(parent, Field::Name),
        (Kind::Parameter, Field::Value) => file.tree.child(parent, Field::Pattern),
        (Kind::Assignment, Field::Right) => file.tree.child(parent, Field::Left),
        (Kind::Binary, Field::Right) => match file.tree.child(parent, Field::Left) {
            Some(name) if file.tree.child_of_kind(parent, Kind::In).is_some() => Some(name),
            _ => None,
        },
        (Kind::Assignment, Field::Left) => return,
        _ => None,
    };
    match pattern {
        Some(pattern) if file.tree.kind(pattern) == Kind::ObjectPattern => {
            destructured(file, pattern, uses, facts);
        }
        Some(literal) if let Some(name) = file.literal(literal) => facts.env_reads.push(EnvRead {
            name: name.into_owned(),
            span: file.tree.span(literal),
            has_default: true,
        }),
        // A variable for it: its uses are read instead.
        Some(variable) if is_constant(file, parent, variable) => {}
        _ => facts.unknown_env_reads.push(file.tree.span(used)),
    }
}

fn is_constant(file: &File<'_>, declarator: Id, variable: Id) -> bool {
    let declaration = file.tree.parent(declarator);
    file.tree.kind(declarator) == Kind::Declarator
        && file.tree.kind(variable) == Kind::Identifier
        && file.tree.kind(declaration) == Kind::Const
        && file.tree.kind(file.tree.parent(declaration)) != Kind::Export
}

/// `const { NAME, other: alias = 'default', ...rest } = process.env`
fn destructured(file: &File<'_>, pattern: Id, uses: &Uses, facts: &mut SourceFacts) {
    for child in file.tree.children(pattern) {
        let (key, has_default) = match file.tree.kind(child) {
            Kind::ShorthandPattern => (Some(child), uses.all_have(child)),
            Kind::ObjectAssignmentPattern => (file.tree.child(child, Field::Left), true),
            Kind::PairPattern => {
                let value = file.tree.child(child, Field::Value);
                let has_default = value.is_some_and(|value| {
                    file.tree.kind(value) == Kind::AssignmentPattern || uses.all_have(value)
                });
                (file.tree.child(child, Field::Key), has_default)
            }
            _ => (None, false),
        };
        let name = key.and_then(|key| file.property_name(key));
        match (key, name) {
            (Some(key), Some(name)) => facts.env_reads.push(EnvRead {
                name: name.into_owned(),
                span: file.tree.span(key),
                has_default,
            }),
            _ => facts.unknown_env_reads.push(file.tree.span(child)),
        }
    }
}
