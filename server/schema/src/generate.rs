//! Writes `tables.rs`, and insists that it is what the schemas compile to.

use std::collections::HashMap;
use std::fmt::{Debug, Write};

use super::compile::compiled;
use super::compiled::{Checks, CompiledSchema};
use super::load::Source;
use super::tables::TABLES;

const HEAD: &str = "\
//! The compiled schemas. Generated from `schemas/*.json` (`UPDATE_EXPECT=1 cargo test --no-fail-fast`).

use super::compiled::{Fact::*, Limit::*, Strings::*};
use super::compiled::{Annotations, Branch, Checks, CompiledSchema, Condition, Property, Types};

const ANY: CompiledSchema = CompiledSchema::ANY;
const NONE: Checks = Checks::NONE;
";

/// The statics of one schema. Equal parts share one. Those of other schemas stay as they are when one schema changes.
struct Statics {
    prefix: String,
    text: String,
    names: HashMap<String, String>,
}

impl Statics {
    fn new(name: &str) -> Statics {
        Statics {
            prefix: name.to_uppercase().replace('-', "_"),
            text: String::new(),
            names: HashMap::new(),
        }
    }

    /// The name of the static with this schema.
    fn name_of(&mut self, schema: &CompiledSchema) -> String {
        let expression = self.expression(schema);
        if let Some(name) = self.names.get(&expression) {
            return name.clone();
        }
        let name = format!("{}_{}", self.prefix, self.names.len());
        let _ = writeln!(self.text, "static {name}: CompiledSchema = {expression};");
        self.names.insert(expression, name.clone());
        name
    }

    fn expression(&mut self, schema: &CompiledSchema) -> String {
        let mut fields = Fields::default();
        fields.add("nodes", &schema.nodes, &CompiledSchema::ANY.nodes);
        if !schema.properties.is_empty() {
            let mut properties = Vec::new();
            for property in schema.properties {
                let name = self.name_of(property.schema);
                properties.push(format!("Property::new({:?}, &{name})", property.name));
            }
            fields.push("properties", &format!("&[{}]", properties.join(", ")));
        }
        if let Some(schema) = schema.additional_properties {
            let name = self.name_of(schema);
            fields.push("additional_properties", &format!("Some(&{name})"));
        }
        if let Some(schema) = schema.items {
            let name = self.name_of(schema);
            fields.push("items", &format!("Some(&{name})"));
        }
        if !schema.branches.is_empty() {
            let mut branches = Vec::new();
            for branch in schema.branches {
                let then = self.name_of(branch.then);
                let otherwise = match branch.otherwise {
                    Some(schema) => format!("Some(&{})", self.name_of(schema)),
                    None => "None".to_owned(),
                };
                let condition = source(&branch.condition);
                branches.push(format!(
                    "Branch {{ condition: {condition}, then: &{then}, otherwise: {otherwise} }}"
                ));
            }
            fields.push("branches", &format!("&[{}]", branches.join(", ")));
        }
        if schema.checks != Checks::NONE {
            fields.push("checks", &checks(&schema.checks));
        }
        let any = CompiledSchema::ANY;
        fields.add("reference", &schema.reference, &any.reference);
        fields.add("facts", &schema.facts, &any.facts);
        fields.add("annotations", &schema.annotations, &any.annotations);
        fields.add(
            "annotations_within",
            &schema.annotations_within,
            &any.annotations_within,
        );
        fields.of("CompiledSchema", "ANY")
    }
}

fn checks(checks: &Checks) -> String {
    let mut fields = Fields::default();
    let none = Checks::NONE;
    fields.add("types", &checks.types, &none.types);
    fields.add("required", &checks.required, &none.required);
    fields.add("is_closed", &checks.is_closed, &none.is_closed);
    fields.add("allowed", &checks.allowed, &none.allowed);
    fields.add("lengths", &checks.lengths, &none.lengths);
    fields.add("prefixes", &checks.prefixes, &none.prefixes);
    fields.add("is_https", &checks.is_https, &none.is_https);
    fields.add(
        "is_unsupported",
        &checks.is_unsupported,
        &none.is_unsupported,
    );
    fields.of("Checks", "NONE")
}

/// The fields of a struct that differ from those of a constant.
#[derive(Default)]
struct Fields(String);

impl Fields {
    fn push(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, "{name}: {value}, ");
    }

    fn add<T: PartialEq + Debug>(&mut self, name: &str, value: &T, usual: &T) {
        if value != usual {
            self.push(name, &source(value));
        }
    }

    fn of(self, type_name: &str, usual: &str) -> String {
        format!("{type_name} {{ {}..{usual} }}", self.0)
    }
}

/// A value as Rust: as `Debug` writes it, with the lists as references.
fn source(value: &impl Debug) -> String {
    let mut text = String::new();
    let mut in_string = false;
    let mut previous = ' ';
    for character in format!("{value:?}").chars() {
        if character == '"' && previous != '\\' {
            in_string = !in_string;
        }
        if character == '[' && !in_string {
            text.push('&');
        }
        text.push(character);
        previous = character;
    }
    text
}

fn all_compiled() -> Vec<(&'static str, &'static CompiledSchema)> {
    let mut all = Vec::new();
    for (name, text) in schemas::SCHEMAS {
        let source: &'static Source = Box::leak(Box::new(Source::new(name, text)));
        all.push((*name, compiled(source.root())));
    }
    all
}

fn generated() -> String {
    let mut text = String::new();
    let mut rows = String::new();
    for (name, compiled) in all_compiled() {
        let mut statics = Statics::new(name);
        let root = statics.name_of(compiled);
        text.push_str(&statics.text);
        let _ = writeln!(rows, "    ({name:?}, &{root}),");
    }
    format!(
        "{HEAD}\n{}\n/// Sorted by name.\npub(super) static TABLES: &[(&str, &CompiledSchema)] = &[\n{rows}];\n",
        text
    )
}

#[test]
fn the_tables_are_generated_from_the_schemas() {
    expect_test::expect_file!["tables.rs"].assert_eq(&generated());
}

/// Fails once after a schema has changed, until the tables that the test above writes are built.
#[test]
fn the_tables_equal_the_compiled_schemas() {
    assert_eq!(TABLES, all_compiled());
}
