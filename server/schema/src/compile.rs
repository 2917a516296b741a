//! Compiles a schema, for the test that writes and compares `tables`. What it builds is never freed.

mod checks;
mod condition;

use crate::compiled::{Annotation, Annotations, Branch, CompiledSchema, Fact, Property};
use crate::load::{Node, elements, referenced, strings};
use syntax::{Kind, Member};

/// Keywords whose values are kept as facts. `x-enumSince` has texts by name, `x-knownValues` a list of objects.
const FACTS: [&str; 16] = [
    "x-declares",
    "x-directoryMustContain",
    "x-enumSince",
    "x-fileExtensions",
    "x-fileExtensionsDocumented",
    "x-fileExtensionsSeverity",
    "x-keysRef",
    "x-knownValues",
    "x-maxFileBytes",
    "x-maxItemsHint",
    "x-maxLengthHint",
    "x-reservedKeys",
    "x-reservedValues",
    "x-since",
    "x-unknownFields",
    "x-until",
];

/// Compiles a whole schema.
pub(crate) fn compiled(root: Node) -> &'static CompiledSchema {
    leaked(compile(root, &[root]))
}

fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The schemas below one, before they are compiled.
#[derive(Default)]
struct Children {
    properties: Vec<(&'static str, Vec<Node>)>,
    additional_properties: Vec<Node>,
    items: Vec<Node>,
}

impl Children {
    fn add_properties(&mut self, map: Node) {
        for Member { key, value } in map.members() {
            let known = self
                .properties
                .iter_mut()
                .find(|(name, _)| *name == key.text);
            match known {
                Some((_, schemas)) => schemas.push(value),
                None => self.properties.push((key.text, vec![value])),
            }
        }
    }
}

/// One schema that is being compiled, from several that apply together.
struct Compilation {
    root: Node,
    /// The schemas, and what `$ref` and `allOf` add to them.
    nodes: Vec<Node>,
    children: Children,
    branches: Vec<Branch>,
    facts: Vec<(&'static str, Fact)>,
    reference: Option<&'static str>,
    annotations: Annotations,
}

impl Compilation {
    /// Adds a schema, then those that it refers to.
    fn add(&mut self, schema: Node) {
        if schema.kind() != Kind::Object {
            return;
        }
        self.nodes.push(schema);
        for Member { key, value } in schema.members() {
            match key.text {
                "oneOf" | "anyOf" => {
                    for alternative in value.elements() {
                        self.branches
                            .push(alternative_branch(self.root, alternative));
                    }
                }
                "if" => {
                    let branch = conditional_branch(self.root, schema, value);
                    self.branches.push(branch);
                }
                "properties" => self.children.add_properties(value),
                "additionalProperties" if value.kind() == Kind::Object => {
                    self.children.additional_properties.push(value)
                }
                "items" if value.kind() == Kind::Object => self.children.items.push(value),
                "x-ref" => self.reference = self.reference.or(value.as_str()),
                "x-component" => {
                    for Member { key, value } in value.members() {
                        self.add_fact(key.text, value);
                    }
                }
                keyword if FACTS.contains(&keyword) => self.add_fact(keyword, value),
                _ => {}
            }
            self.annotations = either(self.annotations, annotations_of(key.text, value));
        }
        if let Some(target) = referenced(self.root, schema) {
            self.add(target);
        }
        for part in elements(schema.get("allOf")) {
            self.add(part);
        }
    }

