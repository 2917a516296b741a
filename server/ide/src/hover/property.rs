//! A property or a value from what its schemas say.

use super::choices::Choices;
use super::page::Page;
use super::texts::Key;
use super::{Hovered, Part, names};
use diagnostics::message;
use schema::{Node, Schema, Visit};
use syntax::{Kind, Value};

/// Whether the object above asks for a property.
#[derive(Clone, Copy, Default)]
pub(super) struct Required {
    /// `None` for what is no property.
    is_required: Option<bool>,
    /// What the schema says about it.
    note: Option<&'static str>,
}

/// Whether what stands at the end of a way has to be there.
pub(super) fn required(schema: &'static Schema, way: &[Value<'_>]) -> Required {
    let Some((last, above)) = way.split_last() else {
        return Required::default();
    };
    let Some(key) = last.key() else {
        return Required::default();
    };
    let look = |visit: &Visit<'_>| {
        // A name that the schema does not list is for the user to choose.
        visit
            .properties()
            .any(|(name, _)| name == key.text)
            .then(|| {
                let mut names = visit
                    .schemas()
                    .flat_map(|schema| schema::strings(schema.get("required")));
                let is_required = names.any(|name| name == key.text);
                let note = visit
                    .schemas()
                    .find_map(|schema| schema.get("x-requiredNote")?.get(key.text)?.as_str());
                Required {
                    is_required: Some(is_required),
                    note,
                }
            })
    };
    schema::visit_at(schema, above.iter().copied(), look)
        .flatten()
        .unwrap_or_default()
}

/// Describes what a visit found.
pub(super) fn describe(
    page: &mut Page<'_>,
    visit: &Visit<'_>,
    hovered: Hovered<'_>,
    required: Required,
) {
    let schemas: Vec<Node> = visit.schemas().collect();
    page.text.heading(visit.text("title").unwrap_or_default());
    let choices = Choices::of(&schemas);
    let value = hovered.text();
    let chosen = choices
        .as_ref()
        .zip(value)
        .and_then(|(choices, value)| Some((choices, choices.named(value)?)));
    if let Some((_, choice)) = chosen {
        let sentences = [Some(choice.words()), choice.instead(page)];
        page.text.text(
            sentences
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        );
    } else if let Some(value) = value {
        names::describe(page, visit, hovered.value.span(), value);
    }
    if visit.member.is_some() || hovered.part == Part::Scalar {
        facts(page, &schemas, required);
    }
    for text in [visit.text("description"), visit.text("x-note")]
        .into_iter()
        .flatten()
    {
        page.text.text(text);
    }
    if let Some(note) = required.note {
        page.text.text(sentence(note));
    }
    hints(page, visit);
    if choices.is_none() {
        entries(page, visit);
    }
    match (&choices, chosen) {
        (Some(choices), Some((_, chosen))) => choices.describe_others(page, chosen),
        (Some(choices), None) => choices.describe(page),
        (None, _) => example(page, visit, required),
    }
    let source = chosen
        .and_then(|(_, choice)| choice.source)
        .or(visit.text("x-source"));
    page.link(Key::Documentation, source);
    let own = || {
        page.cx
            .schema()?
            .root()
            .get("x-component")?
            .get("documentation")?
            .as_str()
    };
    if !visit
        .text("x-source")
        .is_some_and(|source| source.starts_with("https://"))
    {
        page.link(Key::Documentation, own());
    }
}

/// A fragment of a message as a sentence.
fn sentence(fragment: &str) -> String {
    let mut sentence = format!("{fragment}.");
    if sentence.starts_with(|c: char| c.is_ascii_lowercase()) {
        sentence[..1].make_ascii_uppercase();
    }
    sentence
}

/// One sentence: type, whether it is required, versions, limits.
fn facts(page: &mut Page<'_>, schemas: &[Node], required: Required) {
    let mut facts: Vec<String> = type_of(page, schemas).into_iter().collect();
    facts.extend(
        required
            .is_required
            .map(|is| page.words(if is { Key::Required } else { Key::Optional }, &[])),
    );
    for schema in schemas {
        facts.extend(
            schema
                .members()
                .filter_map(|member| limit(page, member.key.text, member.value)),
        );
    }
    if !facts.is_empty() {
        page.text.text(sentence(&facts.join(", ")));
    }
}

