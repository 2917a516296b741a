//! What a schema says together with those that it refers to, before it is compiled.

use super::{MAX_SEARCHED, condition};
use crate::compiled::{Annotation, Annotations, Condition, Fact};
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

/// The schemas below one, before they are compiled.
#[derive(Default)]
pub(super) struct Children {
    pub(super) properties: Vec<(&'static str, Vec<Node>)>,
    pub(super) additional_properties: Vec<Node>,
    pub(super) items: Vec<Node>,
    /// Whether there are more properties than are looked up.
    pub(super) is_too_large: bool,
}

impl Children {
    fn add_properties(&mut self, map: Node) {
        self.is_too_large |= self.properties.len() + map.len() > MAX_SEARCHED;
        if self.is_too_large {
            return;
        }
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

/// A branch before it is compiled.
pub(super) struct Alternative {
    pub(super) condition: Condition,
    pub(super) then: Option<Node>,
    pub(super) otherwise: Option<Node>,
}

/// One schema that is being compiled, from several that apply together.
pub(super) struct Compilation {
    pub(super) root: Node,
    /// The schemas, and what `$ref` and `allOf` add to them.
    pub(super) nodes: Vec<Node>,
    pub(super) children: Children,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) facts: Vec<(&'static str, Fact)>,
    pub(super) reference: Option<&'static str>,
    pub(super) annotations: Annotations,
}

impl Compilation {
    /// Adds a schema, then those that it refers to.
    pub(super) fn add(&mut self, schema: Node) {
        if schema.kind() != Kind::Object {
            return;
        }
        self.nodes.push(schema);
        for Member { key, value } in schema.members() {
            match key.text {
                "oneOf" | "anyOf" => {
                    for schema in value.elements() {
                        // It is its own condition.
                        self.alternatives.push(Alternative {
                            condition: condition::condition_of(schema),
                            then: Some(schema),
                            otherwise: None,
                        });
                    }
                }
                "if" => self.alternatives.push(Alternative {
                    condition: condition::condition_of(value),
                    then: schema.get("then"),
                    otherwise: schema.get("else"),
                }),
                "properties" => self.children.add_properties(value),
                "additionalProperties" if value.kind() == Kind::Object => {
                    self.children.additional_properties.push(value)
                }
                "patternProperties" => {
                    let schemas = value.members().map(|member| member.value);
                    self.children.additional_properties.extend(schemas);
                }
                "items" if value.kind() == Kind::Object => self.children.items.push(value),
                "prefixItems" => self.children.items.extend(value.elements()),
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

pub(super) fn either(one: Annotations, other: Annotations) -> Annotations {
    Annotations(one.0 | other.0)
}