    fn add_fact(&mut self, name: &'static str, value: Node) {
        let fact = match value.kind() {
            Kind::String => value.as_str().map(Fact::Text),
            Kind::Number => value.as_u64().map(Fact::Number),
            Kind::Array if name == "x-knownValues" => {
                let known = elements(Some(value)).filter_map(|known| known.get("value")?.as_str());
                Some(Fact::Texts(known.collect::<Vec<_>>().leak()))
            }
            Kind::Array => {
                let texts: Vec<&str> = strings(Some(value)).collect();
                Some(Fact::Texts(texts.leak()))
            }
            Kind::Object => {
                let mut texts = Vec::new();
                for Member { key, value } in value.members() {
                    texts.extend(value.as_str().map(|text| (key.text, text)));
                }
                Some(Fact::TextsByName(texts.leak()))
            }
            Kind::Null | Kind::Bool(_) | Kind::Unknown => None,
        };
        if let Some(fact) = fact {
            self.facts.push((name, fact));
        }
    }
}

/// One compiled schema from several that apply together.
fn compile(root: Node, schemas: &[Node]) -> CompiledSchema {
    let mut own = Compilation {
        root,
        nodes: Vec::new(),
        children: Children::default(),
        branches: Vec::new(),
        facts: Vec::new(),
        reference: None,
        annotations: Annotations::NONE,
    };
    for schema in schemas {
        own.add(*schema);
    }
    let nodes: Vec<u32> = own.nodes.iter().map(|node| node.index()).collect();
    let mut properties = Vec::new();
    for (name, schemas) in own.children.properties {
        properties.push(Property::new(name, leaked(compile(root, &schemas))));
    }
    properties.sort_by_key(|property| (property.key_hash, property.name));
    let mut compiled = CompiledSchema {
        nodes: nodes.leak(),
        properties: properties.leak(),
        additional_properties: compile_any(root, &own.children.additional_properties),
        items: compile_any(root, &own.children.items),
        branches: own.branches.leak(),
        checks: checks::checks_of(&own.nodes),
        reference: own.reference,
        facts: own.facts.leak(),
        annotations: own.annotations,
        annotations_within: own.annotations,
    };
    let mut within = own.annotations;
    for child in children(&compiled) {
        within = either(within, child.annotations_within);
    }
    compiled.annotations_within = within;
    compiled
}

fn compile_any(root: Node, schemas: &[Node]) -> Option<&'static CompiledSchema> {
    if schemas.is_empty() {
        None
    } else {
        Some(leaked(compile(root, schemas)))
    }
}

/// Every schema directly below one.
pub(crate) fn children(schema: &CompiledSchema) -> Vec<&'static CompiledSchema> {
    let mut children: Vec<_> = schema
        .properties
        .iter()
        .map(|property| property.schema)
        .collect();
    children.extend(schema.items);
    children.extend(schema.additional_properties);
    for branch in schema.branches {
        children.push(branch.then);
        children.extend(branch.otherwise);
    }
    children
}

/// One schema of a `oneOf` or `anyOf`, which is its own condition.
fn alternative_branch(root: Node, schema: Node) -> Branch {
    Branch {
        condition: condition::condition_of(schema),
        then: leaked(compile(root, &[schema])),
        otherwise: None,
    }
}

fn conditional_branch(root: Node, schema: Node, condition: Node) -> Branch {
    let then = schema.get("then");
    let otherwise = schema.get("else");
    Branch {
        condition: condition::condition_of(condition),
        then: then.map_or(&CompiledSchema::ANY, |then| leaked(compile(root, &[then]))),
        otherwise: otherwise.map(|otherwise| leaked(compile(root, &[otherwise]))),
    }
}

/// The annotation that a keyword stands for, if any.
fn annotations_of(keyword: &str, value: Node) -> Annotations {
    let annotation = match keyword {
        "x-ref" => match value.as_str() {
            Some("entrypoint-file" | "asset-file" | "directory" | "component-uid") => {
                Annotation::Target
            }
            Some("object-type" | "app-object-uid-or-object-type") => Annotation::Object,
            _ => return Annotations::NONE,
        },
        "x-since" | "x-until" | "x-enumSince" => Annotation::Dated,
        "x-maxLengthHint" | "x-maxItemsHint" => Annotation::SoftLimit,
        _ => return Annotations::NONE,
    };
    Annotations(1 << annotation as u8)
}

fn either(one: Annotations, other: Annotations) -> Annotations {
    Annotations(one.0 | other.0)
}
