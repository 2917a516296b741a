//! A document against its schema: turns the validator's errors, and what our annotations say, into diagnostics at the
//! exact characters. Messages are defined in `messages` only.
//!
//! What is unknown (broken text, a placeholder without a profile) is never reported, and an object with broken text in it
//! proves nothing by absence.

mod annotations;
mod branch;
mod json_path;
mod messages;
mod misplaced;
mod missing;
mod official;
mod platform_versions;
mod unknown_properties;
mod unknown_values;

pub(crate) use official::{reconcile, remove_explained};

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::paths::Location;

use crate::properties::{
    missing_property, unexpected_property, unexpected_top_level_property, wrong_type,
};
use analysis::FileContext;
use catalog::{FileKind, Spelling};
use diagnostics::{Diagnostic, Rule, RuleId, Span, message};
use json_path::{JsonPath, JsonPaths};
use project::facts::{Facts, TypeMismatch};
use schema::{Origin, Schema, Validity, Visit};
use syntax::Value;

/// The schema of a document, if it has one. HubSpot's own decides about `config`, if it was imported.
pub fn schema_of(cx: &FileContext<'_>) -> Option<&'static Schema> {
    match cx.document.kind {
        FileKind::Project => schema::schema("hsproject"),
        FileKind::Profile => schema::schema("hsprofile"),
        FileKind::Component => {
            let official = cx.project.official.as_deref();
            schema::official::schema_of(cx.component?.name, official)
        }
        FileKind::Local | FileKind::Package | FileKind::Candidate => None,
    }
}

/// Adds the diagnostics of the document's schema.
pub fn validate(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if official::is_accepted(cx) {
        return;
    }
    let Some(schema) = schema_of(cx) else { return };
    let mut diagnostics = Vec::new();
    if !annotations::check(cx, schema, &mut diagnostics) {
        match schema.check(cx.root) {
            Validity::Valid => {}
            Validity::Invalid(errors) => describe_all(cx, schema, &errors, &mut diagnostics),
            Validity::Unknown(reason) => {
                diagnostics.extend(official::unchecked(cx, schema, reason));
            }
        }
    }
    out.extend(one_per_cause(diagnostics));
}

fn describe_all(
    cx: &FileContext<'_>,
    schema: &'static Schema,
    errors: &[ValidationError<'_>],
    out: &mut Vec<Diagnostic>,
) {
    let mut paths = JsonPaths::new(cx.root);
    let before = out.len();
    // Of HubSpot's schema; it is reported if no other error of it is.
    let mut without_message = None;
    for error in errors {
        if schema.origin().is_some() && out.len() >= official::MAX_DIAGNOSTICS {
            break;
        }
        let Some(error) = SchemaError::new(cx, schema, &mut paths, error) else {
            continue;
        };
        let first = out.len();
        messages::describe(&error, &mut paths, out);
        if let Some(origin) = error.origin() {
            official::cite(origin, &mut out[first..]);
            without_message = without_message.or_else(|| Some(messages::not_allowed(&error)));
        }
    }
    if errors.is_empty() {
        without_message = official::refused(cx, schema);
    }
    if let Some(mut diagnostic) = without_message
        && let Some(origin) = schema.origin()
        && !official::has_cited_error(&out[before..])
    {
        official::cite(origin, std::slice::from_mut(&mut diagnostic));
        out.push(diagnostic);
    }
}

/// Whether the missing version is that of the old layout, which is reported as such.
fn is_legacy_without_version(cx: &FileContext<'_>, kind: &Kind) -> bool {
    let Kind::Required { property } = kind else {
        return false;
    };
    cx.document.kind == FileKind::Project
        && cx.project.is_legacy
        && property.as_str() == Some("platformVersion")
}

/// An error of the validator, with its path in the document and in the schema.
struct SchemaError<'a> {
    cx: &'a FileContext<'a>,
    schema: &'static Schema,
    kind: &'a Kind,
    /// The invalid value.
    value: Value<'a>,
    /// The path of the value.
    path: JsonPath<'a>,
    /// The schema object that contains the keyword.
    subschema: Option<schema::Node>,
}

impl<'a> SchemaError<'a> {
    /// `None` if the error must not be reported: see the module's documentation.
    fn new<'p: 'a>(
        cx: &'a FileContext<'a>,
        schema: &'static Schema,
        paths: &mut JsonPaths<'p>,
        error: &'a ValidationError<'_>,
    ) -> Option<SchemaError<'a>> {
        let segments = segments(error.schema_path());
        let (_keyword, parent) = segments.split_last()?;
        let subschema = schema.at(parent);
        let kind = error.kind();
        // If the type of a file is unknown, its `config` is not checked against the schema of another type.
        let is_nested = error.instance_path().iter().next().is_some();
        if has_own_rule(kind, subschema) || is_nested && is_of_unknown_type(cx) {
            return None;
        }
        let path = paths.find(error.instance_path())?;
        let value = path.value();
        if matches!(kind, Kind::Required { .. })
            && (value.is_incomplete() || is_legacy_without_version(cx, kind))
        {
            return None;
        }
        let described = SchemaError {
            cx,
            schema,
            kind,
            value,
            path,
            subschema,
        };
        if described.origin().is_some()
            && !unknown_values::is_certain(error, &described.path, paths)
        {
            return None;
        }
        Some(described)
    }

    /// The schema of HubSpot that the error is from; `None` if it is from ours.
    fn origin(&self) -> Option<&'static Origin> {
        if !self.path.is_below("config") {
            return None;
        }
        self.schema.origin()
    }

    /// The string under a keyword of the schema object.
    fn keyword(&self, name: &str) -> Option<&'static str> {
        self.subschema?.get(name)?.as_str()
    }

    /// A diagnostic at the value.
    fn diagnostic(&self, rule: &Rule, message: String) -> Diagnostic {
        self.cx
            .at(rule, self.value.span(), message)
            .url(web_source(self.keyword("x-source")))
    }

    /// The subject of a message about the value.
    fn subject(&self) -> String {
        match self.value.key() {
            Some(key) => message::quoted(key.text),
            None => "this value".to_owned(),
        }
    }

    /// Calls `look` with the value and all its schemas.
    fn visit<T>(&self, look: impl FnOnce(&Visit<'_>) -> T) -> Option<T> {
        schema::visit_at(self.schema, self.path.values(), look)
    }
}

