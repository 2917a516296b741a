//! The reads of variables that are found in a file, and what they say together.

use std::collections::HashMap;

use super::alternative::{Use, Uses, beginning};
use crate::facts::EnvRead;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::tree::Id;

pub(super) struct Reads {
    pub(super) uses: Uses,
    pub(super) found: Vec<(EnvRead, Use)>,
}

impl Reads {
    /// Adds a read, unless the name is no variable.
    pub(super) fn add(&mut self, file: &File<'_>, key: Id, name: String, found: Use) {
        if !is_variable_name(&name) {
            return;
        }
        let surroundings = Surroundings::of(file, key);
        let found = if surroundings.is_of_environment {
            Use::Tested
        } else {
            found
        };
        let read = EnvRead {
            name,
            span: file.tree.span(key),
            need: found.need(),
            is_top_level: surroundings.is_top_level,
        };
        self.found.push((read, found));
    }

    /// Adds the test of a name that is a literal: `'NAME' in process.env`.
    pub(super) fn tested(&mut self, file: &File<'_>, literal: Id) {
        if let Some(name) = file.literal(literal) {
            self.add(file, literal, name.into_owned(), Use::Tested);
        }
    }

    /// The reads, each with what all of its name need.
    pub(super) fn finish(self) -> Vec<EnvRead> {
        let mut strongest: HashMap<String, Use> = HashMap::new();
        for (read, found) in &self.found {
            let strongest = strongest.entry(read.name.clone()).or_insert(*found);
            *strongest = (*strongest).max(*found);
        }
        let mut reads = Vec::with_capacity(self.found.len());
        for (mut read, _) in self.found {
            if let Some(found) = strongest.get(&read.name) {
                read.need = found.need();
            }
            reads.push(read);
        }
        reads
    }
}

/// Whether a name has the form of a variable and is not that of a method of all objects.
fn is_variable_name(name: &str) -> bool {
    const OF_OBJECTS: [&str; 8] = [
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    ];
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !OF_OBJECTS.contains(&name)
}

/// Whether a condition is about where code runs: `process.env.NODE_ENV === 'test'`, `isProduction`.
fn names_environment(condition: &str) -> bool {
    const WORDS: [&str; 8] = [
        "NODE_ENV",
        "_ENVIRONMENT",
        "isProd",
        "isDev",
        "isLocal",
        "isTest",
        "isStaging",
        "isSandbox",
    ];
    WORDS.iter().any(|word| condition.contains(word))
}

struct Surroundings {
    is_top_level: bool,
    /// Whether it depends on the environment whether the code runs: `if (process.env.NODE_ENV === 'test') …`.
    is_of_environment: bool,
}

impl Surroundings {
    fn of(file: &File<'_>, id: Id) -> Surroundings {
        let mut found = Surroundings {
            is_top_level: true,
            is_of_environment: false,
        };
        let mut id = id;
        while id != Id::ROOT && file.step() {
            let parent = file.tree.parent(id);
            let kind = file.tree.kind(parent);
            if kind.is_function() || kind == Kind::Field {
                found.is_top_level = false;
            }
            let test = match (kind, file.tree.node(id).field) {
                (Kind::Condition | Kind::Ternary, Field::Consequence | Field::Alternative) => {
                    file.tree.child(parent, Field::Condition)
                }
                (Kind::Binary, Field::Right) => file.tree.child(parent, Field::Left),
                _ => None,
            };
            found.is_of_environment |=
                test.is_some_and(|test| names_environment(beginning(file.tree.slice(test))));
            id = parent;
        }
        found
    }
}
