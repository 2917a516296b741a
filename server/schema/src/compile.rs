//! Compiles a schema: ours for the test that writes and compares `tables`, HubSpot's when it is first used. What it builds is
//! never freed.

mod checks;
mod compilation;
mod condition;

use std::collections::HashMap;

use crate::compiled::{Annotations, Branch, Checks, Fact, Part, Property, Row, Tables};
use crate::load::Node;
pub(crate) use checks::literal_prefix;
use compilation::{Alternative, Children, Compilation, either};
use syntax::key_hash;

/// Compiles a whole schema.
pub(crate) fn compiled(root: Node) -> &'static Tables {
    let mut builder = Builder {
        root,
        schemas: Vec::new(),
        nodes: Vec::new(),
        properties: Vec::new(),
        branches: Vec::new(),
        checks: vec![Checks::NONE],
        facts: Vec::new(),
        names: String::new(),
        done: HashMap::new(),
        open: Vec::new(),
    };
    let whole = usize::from(builder.compile(&[root]));
    if whole + 1 != builder.schemas.len() {
        builder.schemas.push(builder.schemas[whole]);
    }
    builder.finish()
}

/// How many schemas are nested, how often one of them in itself, and how long the tables and the names are, which are referred
/// to by 16 bits. Ours are far below. What is beyond is left to the validator, without completion and hover.
const MAX_NESTED: usize = 60;
const MAX_RECURSION: usize = 2;
const MAX_ROWS: usize = 8_000;
const MAX_PARTS: usize = u16::MAX as usize;

/// The space of the names for those of references, which our schemas have.
const MAX_REFERENCE: usize = 4_096;

/// Equal parts of longer tables are not searched for, and objects with more properties are left to the validator: both would
/// take quadratic time.
const MAX_SEARCHED: usize = 4_096;

/// The tables of a schema that is being compiled. Equal parts are written once.
struct Builder {
    root: Node,
    schemas: Vec<Row>,
    nodes: Vec<u32>,
    properties: Vec<Property>,
    branches: Vec<Branch>,
    checks: Vec<Checks>,
    facts: Vec<(&'static str, Fact)>,
    names: String,
    /// What the schemas with these indices, which apply together, were compiled to.
    done: HashMap<Vec<u32>, u16>,
    /// Those that are being compiled.
    open: Vec<Vec<u32>>,
}

/// The index of an element, which is added if there is none.
fn index_in<T: PartialEq + Copy>(table: &mut Vec<T>, element: T) -> u16 {
    part_of(table, &[element]).0
}

/// The part of a table with these elements, which are added if there is none.
fn part_of<T: PartialEq + Copy>(table: &mut Vec<T>, elements: &[T]) -> Part {
    if elements.is_empty() {
        return Part::NONE;
    }
    let known = if table.len() > MAX_SEARCHED {
        None
    } else {
        table
            .windows(elements.len())
            .position(|part| part == elements)
    };
    let start = known.unwrap_or(table.len());
    if known.is_none() {
        table.extend_from_slice(elements);
    }
    Part(start as u16, (start + elements.len()) as u16)
}

impl Builder {
    /// One compiled schema from several that apply together.
    fn compile(&mut self, schemas: &[Node]) -> u16 {
        let key: Vec<u32> = schemas.iter().map(|schema| schema.index()).collect();
        if let Some(done) = self.done.get(&key) {
            return *done;
        }
        let recursion = self.open.iter().filter(|open| **open == key).count();
        if recursion >= MAX_RECURSION
            || self.open.len() >= MAX_NESTED
            || self.schemas.len() >= MAX_ROWS
        {
            return self.left_to_validator();
        }
        self.open.push(key.clone());
        let compiled = self.compile_new(schemas);
        self.open.pop();
        self.done.insert(key, compiled);
        compiled
    }

    /// A schema of which nothing is known.
    fn left_to_validator(&mut self) -> u16 {
        let checks = Checks {
            is_unsupported: true,
            ..Checks::NONE
        };
        let row = Row {
            checks: index_in(&mut self.checks, checks),
            ..Row::ANY
        };
        index_in(&mut self.schemas, row)
    }

