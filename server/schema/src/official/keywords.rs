//! The keywords that Ajv reads in schemas of draft 2020-12 with `strict: false`; it ignores all others, and so do we.

use syntax::key_hash;

/// What the value of a keyword must be.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Schema,
    Schemas,
    SchemasByName,
    /// Schemas, or lists of names, by name: `dependencies`, which Ajv still reads.
    Dependencies,
    Reference,
    Types,
    Names,
    NamesByName,
    /// A number of characters, elements or properties.
    Count,
    Number,
    Positive,
    Bool,
    String,
    List,
    Any,
}

/// Where the schemas of a keyword apply.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Target {
    /// To the same value.
    Value,
    /// To a property or an element of it.
    Child,
}

pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) target: Target,
}

const fn same(name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        target: Target::Value,
    }
}

const fn child(name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        target: Target::Child,
    }
}

static KEYWORDS: [Keyword; 49] = [
    same("$ref", Shape::Reference),
    same("$dynamicRef", Shape::Reference),
    same("allOf", Shape::Schemas),
    same("anyOf", Shape::Schemas),
    same("oneOf", Shape::Schemas),
    same("not", Shape::Schema),
    same("if", Shape::Schema),
    same("then", Shape::Schema),
    same("else", Shape::Schema),
    same("dependentSchemas", Shape::SchemasByName),
    same("dependencies", Shape::Dependencies),
    child("properties", Shape::SchemasByName),
    child("patternProperties", Shape::SchemasByName),
    child("additionalProperties", Shape::Schema),
    child("unevaluatedProperties", Shape::Schema),
    child("propertyNames", Shape::Schema),
    child("prefixItems", Shape::Schemas),
    child("items", Shape::Schema),
    child("unevaluatedItems", Shape::Schema),
    child("contains", Shape::Schema),
    same("type", Shape::Types),
    same("nullable", Shape::Bool),
    same("enum", Shape::List),
    same("const", Shape::Any),
    same("multipleOf", Shape::Positive),
    same("maximum", Shape::Number),
    same("exclusiveMaximum", Shape::Number),
    same("minimum", Shape::Number),
    same("exclusiveMinimum", Shape::Number),
    same("maxLength", Shape::Count),
    same("minLength", Shape::Count),
    same("pattern", Shape::String),
    same("format", Shape::String),
    same("maxItems", Shape::Count),
    same("minItems", Shape::Count),
    same("uniqueItems", Shape::Bool),
    same("maxContains", Shape::Count),
    same("minContains", Shape::Count),
    same("maxProperties", Shape::Count),
    same("minProperties", Shape::Count),
    same("required", Shape::Names),
    same("dependentRequired", Shape::NamesByName),
    same("title", Shape::String),
    same("description", Shape::String),
    same("default", Shape::Any),
    same("examples", Shape::List),
    same("deprecated", Shape::Bool),
    same("readOnly", Shape::Bool),
    same("writeOnly", Shape::Bool),
];

/// Of the names: comparing these takes a third of the instructions.
static HASHES: [u32; KEYWORDS.len()] = {
    let mut hashes = [0; KEYWORDS.len()];
    let mut index = 0;
    while index < hashes.len() {
        hashes[index] = key_hash(KEYWORDS[index].name.as_bytes());
        index += 1;
    }
    hashes
};

pub(super) fn keyword(name: &str) -> Option<&'static Keyword> {
    let hash = key_hash(name.as_bytes());
    let index = HASHES.iter().position(|own| *own == hash)?;
    // More than one may have the hash.
    KEYWORDS[index..]
        .iter()
        .find(|keyword| keyword.name == name)
}

/// The names that `type` may have.
pub(super) const TYPES: [&str; 7] = [
    "null", "boolean", "integer", "number", "string", "array", "object",
];
