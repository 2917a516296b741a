//! `missing-property`: misspelled, in the wrong object, or absent.

use super::SchemaError;
use crate::properties::missing_property::RULE;
use crate::validate::json_path::JsonPath;
use crate::validate::misplaced::{self, moves};
use crate::validate::missing::{self, MissingProperties};
use crate::validate::web_source;
use analysis::uids;
use diagnostics::{Diagnostic, Safety, Span, message};
use schema::{Node, Visit};
use syntax::edit;
use syntax::{Member, Value};

/// An example that is longer is not shown.
const MAX_EXAMPLE_LENGTH: usize = 60;

/// The diagnostic about a missing property; `names` are several if one of them is enough.
pub(super) fn describe(error: &SchemaError<'_>, names: &[&str]) -> Diagnostic {
    let [name] = names else {
        return missing_at(error, error.cx.anchor(error.value), names);
    };
    let schema = error
        .visit(|visit| property_schema(visit, name))
        .unwrap_or_default();
    let diagnostic = misspelled(error, name)
        .or_else(|| misplaced(error, name))
        .or_else(|| too_deep(error, name))
        .unwrap_or_else(|| absent(error, name, schema));
    diagnostic.url(web_source(
        schema.and_then(|schema| schema.get("x-source")?.as_str()),
    ))
}

/// The schema of a property: the one with an example, if there are several.
fn property_schema(visit: &Visit<'_>, name: &str) -> Option<Node> {
    visit
        .property_schemas(name)
        .find(|schema| schema.member("examples").is_some())
        .or_else(|| visit.property_schemas(name).next())
}

/// The diagnostic without help.
fn missing_at(error: &SchemaError<'_>, span: Span, names: &[&str]) -> Diagnostic {
    let mut message = summary(error, names);
    if let Some(note) = names.iter().find_map(|name| note(error, name)) {
        message.push_str(": ");
        message.push_str(note);
    }
    error.cx.at(&RULE, span, message).missing(names.join(", "))
}

fn summary(error: &SchemaError<'_>, names: &[&str]) -> String {
    let names = message::any_of(names.iter().copied());
    format!("missing property {names}{}", error.path.suffix())
}

/// What HubSpot does without the property.
fn note(error: &SchemaError<'_>, name: &str) -> Option<&'static str> {
    error.subschema?.get("x-requiredNote")?.get(name)?.as_str()
}

/// An unknown property of the object has a similar name.
fn misspelled(error: &SchemaError<'_>, name: &str) -> Option<Diagnostic> {
    let member = error.visit(|visit| similar_member(visit, error.value, name))??;
    let help = format!(
        "{} looks similar; did you mean {}?",
        message::quoted(member.key.text),
        message::quoted(name)
    );
    let diagnostic = missing_at(error, member.key.span, &[name]).help(help);
    Some(diagnostic.fix(
        format!("rename to `{name}`"),
        Safety::Unsafe,
        edit::rename_key(member.key, name),
    ))
}

fn similar_member<'a>(visit: &Visit<'_>, object: Value<'a>, name: &str) -> Option<Member<'a>> {
    let missing = MissingProperties::of(visit);
    object.members().find(|member| {
        !visit.knows(member.key.text) && missing.likely_meant(member.key.text) == Some(name)
    })
}

/// The property, or properties of the missing object, are in another object.
fn misplaced(error: &SchemaError<'_>, name: &str) -> Option<Diagnostic> {
    let misplaced = misplaced::find(error.schema, &error.path, name);
    let first = misplaced.first()?;
    let (title, edits) = moves::move_all(&misplaced)?;
    let diagnostic = ignored_in(error, name, first.object, first.member);
    Some(
        diagnostic
            .help(title.as_str())
            .fix(title, Safety::Unsafe, edits),
    )
}

/// The property is one level too deep, or two.
fn too_deep(error: &SchemaError<'_>, name: &str) -> Option<Diagnostic> {
    let object = error.value;
    let (current, member) = misplaced::too_deep(error.schema, &error.path, name)?;
    let title = format!(
        "move {} {}",
        message::quoted(name),
        misplaced::to_object(object)
    );
    let edits = moves::move_member(current, member, object);
    Some(
        ignored_in(error, name, current, member)
            .help(title.as_str())
            .fix(title, Safety::Unsafe, edits),
    )
}

/// The diagnostic at a property that HubSpot ignores because it is in the wrong object.
fn ignored_in(
    error: &SchemaError<'_>,
    name: &str,
    object: Value<'_>,
    member: Member<'_>,
) -> Diagnostic {
    let path = JsonPath::of(error.cx.root, object).suffix();
    let message = format!(
        "{}; {} is ignored{}",
        summary(error, &[name]),
        message::quoted(member.key.text),
        if path.is_empty() { " here" } else { &path }
    );
    error.cx.at(&RULE, member.key.span, message).missing(name)
}

/// The property is not in the file.
fn absent(error: &SchemaError<'_>, name: &str, schema: Option<Node>) -> Diagnostic {
    let object = error.value;
    let uid = free_uid(error, name);
    let diagnostic = missing_at(error, error.cx.anchor(object), &[name]);
    let diagnostic = diagnostic.help(match uid.clone().or_else(|| example(schema)) {
        Some(json) if json.len() <= MAX_EXAMPLE_LENGTH => format!("add `\"{name}\": {json}`"),
        _ => format!("add {}", message::quoted(name)),
    });
    match uid.or_else(|| missing::only_value(schema?)) {
        Some(json) => diagnostic.fix(
            format!("add `{name}`"),
            Safety::Unsafe,
            edit::insert_member(object, name, &json),
        ),
        None => diagnostic,
    }
}

fn example(schema: Option<Node>) -> Option<String> {
    let example = schema?.get("examples")?.elements().next()?;
    Some(schema::to_json(example).to_string())
}

/// A unique uid for the file as JSON, if its uid is what is missing: an example would not be unique.
fn free_uid(error: &SchemaError<'_>, name: &str) -> Option<String> {
    let is_uid =
        name == "uid" && error.cx.is_component() && error.value.index() == error.cx.root.index();
    if !is_uid {
        return None;
    }
    Some(edit::quote(&uids::free(error.cx)?))
}
