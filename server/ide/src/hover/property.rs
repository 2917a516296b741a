//! A property or value, described by its schemas.

use super::choices::Choices;
use super::messages::Message;
use super::page::Page;
use super::{Hovered, Part, references};
use diagnostics::message;
use schema::{Node, Schema, Visit};
use syntax::{Kind, Value};

/// Whether its object requires a property.
#[derive(Clone, Copy, Default)]
pub(super) struct Required {
    /// `None` if the schema does not list the property.
    is_required: Option<bool>,
    /// A note in the schema.
    note: Option<&'static str>,
}

/// Whether the property at the end of a path is required.
pub(super) fn required(schema: &'static Schema, path: &[Value<'_>]) -> Required {
    let Some((last, parents)) = path.split_last() else {
        return Required::default();
    };
    let Some(key) = last.key() else {
        return Required::default();
    };
    schema::visit_at(schema, parents.iter().copied(), |visit| {
        required_in(visit, key.text)
    })
    .unwrap_or_default()
}

fn required_in(object: &Visit<'_>, name: &str) -> Required {
    // Any other name is the user's choice.
    if !object.properties().any(|(listed, _)| listed == name) {
        return Required::default();
    }
    let mut required = Required {
        is_required: Some(false),
        note: None,
    };
    for schema in object.schemas() {
        if schema::strings(schema.get("required")).any(|listed| listed == name) {
            required.is_required = Some(true);
        }
        if required.note.is_none()
            && let Some(notes) = schema.get("x-requiredNote")
        {
            required.note = notes.get(name).and_then(|note| note.as_str());
        }
    }
    required
}

/// Describes the property or value of a visit.
pub(super) fn describe(
    page: &mut Page<'_>,
    visit: &Visit<'_>,
    hovered: Hovered<'_>,
    required: Required,
) {
    let schemas: Vec<Node> = visit.schemas().collect();
    let title = title(visit);
    if !title.is_empty() {
        page.text.heading(title);
    }
    let choices = Choices::of(&schemas);
    let mut chosen = None;
    if let Some(string) = hovered.string() {
        chosen = choices.as_ref().and_then(|choices| choices.named(string));
        match chosen {
            Some(choice) => {
                let mut sentences = vec![choice.description()];
                sentences.extend(choice.advice(page));
                page.text.text(sentences.join(" "));
            }
            None => references::describe(page, visit, hovered.value.span(), string),
        }
    }
    if visit.member().is_some() || hovered.part == Part::Scalar {
        facts(page, &schemas, required);
    }
    descriptions(page, visit, required);
    hints(page, visit);
    match (&choices, chosen) {
        (Some(choices), Some(chosen)) => choices.describe_others(page, chosen),
        (Some(choices), None) => choices.describe(page),
        (None, _) => {
            entries(page, visit);
            example(page, visit, required);
        }
    }
    let source = chosen.and_then(|choice| choice.source);
    links(page, visit, source);
}

/// The title in the schema; HubSpot's own have none, so there it is the name of the property.
fn title(visit: &Visit<'_>) -> String {
    match (visit.text("title"), visit.value.key()) {
        (Some(title), _) => title.to_owned(),
        (None, Some(key)) => message::quoted(key.text),
        (None, None) => String::new(),
    }
}

fn descriptions(page: &mut Page<'_>, visit: &Visit<'_>, required: Required) {
    for keyword in ["description", "x-note"] {
        if let Some(text) = visit.text(keyword) {
            page.text.text(text);
        }
    }
    if let Some(note) = required.note {
        page.text.text(sentence(note));
    }
}

/// The page of the value or property; also that of the component if the property has none of its own.
fn links(page: &mut Page<'_>, visit: &Visit<'_>, source_of_value: Option<&'static str>) {
    let source = visit.text("x-source");
    page.link(Message::Documentation, source_of_value.or(source));
    if !source.is_some_and(|source| source.starts_with("https://")) {
        page.link(Message::Documentation, component_page(page));
    }
}