/// The value of `x-source`, if it is a page; other sources are files of HubSpot's packages.
fn web_source(source: Option<&'static str>) -> Option<&'static str> {
    match source {
        Some(url) if url.starts_with("https:") => Some(url),
        _ => None,
    }
}

/// Whether another rule reports the error, with a better message.
fn has_own_rule(kind: &Kind, subschema: Option<schema::Node>) -> bool {
    let is_about_shape = matches!(kind, Kind::Required { .. } | Kind::Type { .. });
    !is_about_shape && subschema.is_some_and(|schema| schema.member("x-checkedBy").is_some())
}

/// Whether it is unknown which schema applies to the file: its `type` is unknown, or contradicts its folder. Only its
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

/// One cause, one diagnostic: a value of the wrong type is reported once, and not also as a wrong value; a misplaced
/// property is reported by the rule with the worst consequence: HubSpot refuses it, lacks it, or ignores it. The others stay for
/// projects that turn that rule off.
fn one_per_cause(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let of = |rule| (rule, spans_of(&diagnostics, rule));
    let wrong_type = of(wrong_type::RULE.id);
    let unexpected = [
        of(unexpected_top_level_property::RULE.id),
        of(unexpected_property::RULE.id),
    ];
    let missing = of(missing_property::RULE.id);
    let mut seen = BTreeSet::new();
    diagnostics
        .retain(|diagnostic| diagnostic.rule != "wrong-type" || seen.insert(diagnostic.span));
    for diagnostic in &mut diagnostics {
        let better: &[(RuleId, BTreeSet<Span>)] = match diagnostic.rule {
            "invalid-value" => std::slice::from_ref(&wrong_type),
            "missing-property" => &unexpected,
            "unknown-property" | "ignored-property" => std::slice::from_ref(&missing),
            _ => continue,
        };
        for (rule, spans) in better {
            if spans.contains(&diagnostic.span) {
                diagnostic.explained_by = Some(rule);
            }
        }
    }
    diagnostics
}

/// Where a rule reports something that no other one explains.
fn spans_of(diagnostics: &[Diagnostic], rule: &str) -> BTreeSet<Span> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.rule == rule && diagnostic.explained_by.is_none())
        .map(|diagnostic| diagnostic.span)
        .collect()
}