fn type_of(page: &Page<'_>, schemas: &[Node]) -> Option<String> {
    let keyword = |name: &str| schemas.iter().find_map(|schema| schema.get(name));
    let is_text = || keyword("enum").or(keyword("const")).is_some();
    let name = keyword("type")
        .and_then(|name| name.as_str())
        .or_else(|| is_text().then_some("string"))?;
    let items = keyword("items").and_then(|items| items.get("type")?.as_str());
    let many = items.and_then(|items| match items {
        "string" => Some(Key::Texts),
        "object" => Some(Key::Objects),
        _ => None,
    });
    Some(match (name, many) {
        ("array", Some(many)) => page.words(Key::ArrayOf, &[&page.words(many, &[])]),
        ("array", None) => page.words(Key::Array, &[]),
        ("object", _) => page.words(Key::Object, &[]),
        ("boolean", _) => page.words(Key::Boolean, &[]),
        ("number" | "integer", _) => page.words(Key::Number, &[]),
        _ => page.words(Key::Text, &[]),
    })
}

/// What a keyword asks for, as a part of a sentence.
fn limit(page: &Page<'_>, keyword: &str, value: Node) -> Option<String> {
    let text = || schema::to_json(value).to_string();
    let one = |key| Some(page.words(key, &[&text()]));
    match keyword {
        "minLength" | "minItems" if value.as_u64() == Some(1) => {
            Some(page.words(Key::NotEmpty, &[]))
        }
        "maxLength" => one(Key::AtMostCharacters),

        "exclusiveMinimum" => one(Key::GreaterThan),
        "format" if value.as_str() == Some("uri") => Some(page.words(Key::Url, &[])),
        "default" => Some(page.words(Key::Default, &[&message::quoted(&text())])),
        "x-patternMessage" => value.as_str().map(str::to_owned),
        "x-fileExtensions" => Some(page.words(
            Key::EndsIn,
            &[&message::any_of(schema::strings(Some(value)))],
        )),
        "x-maxFileBytes" => {
            Some(page.words(Key::AtMostBytes, &[&(value.as_u64()? >> 20).to_string()]))
        }
        "x-since" => Some(page.words(Key::Since, &[value.as_str()?])),
        "x-until" => Some(page.words(Key::Until, &[value.as_str()?])),
        _ => None,
    }
}

/// Sentences about what is no hard limit.
fn hints(page: &mut Page<'_>, visit: &Visit<'_>) {
    page.say_version(visit.text("x-since"), visit.text("x-until"));
    let number = |keyword: &str| {
        visit
            .keyword(keyword)?
            .as_u64()
            .map(|number| number as usize)
    };
    if let Some(most) = number("x-maxLengthHint") {
        page.say(Key::MostRecommended, &[&message::count(most, "character")]);
    }
    if let Some(most) = number("x-maxItemsHint") {
        page.say(Key::MostRecommended, &[&most.to_string()]);
    }
    if let Some(name) = visit.text("x-directoryMustContain") {
        page.say(Key::FolderMustHold, &[name]);
    }
    if visit.text("x-confidence") == Some("observed") {
        page.say(Key::Observed, &[]);
    }
}

/// What each entry of an array is; of objects their own properties tell it.
fn entries(page: &mut Page<'_>, visit: &Visit<'_>) {
    let items = visit.keyword("items").filter(|items| {
        items
            .get("type")
            .is_none_or(|name| name.as_str() != Some("object"))
    });
    if let Some(text) = items.and_then(|items| items.get("description")?.as_str()) {
        page.say(Key::EachEntry, &[text]);
    }
}

/// The first example that has something in it.
fn example(page: &mut Page<'_>, visit: &Visit<'_>, required: Required) {
    const LONGEST_LINE: usize = 60;
    let mut examples = visit
        .keyword("examples")
        .into_iter()
        .flat_map(|examples| examples.elements());
    let is_hollow =
        |example: &Node| matches!(example.kind(), Kind::Array | Kind::Object) && example.is_empty();
    let Some(example) = examples
        .find(|example| !is_hollow(example))
        .map(schema::to_json)
    else {
        return;
    };
    let compact = example.to_string();
    let json = if compact.len() <= LONGEST_LINE {
        compact
    } else {
        format!("{example:#}")
    };
    page.say(Key::Example, &[]);
    page.text.code(match visit.member {
        // A name that the user chose is not repeated.
        Some((_, member)) if required.is_required.is_some() => {
            format!("\"{}\": {json}", member.key.text)
        }
        _ => json,
    });
}