    fn compile_new(&mut self, schemas: &[Node]) -> u16 {
        let mut own = Compilation {
            root: self.root,
            nodes: Vec::new(),
            children: Children::default(),
            alternatives: Vec::new(),
            facts: Vec::new(),
            reference: None,
            annotations: Annotations::NONE,
        };
        for schema in schemas {
            own.add(*schema);
        }
        if !self.has_space_for(&own) {
            return self.left_to_validator();
        }
        let mut properties = Vec::new();
        for (name, schemas) in own.children.properties {
            properties.push((key_hash(name.as_bytes()), name, self.compile(&schemas)));
        }
        properties.sort_unstable();
        let mut branches = Vec::new();
        for alternative in own.alternatives {
            branches.push(self.branch(alternative));
        }
        let additional_properties = self.compile_any(&own.children.additional_properties);
        let items = self.compile_any(&own.children.items);
        let mut children: Vec<u16> = properties.iter().map(|(_, _, schema)| *schema).collect();
        children.extend(items);
        children.extend(additional_properties);
        for branch in &branches {
            children.push(branch.then);
            children.extend(branch.otherwise);
        }
        let mut annotations_within = own.annotations;
        for child in children {
            let child = &self.schemas[usize::from(child)];
            annotations_within = either(annotations_within, child.annotations_within);
        }
        if !self.has_space_for_names(&properties) {
            return self.left_to_validator();
        }
        let mut named = Vec::new();
        for (key_hash, name, schema) in properties {
            named.push(Property {
                key_hash,
                name: self.name(name),
                schema,
            });
        }
        let nodes: Vec<u32> = own.nodes.iter().map(|node| node.index()).collect();
        let row = Row {
            nodes: part_of(&mut self.nodes, &nodes),
            properties: part_of(&mut self.properties, &named),
            additional_properties,
            items,
            branches: part_of(&mut self.branches, &branches),
            checks: index_in(&mut self.checks, checks::checks_of(&own.nodes)),
            reference: own.reference.map(|name| self.name(name)),
            facts: part_of(&mut self.facts, &own.facts),
            annotations: own.annotations,
            annotations_within,
        };
        index_in(&mut self.schemas, row)
    }

    fn has_space_for(&self, own: &Compilation) -> bool {
        let longest = [
            self.nodes.len() + own.nodes.len(),
            self.properties.len() + own.children.properties.len(),
            self.branches.len() + own.alternatives.len(),
            self.facts.len() + own.facts.len(),
        ];
        !own.children.is_too_large && longest.iter().all(|length| *length < MAX_PARTS / 2)
    }

    /// Once more, after the schemas of the properties have taken space.
    fn has_space_for_names(&self, properties: &[(u32, &str, u16)]) -> bool {
        let length: usize = properties.iter().map(|(_, name, _)| name.len() + 1).sum();
        self.names.len() + length < MAX_PARTS - MAX_REFERENCE
            && self.properties.len() + properties.len() < MAX_PARTS
            && self.nodes.len().max(self.branches.len()) < MAX_PARTS / 2
    }

    fn compile_any(&mut self, schemas: &[Node]) -> Option<u16> {
        if schemas.is_empty() {
            None
        } else {
            Some(self.compile(schemas))
        }
    }

    fn branch(&mut self, alternative: Alternative) -> Branch {
        Branch {
            condition: alternative.condition,
            then: match alternative.then {
                Some(then) => self.compile(&[then]),
                None => index_in(&mut self.schemas, Row::ANY),
            },
            otherwise: alternative
                .otherwise
                .map(|otherwise| self.compile(&[otherwise])),
        }
    }

    fn name(&mut self, name: &str) -> Part {
        let start = match self.names.find(name) {
            Some(start) => start,
            None => {
                self.names.push_str(name);
                self.names.push(' ');
                self.names.len() - 1 - name.len()
            }
        };
        Part(start as u16, (start + name.len()) as u16)
    }

    fn finish(self) -> &'static Tables {
        Box::leak(Box::new(Tables {
            schemas: self.schemas.leak(),
            nodes: self.nodes.leak(),
            properties: self.properties.leak(),
            branches: self.branches.leak(),
            checks: self.checks.leak(),
            facts: self.facts.leak(),
            names: self.names.leak(),
        }))
    }
}
