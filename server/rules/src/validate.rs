//! A document against its schema: turns the validator's errors, and what our annotations say, into diagnostics at the
//! exact characters. Messages are defined in `messages` only.
//!
//! What is unknown (broken text, a placeholder without a profile) is never complained about, and an object with broken
//! text in it proves nothing by absence.

mod annotations;
mod branch;
mod json_path;
mod messages;
mod misplaced;
mod missing;

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::paths::Location;

use analysis::FileContext;
use catalog::{FileKind, Spelling};
use diagnostics::Diagnostic;
use json_path::{JsonPath, JsonPaths};
use project::facts::{Facts, TypeMismatch};
use schema::Schema;
use syntax::Value;

/// The schema of a document, if it has one.
pub fn schema_of(cx: &FileContext<'_>) -> Option<&'static Schema> {
    match cx.document.kind {
        FileKind::Project => schema::schema("hsproject"),
        FileKind::Profile => schema::schema("hsprofile"),
        FileKind::Component => schema::schema(cx.component?.name),
        FileKind::Local | FileKind::Package | FileKind::Candidate => None,
    }
}

/// Adds everything that the document's schema has to say.
pub fn validate(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(schema) = schema_of(cx) else { return };
    let mut found = Vec::new();
    let surely_valid = annotations::check(cx, schema, &mut found);
    if !surely_valid && !schema.validator().is_valid(cx.root) {
        let mut paths = JsonPaths::new(cx.root);
        for error in schema.validator().iter_errors(cx.root) {
            let failure = Failure::new(cx, schema, &mut paths, &error);
            failure
                .into_iter()
                .for_each(|failure| messages::describe(&failure, &mut paths, &mut found));
        }
    }
    out.extend(without_echoes(found));
}

/// One error of the validator with its path in the text and in the schema.
struct Failure<'a> {
    cx: &'a FileContext<'a>,
    schema: &'static Schema,
    kind: &'a Kind,
    /// The value that is wrong.
    value: Value<'a>,
    /// Where it is.
    path: JsonPath<'a>,
    /// The schema object that holds the keyword.
    rule: Option<schema::Node>,
}

impl<'a> Failure<'a> {
    /// `None` where nothing may be said: see the module's documentation.
    fn new<'p: 'a>(
        cx: &'a FileContext<'a>,
        schema: &'static Schema,
        paths: &mut JsonPaths<'p>,
        error: &'a ValidationError<'_>,
    ) -> Option<Failure<'a>> {
        let segments = segments(error.schema_path());
        let (_, above) = segments.split_last()?;
        let rule = schema.at(above);
        let kind = error.kind();
        // A file of unknown type is not held to the rules of another: only its outermost level is checked.
        let is_below = error.instance_path().iter().next().is_some();
        if is_said_elsewhere(kind, rule) || is_below && is_of_unknown_type(cx) {
            return None;
        }
        let path = paths.find(error.instance_path())?;
        let value = path.value();
        let absence = matches!(kind, Kind::Required { .. }) && value.is_incomplete();
        (!absence).then_some(Failure {
            cx,
            schema,
            kind,
            value,
            path,
            rule,
        })
    }

    fn text(&self, keyword: &str) -> Option<&'static str> {
        self.rule?.get(keyword)?.as_str()
    }
}

/// Whether a rule of its own reports it, with better words.
fn is_said_elsewhere(kind: &Kind, rule: Option<schema::Node>) -> bool {
    let about_shape = matches!(kind, Kind::Required { .. } | Kind::Type { .. });
    !about_shape && rule.is_some_and(|rule| rule.member("x-checkedBy").is_some())
}

/// Whether nothing tells which schema the file is held to: its `type` means nothing, or contradicts its folder. Only its
/// outermost level can be checked then.
fn is_of_unknown_type(cx: &FileContext<'_>) -> bool {
    match &cx.document.facts {
        Facts::Component(facts) => {
            facts.type_name.is_some() && facts.spelling == Spelling::Unknown
                || facts.type_mismatch == Some(TypeMismatch::Ambiguous)
        }
        _ => false,
    }
}

fn segments(path: &Location) -> Vec<String> {
    path.iter().map(|segment| segment.to_string()).collect()
}

/// One cause, one diagnostic: a value of the wrong type is not also reported as a wrong value, or as wrong twice, and what
/// is said about a misplaced property once, by the rule that says most: HubSpot refuses it, lacks it, or ignores it.
fn without_echoes(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let spans = |rule: &str| {
        found
            .iter()
            .filter(|d| d.rule == rule)
            .map(|d| d.span)
            .collect::<BTreeSet<_>>()
    };
    let wrong_type = spans("wrong-type");
    let unexpected = spans("unexpected-top-level-property");
    let missing = spans("missing-property");
    let mut said = BTreeSet::new();
    found.retain(|diagnostic| match diagnostic.rule {
        "wrong-type" => said.insert(diagnostic.span),
        "invalid-value" => !wrong_type.contains(&diagnostic.span),
        "missing-property" => !unexpected.contains(&diagnostic.span),
        "unknown-property" | "ignored-property" => !missing.contains(&diagnostic.span),
        _ => true,
    });
    found
}
