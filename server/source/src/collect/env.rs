//! Reads of environment variables.

use std::collections::HashMap;

use super::alternative::{self, Use, Uses};
use super::env_reads::Reads;
use crate::facts::{Root, SourceFacts};
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
    let mut reads = Reads {
        uses: Uses::of_variables(file),
        found: Vec::new(),
    };
    let mut known = HashMap::new();
    for id in file.tree.ids() {
        match file.tree.kind(id) {
            Kind::Identifier | Kind::ShorthandProperty => {
                let denoted = denoted(file, id, &mut known);
                if denoted != Denoted::Other {
                    follow(file, id, denoted, &mut reads, facts);
                }
            }
            _ => {}
        }
    }
    facts.has_unknown_env_writes |= file.tree.text.contains("loadEnvFile");
    facts.env_reads = reads.finish();
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
fn follow(file: &File<'_>, name: Id, denoted: Denoted, reads: &mut Reads, facts: &mut SourceFacts) {
    let mut denoted = denoted;
    let mut used = file.outer(name);
    while file.tree.node(used).field == Field::Object {
        let member = file.tree.parent(used);
        let key = file.member_key(member);
        let name = key.and_then(|key| file.property_name(key));
        match (denoted, key, name) {
            (Denoted::Env, Some(key), Some(name)) => {
                return read(file, [member, key], name.into_owned(), reads, facts);
            }
            (Denoted::Env, ..) => break,
            (_, _, Some(name)) => denoted = denoted.member(&name),
            _ => return,
        }
        used = file.outer(member);
    }
    if denoted == Denoted::Env {
        whole(file, used, reads, facts);
    }
}

/// `process.env.NAME`
fn read(
    file: &File<'_>,
    [member, key]: [Id; 2],
    name: String,
    reads: &mut Reads,
    facts: &mut SourceFacts,
) {
    let used = file.outer(member);
    let parent = file.tree.parent(used);
    match (file.tree.kind(parent), file.tree.node(used).field) {
        // It is written, not read.
        (Kind::Assignment | Kind::AugmentedAssignment, Field::Left) => facts.env_writes.push(name),
        (Kind::Unary, _)
            if file
                .tree
                .child_of_kind(parent, Kind::DeleteKeyword)
                .is_some() => {}
        // A method of the object. One of them tests a variable.
        (Kind::Call, Field::Function) => {
            if let Some(argument) = file.first_argument(parent)
                && name == "hasOwnProperty"
            {
                reads.tested(file, argument);
            }
        }
        _ => {
            let found = alternative::of(file, member, &reads.uses);
            reads.add(file, key, name, found);
        }
    }
}

/// `process.env` itself is used.
fn whole(file: &File<'_>, used: Id, reads: &mut Reads, facts: &mut SourceFacts) {
    let parent = file.tree.parent(used);
    let pattern = match (file.tree.kind(parent), file.tree.node(used).field) {
        (Kind::Declarator, Field::Value) => file.tree.child(parent, Field::Name),
        (Kind::Parameter, Field::Value) => file.tree.child(parent, Field::Pattern),
        (Kind::Assignment, Field::Right) => file.tree.child(parent, Field::Left),
        (Kind::Binary, Field::Right) => match file.tree.child(parent, Field::Left) {
            Some(name) if file.tree.child_of_kind(parent, Kind::In).is_some() => Some(name),
            _ => None,
        },
        (Kind::Assignment, Field::Left) => {
            facts.has_unknown_env_writes = true;
            return;
        }
        (Kind::Subscript, Field::Object) => {
            let member = file.outer(parent);
            facts.has_unknown_env_writes |= file.tree.node(member).field == Field::Left;
            None
        }
        (Kind::Arguments, _) => {
            passed(file, used, reads, facts);
            None
        }
        _ => None,
    };
    match pattern {
        Some(pattern) if file.tree.kind(pattern) == Kind::ObjectPattern => {
            destructured(file, pattern, reads, facts);
        }
        Some(literal) if file.literal(literal).is_some() => reads.tested(file, literal),
        // A variable for it: its uses are read instead.
        Some(variable) if is_constant(file, parent, variable) => {}
        _ => facts.unknown_env_reads.push(file.tree.span(used)),
    }
}

/// `process.env` is passed to a function, which may set variables.
fn passed(file: &File<'_>, used: Id, reads: &mut Reads, facts: &mut SourceFacts) {
    const READING: [&str; 7] = [
        "Object.keys",
        "Object.entries",
        "Object.values",
        "Object.freeze",
        "JSON.stringify",
        "console.log",
        "console.table",
    ];
    let arguments = file.tree.parent(used);
    let call = file.tree.parent(arguments);
    let function = match file.tree.child(call, Field::Function) {
        Some(function) => file.tree.slice(function),
        None => "",
    };
    if function == "Object.hasOwn" {
        if let Some(name) = file.tree.children(arguments).nth(1) {
            reads.tested(file, name);
        }
        return;
    }
    let is_source = function == "Object.assign" && file.tree.first_child(arguments) != Some(used);
    facts.has_unknown_env_writes |= !is_source && !READING.contains(&function);
}

fn is_constant(file: &File<'_>, declarator: Id, variable: Id) -> bool {
    let declaration = file.tree.parent(declarator);
    file.tree.kind(declarator) == Kind::Declarator
        && file.tree.kind(variable) == Kind::Identifier
        && file.tree.kind(declaration) == Kind::Const
        && file.tree.kind(file.tree.parent(declaration)) != Kind::Export
}

/// `const { NAME, other: alias = 'default', ...rest } = process.env`
fn destructured(file: &File<'_>, pattern: Id, reads: &mut Reads, facts: &mut SourceFacts) {
    for child in file.tree.children(pattern) {
        let (key, found) = match file.tree.kind(child) {
            Kind::ShorthandPattern => (Some(child), reads.uses.strongest(file, child)),
            Kind::ObjectAssignmentPattern => (file.tree.child(child, Field::Left), Use::Replaced),
            Kind::PairPattern => {
                let found = match file.tree.child(child, Field::Value) {
                    Some(value) if file.tree.kind(value) == Kind::AssignmentPattern => {
                        Use::Replaced
                    }
                    Some(value) => reads.uses.strongest(file, value),
                    None => Use::Plain,
                };
                (file.tree.child(child, Field::Key), found)
            }
            _ => (None, Use::Plain),
        };
        let name = key.and_then(|key| file.property_name(key));
        match (key, name) {
            (Some(key), Some(name)) => reads.add(file, key, name.into_owned(), found),
            _ => facts.unknown_env_reads.push(file.tree.span(child)),
        }
    }
}
