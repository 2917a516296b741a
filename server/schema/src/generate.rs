//! Writes `tables.rs`, and insists that it is what the schemas compile to.

use std::fmt::{Debug, Write};

use super::compile::compiled;
use super::compiled::{Checks, Part, Property, Row, Tables};
use super::load::Source;
use super::tables::TABLES;

const HEAD: &str = "\
//! The compiled schemas. Generated from `schemas/*.json` (`UPDATE_EXPECT=1 cargo test --no-fail-fast`).

use super::compiled::{Annotations, Branch, Checks, Condition, Part, Property, Row, Tables, Types};
use super::compiled::{Fact::*, Limit::*, Strings::*};

const ANY: Row = Row::ANY;
const NONE: Checks = Checks::NONE;
";

/// The tables of one schema. Those of other schemas stay as they are when one schema changes.
fn tables(name: &str, tables: &Tables) -> String {
    let mut text = format!("\nstatic {}: Tables = Tables {{\n", static_name(name));
    list(&mut text, "schemas", tables.schemas.iter().map(row));
    let _ = writeln!(text, "    nodes: {},", source(&tables.nodes));
    let properties = tables.properties.iter().map(|one| property(one, tables));
    list(&mut text, "properties", properties);
    list(&mut text, "branches", tables.branches.iter().map(source));
    list(&mut text, "checks", tables.checks.iter().map(checks));
    list(&mut text, "facts", tables.facts.iter().map(source));
    text.push_str("    names: concat!(\n");
    for name in tables.names.split_inclusive(' ') {
        let _ = writeln!(text, "        {name:?},");
    }
    text.push_str("    ),\n};\n");
    text
}

fn list(text: &mut String, name: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() == 0 {
        let _ = writeln!(text, "    {name}: &[],");
        return;
    }
    let _ = writeln!(text, "    {name}: &[");
    for line in lines {
        let _ = writeln!(text, "        {line},");
    }
    text.push_str("    ],\n");
}

fn static_name(schema: &str) -> String {
    schema.to_uppercase().replace('-', "_")
}

fn row(row: &Row) -> String {
    let mut fields = Fields::default();
    let any = Row::ANY;
    fields.add("nodes", &row.nodes, &any.nodes);
    fields.add("properties", &row.properties, &any.properties);
    fields.add(
        "additional_properties",
        &row.additional_properties,
        &any.additional_properties,
    );
    fields.add("items", &row.items, &any.items);
    fields.add("branches", &row.branches, &any.branches);
    fields.add("checks", &row.checks, &any.checks);
    fields.add("reference", &row.reference, &any.reference);
    fields.add("facts", &row.facts, &any.facts);
    fields.add("annotations", &row.annotations, &any.annotations);
    fields.add(
        "annotations_within",
        &row.annotations_within,
        &any.annotations_within,
    );
    fields.of("Row", "ANY")
}

fn property(property: &Property, tables: &Tables) -> String {
    let Part(start, end) = property.name;
    let name = &tables.names[usize::from(start)..usize::from(end)];
    format!("{property:?} /* {name} */")
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
    fn add<T: PartialEq + Debug>(&mut self, name: &str, value: &T, usual: &T) {
        if value != usual {
            let _ = write!(self.0, "{name}: {}, ", source(value));
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

fn all_compiled() -> Vec<(&'static str, &'static Tables)> {
    let mut all = Vec::new();
    for (name, text) in schemas::SCHEMAS {
        let source: &'static Source = Box::leak(Box::new(Source::new(name, text)));
        all.push((*name, compiled(source.root())));
    }
    all
}

fn generated() -> String {
    let mut text = HEAD.to_owned();
    let mut rows = String::new();
    for (name, compiled) in all_compiled() {
        text.push_str(&tables(name, compiled));
        let _ = writeln!(rows, "    ({name:?}, &{}),", static_name(name));
    }
    format!(
        "{text}\n/// Sorted by name.\npub(super) static TABLES: &[(&str, &Tables)] = &[\n{rows}];\n"
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