fn component_page(page: &Page<'_>) -> Option<&'static str> {
    let facts = page.cx.schema()?.root().get("x-component")?;
    facts.get("documentation")?.as_str()
}

/// A fragment of a message as a sentence.
fn sentence(fragment: &str) -> String {
    let mut sentence = format!("{fragment}.");
    if sentence.starts_with(|c: char| c.is_ascii_lowercase()) {
        sentence[..1].make_ascii_uppercase();
    }
    sentence
}

/// One sentence: type, whether the property is required, versions, limits.
fn facts(page: &mut Page<'_>, schemas: &[Node], required: Required) {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(type_name(page, schemas));
    match required.is_required {
        Some(true) => facts.push(page.message(Message::Required, &[])),
        Some(false) => facts.push(page.message(Message::Optional, &[])),
        None => {}
    }
    for schema in schemas {
        for member in schema.members() {
            facts.extend(limit(page, member.key.text, member.value));
        }
    }
    if !facts.is_empty() {
        page.text.text(sentence(&facts.join(", ")));
    }
}

fn type_name(page: &Page<'_>, schemas: &[Node]) -> Option<String> {
    let message = match first(schemas, "type").and_then(|name| name.as_str()) {
        Some("array") => return Some(array_type(page, schemas)),
        Some("object") => Message::Object,
        Some("boolean") => Message::Boolean,
        Some("number" | "integer") => Message::Number,
        Some(_) => Message::String,
        None => {
            first(schemas, "enum").or(first(schemas, "const"))?;
            Message::String
        }
    };
    Some(page.message(message, &[]))
}

fn array_type(page: &Page<'_>, schemas: &[Node]) -> String {
    let elements = first(schemas, "items").and_then(|items| items.get("type")?.as_str());
    let plural = match elements {
        Some("string") => Message::Strings,
        Some("object") => Message::Objects,
        _ => return page.message(Message::Array, &[]),
    };
    page.message(Message::ArrayOf, &[&page.message(plural, &[])])
}

/// The first value of a keyword.
fn first(schemas: &[Node], keyword: &str) -> Option<Node> {
    schemas.iter().find_map(|schema| schema.get(keyword))
}

/// The requirement of a keyword, as a part of a sentence.
fn limit(page: &Page<'_>, keyword: &str, value: Node) -> Option<String> {
    Some(match keyword {
        "minLength" | "minItems" if value.as_u64() == Some(1) => {
            page.message(Message::NotEmpty, &[])
        }
        "maxLength" => page.message(Message::AtMostCharacters, &[&json(value)]),
        "exclusiveMinimum" => page.message(Message::GreaterThan, &[&json(value)]),
        "format" if value.as_str() == Some("uri") => page.message(Message::Url, &[]),
        "default" => page.message(Message::Default, &[&message::quoted(&json(value))]),
        "x-patternMessage" => value.as_str()?.to_owned(),
        "x-fileExtensions" => {
            let extensions = message::any_of(schema::strings(Some(value)));
            page.message(Message::EndsIn, &[&extensions])
        }
        "x-maxFileBytes" => {
            let megabytes = value.as_u64()? >> 20;
            page.message(Message::AtMostBytes, &[&megabytes.to_string()])
        }
        "x-since" => page.message(Message::Since, &[value.as_str()?]),
        "x-until" => page.message(Message::Until, &[value.as_str()?]),
        _ => return None,
    })
}

fn json(value: Node) -> String {
    schema::to_json(value).to_string()
}

/// Sentences about recommendations and uncertain facts.
fn hints(page: &mut Page<'_>, visit: &Visit<'_>) {
    page.add_version(visit.text("x-since"), visit.text("x-until"));
    if let Some(max) = number(visit, "x-maxLengthHint") {
        let characters = message::count(max as usize, "character");
        page.add(Message::MaxRecommended, &[&characters]);
    }
    if let Some(max) = number(visit, "x-maxItemsHint") {
        page.add(Message::MaxRecommended, &[&max.to_string()]);
    }
    if let Some(name) = visit.text("x-directoryMustContain") {
        page.add(Message::FolderMustContain, &[name]);
    }
    if visit.text("x-confidence") == Some("observed") {
        page.add(Message::Observed, &[]);
    }
}

fn number(visit: &Visit<'_>, keyword: &str) -> Option<u64> {
    visit.keyword(keyword)?.as_u64()
}

/// The description of the entries of an array; objects are described by their own properties.
fn entries(page: &mut Page<'_>, visit: &Visit<'_>) {
    let Some(items) = visit.keyword("items") else {
        return;
    };
    let kind = items.get("type").and_then(|name| name.as_str());
    if kind != Some("object")
        && let Some(description) = items.get("description")
        && let Some(text) = description.as_str()
    {
        page.add(Message::EachEntry, &[text]);
    }
}

/// The first example that is not an empty array or object.
fn example(page: &mut Page<'_>, visit: &Visit<'_>, required: Required) {
    const MAX_LINE: usize = 60;
    let Some(example) = visit
        .keyword("examples")
        .and_then(|examples| examples.elements().find(|example| !is_empty(*example)))
    else {
        return;
    };
    let example = schema::to_json(example);
    let mut json = example.to_string();
    if json.len() > MAX_LINE {
        json = format!("{example:#}");
    }
    page.add(Message::Example, &[]);
    page.text.code(match visit.member() {
        // A key of the user's choice is left out.
        Some((_, member)) if required.is_required.is_some() => {
            format!("\"{}\": {json}", member.key.text)
        }
        _ => json,
    });
}

fn is_empty(example: Node) -> bool {
    matches!(example.kind(), Kind::Array | Kind::Object) && example.is_empty()
}
