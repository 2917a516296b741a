//! Recognizes what HubSpot's tools print, and takes the schemas out of it.

use std::collections::BTreeMap;

use analysis::secrets::Secrets;
use diagnostics::message;
use serde_json::{Map, Value};

/// How often one answer may be packed into another: a schema in a text in a result in a response.
const MAX_LAYERS: usize = 8;

/// The types of JSON Schema: a component file has a `type`, too.
const JSON_TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Keywords of which a schema has one at least.
const KEYWORDS: [&str; 12] = [
    "$schema",
    "$ref",
    "$defs",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
];

/// The schemas that a text has.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// Of a file that hsmeta wrote for another project.
    pub platform_version: Option<String>,
    /// Of such a file, too: the day of that import.
    pub imported: Option<String>,
    pub schemas: Schemas,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Schemas {
    /// By HubSpot's internal names: `APP_FUNCTION`.
    ByType(BTreeMap<String, Value>),
    /// One, of a type that the text does not say.
    One(Value),
}

/// Why a text has no schemas.
#[derive(thiserror::Error, Clone, PartialEq, Debug)]
pub enum AnswerError {
    #[error("it is not text in UTF-8 or UTF-16")]
    NotText,
    #[error("it is empty; the command that was to write it may have failed")]
    Empty,
    #[error("it is not JSON: {0}")]
    NotJson(String),
    #[error("HubSpot's tool answered {0}")]
    Refused(String),
    #[error("these are hsmeta's own schemas, not HubSpot's")]
    Ours,
    #[error(
        "it is neither HubSpot's answer (an object of schemas by type) nor a schema; docs/schemas.md has the command that gets one"
    )]
    Unrecognized,
}

/// A value that was unpacked, or the schemas.
enum Layer {
    Inner(Value),
    Answer(Answer),
}

pub(super) fn read(text: &str) -> Result<Answer, AnswerError> {
    let mut value = parse(text)?;
    for _ in 0..MAX_LAYERS {
        match layer(value)? {
            Layer::Inner(inner) => value = inner,
            Layer::Answer(answer) => return Ok(answer),
        }
    }
    Err(AnswerError::Unrecognized)
}

/// The JSON in a text: all of it, or the lines of an object between others, as `hs api` prints without `--json`, or in a code
/// block.
fn parse(text: &str) -> Result<Value, AnswerError> {
    let whole = text.trim();
    if whole.is_empty() {
        return Err(AnswerError::Empty);
    }
    let error = match serde_json::from_str(whole) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let part = match object_lines(whole) {
        Some(part) => part,
        None if whole.starts_with(['{', '[']) => {
            return Err(AnswerError::NotJson(error.to_string()));
        }
        None => return Err(AnswerError::NotJson(excerpt(whole))),
    };
    // Lines count from the beginning of the text.
    serde_json::from_str(part).map_err(|_| AnswerError::NotJson(error.to_string()))
}

/// From the first line that begins with a brace to the last one that ends with one.
fn object_lines(text: &str) -> Option<&str> {
    let mut start = None;
    let mut end = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if start.is_none() && line.trim_start().starts_with('{') {
            start = Some(offset);
        }
        offset += line.len();
        if line.trim_end().ends_with('}') {
            end = Some(offset);
        }
    }
    text.get(start?..end?)
}

fn layer(value: Value) -> Result<Layer, AnswerError> {
    match value {
        Value::String(text) => Ok(Layer::Inner(parse(&text)?)),
        Value::Array(content) => Ok(Layer::Inner(text_of(&content)?)),
        Value::Object(object) => object_layer(object),
        _ => Err(AnswerError::Unrecognized),
    }
}

fn object_layer(mut object: Map<String, Value>) -> Result<Layer, AnswerError> {
    if let Some(refusal) = refusal(&object) {
        return Err(AnswerError::Refused(refusal));
    }
    if object.contains_key("jsonrpc")
        && let Some(result) = object.remove("result")
    {
        return Ok(Layer::Inner(result));
    }
    if let Some(Value::Array(content)) = object.get("content") {
        return Ok(Layer::Inner(text_of(content)?));
    }
    if object.len() == 1
        && let Some(config @ Value::Object(_)) = object.remove("config")
    {
        return Ok(Layer::Inner(config));
    }
    let string = |name| {
        let value = object.get(name).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    let (platform_version, imported) = (string("platformVersion"), string("imported"));
    if platform_version.is_some()
        && let Some(Value::Object(schemas)) = object.remove("schemas")
    {
        object = schemas;
    }
    let schemas = if is_by_type(&object) {
        Schemas::ByType(object.into_iter().collect())
    } else if is_ours(&object) {
        return Err(AnswerError::Ours);
    } else if is_schema(&object) {
        Schemas::One(Value::Object(object))
    } else {
        return Err(AnswerError::Unrecognized);
    };
    Ok(Layer::Answer(Answer {
        platform_version,
        imported,
        schemas,
    }))
}

/// What HubSpot says instead of an answer: `hs api` prints it, too.
fn refusal(object: &Map<String, Value>) -> Option<String> {
    let mut said = object.get("message");
    if let Some(Value::Object(error)) = object.get("error") {
        said = error.get("message");
    } else if object.get("status")?.as_str()? != "error" {
        return None;
    }
    Some(excerpt(said?.as_str()?))
}

/// The JSON in the texts of the result of a tool. Another text may follow it, which asks for feedback.
fn text_of(content: &[Value]) -> Result<Value, AnswerError> {
    let mut first = None;
    for item in content {
        let Some(text) = item.get("text").and_then(Value::as_str) else {
            continue;
        };
        if let Ok(value @ Value::Object(_)) = parse(text) {
            return Ok(value);
        }
        first.get_or_insert(text);
    }
    match first {
        Some(text) => Err(AnswerError::Refused(excerpt(text))),
        None => Err(AnswerError::Unrecognized),
    }
}

/// Whether this is HubSpot's answer: its keys are types, `APP_FUNCTION`, and a schema is an object or a Boolean.
fn is_by_type(object: &Map<String, Value>) -> bool {
    let is_type = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    };
    !object.is_empty()
        && object
            .iter()
            .all(|(name, schema)| is_type(name) && (schema.is_object() || schema.is_boolean()))
}

fn is_ours(object: &Map<String, Value>) -> bool {
    let id = object.get("$id").and_then(Value::as_str);
    id.is_some_and(|id| id.starts_with("urn:hsmeta:"))
}

fn is_schema(object: &Map<String, Value>) -> bool {
    let is_type = match object.get("type") {
        Some(Value::String(name)) => JSON_TYPES.contains(&name.as_str()),
        Some(Value::Array(names)) => names
            .iter()
            .all(|name| name.as_str().is_some_and(|name| JSON_TYPES.contains(&name))),
        Some(_) => false,
        None => true,
    };
    is_type && KEYWORDS.iter().any(|keyword| object.contains_key(*keyword))
}

/// The first line of a text, in quotes; the text may be another file, and have a secret.
fn excerpt(text: &str) -> String {
    let mut line = text.lines().next().unwrap_or_default().to_owned();
    Secrets::default().mask(&mut line);
    message::quoted(&line)
}
