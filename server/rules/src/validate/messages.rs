//! The messages of schema errors: one arm for each kind of error, the only place where such messages are written. They
//! never contain raw JSON of a user.

use std::collections::HashSet;

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value as Json;

use super::json_path::{JsonPath, JsonPaths};
use super::misplaced::{self, Home};
use super::missing::{self, Missing};
use super::{Failure, branch};
use crate::properties::{
    invalid_value, missing_property, unexpected_top_level_property, wrong_case, wrong_type,
};
use analysis::{placeholders, uids};
use diagnostics::Rule;
use diagnostics::{Diagnostic, Safety, message, suggest};
use schema::Visit;
use syntax::{Member, Value, edit};

/// Adds the diagnostics of one error.
pub(super) fn describe(
    failure: &Failure<'_>,
    paths: &mut JsonPaths<'_>,
    out: &mut Vec<Diagnostic>,
) {
    match failure.kind {
        Kind::Required { property } => {
            out.extend(property.as_str().map(|name| missing(failure, &[name])))
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            out.extend(
                visit(failure, |visit| {
                    unexpected_properties(failure, unexpected, visit)
                })
                .into_iter()
                .flatten(),
            );
        }
        Kind::Type { kind } => out.push(of_wrong_type(failure, kind)),
        Kind::Enum { options } => out.push(not_allowed(failure, strings(options))),
        Kind::Constant { expected_value } => out.push(not_allowed(
            failure,
            expected_value.as_str().into_iter().collect(),
        )),
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            alternatives(failure, context, paths, out)
        }
        _ => out.push(invalid(failure, limit(failure))),
    }
}

fn strings(options: &Json) -> Vec<&str> {
    options
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect()
}

fn finding(failure: &Failure<'_>, rule: &Rule, message: String) -> Diagnostic {
    failure
        .cx
        .at(rule, failure.value.span(), message)
        .url(failure.text("x-source").filter(|s| s.starts_with("https:")))
}

fn missing(failure: &Failure<'_>, names: &[&str]) -> Diagnostic {
    let object = failure.value;
    let what = format!(
        "missing property {}{}",
        message::any_of(names.iter().copied()),
        failure.path.words()
    );
    let mut message = what.clone();
    let note = |name: &&str| failure.rule?.get("x-requiredNote")?.get(name)?.as_str();
    if let Some(note) = names.iter().find_map(note) {
        message.push_str(": ");
        message.push_str(note);
    }
    let at = |span| {
        failure
            .cx
            .at(&missing_property::RULE, span, message.clone())
            .missing(names.join(", "))
    };
    let absent = failure.cx.place_of(object);
    let [name] = names else { return at(absent) };
    let (schema, misspelled) = look_up(failure, name);
    let source = schema
        .and_then(|schema| schema.get("x-source")?.as_str())
        .filter(|s| s.starts_with("https:"));
    if let Some(member) = misspelled {
        let help = format!(
            "{} looks similar; did you mean {}?",
            message::quoted(member.key.text),
            message::quoted(name)
        );
        let rename = edit::rename_key(member.key, name);
        return at(member.key.span).url(source).help(help).fix(
            format!("rename to `{name}`"),
            Safety::Unsafe,
            rename,
        );
    }
    let example = schema.and_then(|schema| schema.get("examples")?.elements().next());
    let misplaced = misplaced::misplaced_for(failure.schema, &failure.path, name);
    if let (Some(first), Some((title, edits))) = (misplaced.first(), misplaced::gather(&misplaced))
    {
        let message = format!(
            "{what}; {}",
            ignored_in(failure, first.object, first.member)
        );
        let diagnostic = failure
            .cx
            .at(&missing_property::RULE, first.member.key.span, message)
            .missing(*name);
        return diagnostic
            .url(source)
            .help(title.as_str())
            .fix(title, Safety::Unsafe, edits);
    }
    if let Some((object_of, member)) = misplaced::too_deep(failure.schema, &failure.path, name) {
        let message = format!("{what}; {}", ignored_in(failure, object_of, member));
        let diagnostic = failure
            .cx
            .at(&missing_property::RULE, member.key.span, message)
            .missing(*name);
        let place = object.key().map_or("to the top level".to_owned(), |key| {
            format!("to {}", message::quoted(key.text))
        });
        let title = format!("move {} {place}", message::quoted(name));
        let edits = misplaced::move_to(object_of, member, object);
        return diagnostic
            .url(source)
            .help(title.as_str())
            .fix(title, Safety::Unsafe, edits);
    }
    let diagnostic = at(absent).url(source);
    let own = own_uid(failure, name);
    let shown = own
        .clone()
        .or_else(|| example.map(|example| schema::to_json(example).to_string()));
    let diagnostic = diagnostic.help(match shown {
        Some(example) if example.len() <= 60 => format!("add `\"{name}\": {example}`"),
        _ => format!("add {}", message::quoted(name)),
    });
    match own.or_else(|| schema.and_then(missing::given)) {
        Some(json) => diagnostic.fix(
            format!("add `{name}`"),
            Safety::Unsafe,
            edit::insert_member(object, name, &json),
        ),
        None => diagnostic,
    }
}

/// What HubSpot does with a property in the wrong object, as a sentence goes on.
fn ignored_in(failure: &Failure<'_>, object: Value<'_>, member: Member<'_>) -> String {
    let place = JsonPath::of(failure.cx.root, object).words();
    format!(
        "{} is ignored{}",
        message::quoted(member.key.text),
        if place.is_empty() { " here" } else { &place }
    )
}

/// The missing uid of a component: each needs one of its own, so that no example helps.
fn own_uid(failure: &Failure<'_>, name: &str) -> Option<String> {
    let is_uid = name == "uid"
        && failure.cx.is_component()
        && failure.value.index() == failure.cx.root.index();
    is_uid
        .then(|| uids::free(failure.cx))?
        .map(|uid| edit::quote(&uid))
}

/// What the schemas say about an absent property, and the member that was most likely meant to be it.
fn look_up<'a>(failure: &Failure<'a>, name: &str) -> (Option<schema::Node>, Option<Member<'a>>) {
    let found = visit(failure, |visit| {
        let schema = visit
            .property_schemas(name)
            .find(|schema| schema.member("examples").is_some());
        let schema = schema.or_else(|| visit.property_schemas(name).next());
        let missing = Missing::of(visit);
        let unknown = |member: &Member<'_>| !visit.knows(member.key.text);
        let is_meant = |member: &Member<'_>| missing.meant(member.key.text) == Some(name);
        (
            schema,
            failure.value.members().filter(unknown).find(is_meant),
        )
    });
    found.unwrap_or((None, None))
}

/// Looks at the failing value with all its schemas.
fn visit<T>(failure: &Failure<'_>, look: impl FnOnce(&Visit<'_>) -> T) -> Option<T> {
    schema::visit_at(failure.schema, failure.path.values(), look)
}

/// All but misspellings of missing properties, which are reported as those.
fn unexpected_properties(
    failure: &Failure<'_>,
    names: &[String],
    visit: &Visit<'_>,
) -> Vec<Diagnostic> {
    let missing = Missing::of(visit);
    let known: Vec<&str> = visit.properties().map(|(name, _)| name).collect();
    let unexpected: HashSet<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| !missing.stands_for_missing(name))
        .collect();
    let mut found = Vec::new();
    for member in failure
        .value
        .members()
        .filter(|member| unexpected.contains(member.key.text))
    {
        found.push(match Home::of(visit, member.key.text) {
            Some(home) => misplaced_at_the_top(failure, member, &home),
            None => unexpected_top_level_property::describe(failure.cx, member, &known),
        });
    }
    found
}

/// A property beside `config` that belongs to it. Where there is no `config` yet, all of them move at once.
fn misplaced_at_the_top(failure: &Failure<'_>, member: Member<'_>, home: &Home) -> Diagnostic {
    let diagnostic = unexpected_top_level_property::at(failure.cx, member);
    let top = home.top();
    if failure.value.get(top).is_none() {
        let misplaced = misplaced::misplaced_for(failure.schema, &failure.path, top);
        if let Some((title, edits)) = misplaced::gather(&misplaced) {
            return diagnostic
                .help(title.as_str())
                .fix(title, Safety::Unsafe, edits);
        }
    }
    home.suggest(diagnostic, failure.value, member)
}

fn of_wrong_type(failure: &Failure<'_>, expected: &TypeKind) -> Diagnostic {
    let expected = match expected {
        TypeKind::Single(kind) => kind.to_string(),
        TypeKind::Multiple(kinds) => kinds
            .iter()
            .map(|kind| kind.to_string())
            .collect::<Vec<_>>()
            .join(" or "),
    };
    let article = |name: &str| match name {
        "array" | "object" | "integer" => format!("an {name}"),
        "null" => "null".to_owned(),
        name => format!("a {name}"),
    };
    let found = article(type_name(failure.value));
    let of = match failure.value.key() {
        Some(key) => message::quoted(key.text),
        None => "this value".to_owned(),
    };
    let message = format!("{of} must be {}, found {found}", article(&expected));
    let diagnostic = finding(failure, &wrong_type::RULE, message);
    let text = failure.value.source();
    match (expected.as_str(), failure.value.kind()) {
        ("string", syntax::Kind::Number | syntax::Kind::Bool(_)) => {
            diagnostic.help("put it in double quotes").fix(
                "put it in double quotes",
                Safety::Unsafe,
                edit::replace_value(failure.value, &edit::quote(text)),
            )
        }
        ("number" | "integer" | "boolean", syntax::Kind::String) => {
            let bare = failure.value.as_str().unwrap_or_default();
            let fits = matches!(bare, "true" | "false") == (expected == "boolean");
            let is_json = fits && syntax::parse(bare).errors.is_empty();
            let help = format!("write {} without quotes", article(&expected));
            let fix = is_json.then(|| edit::replace_value(failure.value, bare));
            fix.into_iter().fold(diagnostic.help(help), |d, edits| {
                d.fix("remove the quotes", Safety::Unsafe, edits)
            })
        }
        ("array", syntax::Kind::String | syntax::Kind::Object) => {
            diagnostic.help("put it in square brackets").fix(
                "put it in square brackets",
                Safety::Unsafe,
                edit::replace_value(failure.value, &format!("[{text}]")),
            )
        }
        ("array", _) => diagnostic.help("put it in square brackets"),
        ("object", _) => diagnostic.help(object_with(failure.rule)),
        _ => diagnostic.help(format!("write {}", article(&expected))),
    }
}

/// Which object to write, where a few names say it.
fn object_with(schema: Option<schema::Node>) -> String {
    let properties = schema
        .and_then(|schema| schema.get("properties"))
        .into_iter()
        .flat_map(|all| all.members());
    let names: Vec<&str> = properties.map(|member| member.key.text).collect();
    match names.len() {
        1..=4 => format!("write an object with {}", message::all_of(names)),
        _ => "write an object".to_owned(),
    }
}

fn type_name(value: Value<'_>) -> &'static str {
    match value.kind() {
        syntax::Kind::Null | syntax::Kind::Unknown => "null",
        syntax::Kind::Bool(_) => "boolean",
        syntax::Kind::Number => "number",
        syntax::Kind::String => "string",
        syntax::Kind::Array => "array",
        syntax::Kind::Object => "object",
    }
}

fn not_allowed(failure: &Failure<'_>, options: Vec<&str>) -> Diagnostic {
    let expected = message::any_of(options.iter().copied());
    let Some(text) = failure.value.as_str() else {
        return finding(
            failure,
            &wrong_type::RULE,
            format!("expected {expected}, found {}", type_name(failure.value)),
        )
        .help(format!("write one of {expected}"));
    };
    let case_matters = failure
        .rule
        .is_none_or(|rule| rule.member("x-caseInsensitive").is_none());
    if let Some(option) = options
        .iter()
        .find(|option| option.eq_ignore_ascii_case(text))
        && !case_matters
    {
        return in_other_case(failure, text, option);
    }
    let message = format!(
        "{} is not allowed here; expected {expected}",
        message::quoted(text)
    );
    let diagnostic = finding(failure, &invalid_value::RULE, message);
    if let Some(help) = failure
        .rule
        .and_then(|rule| rule.get("x-valueHelp")?.get(text)?.as_str())
    {
        return diagnostic.help(help);
    }
    match suggest::nearest(text, options.iter().copied()) {
        Some(near) => diagnostic
            .help(format!("did you mean {}?", message::quoted(near)))
            .fix(
                format!("change to `{near}`"),
                Safety::Unsafe,
                edit::replace_value(failure.value, &edit::quote(near)),
            ),
        None => diagnostic.help(format!("use {expected}")),
    }
}

/// HubSpot compares such values without regard to case, so the documented one changes nothing.
fn in_other_case(failure: &Failure<'_>, text: &str, option: &str) -> Diagnostic {
    let message = format!(
        "{} is documented as {}",
        message::quoted(text),
        message::quoted(option)
    );
    let change = format!("change to {}", message::quoted(option));
    let edits = edit::replace_value(failure.value, &edit::quote(option));
    finding(failure, &wrong_case::RULE, message)
        .help(change.as_str())
        .fix(change, Safety::Safe, edits)
}

fn alternatives(
    failure: &Failure<'_>,
    context: &[Vec<jsonschema::ValidationError<'static>>],
    paths: &mut JsonPaths<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let errors = branch::meant(context);
    let failures: Vec<Failure<'_>> = errors
        .into_iter()
        .filter_map(|error| Failure::new(failure.cx, failure.schema, paths, error))
        .collect();
    let here = |other: &Failure<'_>| other.value.index() == failures[0].value.index();
    if failures.len() > 1 && failures.iter().all(here) {
        let required: Vec<&str> = failures
            .iter()
            .filter_map(|f| required_name(f.kind))
            .collect();
        if required.len() == failures.len() {
            return out.push(
                missing(&failures[0], &required).help(format!("add {}", message::any_of(required))),
            );
        }
        let options: Vec<&str> = failures.iter().flat_map(|f| allowed(f.kind)).collect();
        if !options.is_empty() {
            return out.push(not_allowed(&failures[0], options));
        }
    }
    failures
        .iter()
        .take(1)
        .for_each(|failure| describe(failure, paths, out));
    failures
        .iter()
        .skip(1)
        .filter(|other| !here(other))
        .for_each(|failure| describe(failure, paths, out));
}

fn required_name(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Required { property } => property.as_str(),
        _ => None,
    }
}

fn allowed(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::Enum { options } => strings(options),
        Kind::Constant { expected_value } => expected_value.as_str().into_iter().collect(),
        _ => Vec::new(),
    }
}

fn invalid(failure: &Failure<'_>, (message, help): (String, String)) -> Diagnostic {
    let of = failure
        .value
        .key()
        .map_or_else(|| "this value".to_owned(), |key| message::quoted(key.text));
    let diagnostic = finding(failure, &invalid_value::RULE, format!("{of} {message}")).help(help);
    match failure
        .value
        .as_str()
        .and_then(|text| text.strip_prefix("http://"))
    {
        Some(rest) if wants_https(failure) => {
            let edits =
                edit::replace_value(failure.value, &edit::quote(&format!("https://{rest}")));
            diagnostic.fix("use `https`", Safety::Unsafe, edits)
        }
        _ => diagnostic,
    }
}

/// What a limit says, continuing "`name` …", and what to do.
fn limit(failure: &Failure<'_>) -> (String, String) {
    let length = failure
        .value
        .as_str()
        .map_or(0, |text| text.chars().count());
    let fields = failure.value.len();
    let (message, help) = match failure.kind {
        Kind::MinLength { limit: 1 } => (
            "must not be empty".into(),
            "write a non-empty string".into(),
        ),
        Kind::MinLength { limit } => (
            format!("requires at least {limit} characters"),
            "write a longer string".into(),
        ),
        Kind::MaxLength { limit } => (
            format!("has {length} characters; at most {limit} are allowed"),
            "shorten it".into(),
        ),
        Kind::MinItems { limit } => (
            format!("requires at least {}", entries(*limit)),
            format!("add {}", entries(limit - fields as u64)),
        ),
        Kind::MaxItems { limit } => (
            format!(
                "has {}; at most {limit} are allowed",
                entries(fields as u64)
            ),
            "remove some entries".into(),
        ),
        Kind::MinProperties { limit } => (
            format!("requires at least {limit} properties"),
            "add a property".into(),
        ),
        Kind::MaxProperties { limit } => (
            format!("must have at most {limit} properties"),
            "remove some properties".into(),
        ),
        Kind::Minimum { limit } => (
            format!("must be at least {limit}"),
            format!("write {limit} or more"),
        ),
        Kind::Maximum { limit } => (
            format!("must be at most {limit}"),
            format!("write {limit} or less"),
        ),
        Kind::ExclusiveMinimum { limit } => (
            format!("must be more than {limit}"),
            format!("write more than {limit}"),
        ),
        Kind::ExclusiveMaximum { limit } => (
            format!("must be less than {limit}"),
            format!("write less than {limit}"),
        ),
        Kind::UniqueItems => (
            "has a duplicate entry".into(),
            "remove the duplicate entry".into(),
        ),
        Kind::Pattern { .. } if wants_https(failure) => {
            ("must start with `https://`".into(), "use `https`".into())
        }
        Kind::Pattern { .. } | Kind::Format { .. } if let Some(fault) = fault_of_url(failure) => {
            fault
        }
        Kind::Pattern { .. } | Kind::Format { .. } => {
            let message = failure
                .text("x-patternMessage")
                .unwrap_or("does not have the expected format");
            (
                message.into(),
                failure
                    .text("description")
                    .unwrap_or("see the documentation")
                    .into(),
            )
        }
        _ => (
            "is not allowed here".into(),
            failure
                .text("description")
                .unwrap_or("see the documentation")
                .into(),
        ),
    };
    (message, help)
}

/// What is wrong with a URL after its scheme, and what to do.
fn fault_of_url(failure: &Failure<'_>) -> Option<(String, String)> {
    let text = failure.value.as_str()?;
    let rule = failure.rule?;
    if rule.get("format")?.as_str() != Some("uri") {
        return None;
    }
    if let Some(piece) = placeholders::marker(text) {
        let message = format!(
            "still contains the placeholder {}; it must be a URL",
            message::quoted(piece)
        );
        return Some((message, "write the URL of your own service".into()));
    }
    let begins_well = text.starts_with("https://") || rule.member("pattern").is_none();
    if !begins_well {
        return None;
    }
    Some((
        "is not a valid URL".into(),
        "write the full URL with `https://`".into(),
    ))
}

/// Whether the value is an `http` URL and the schema requires `https`.
fn wants_https(failure: &Failure<'_>) -> bool {
    let is_http = failure
        .value
        .as_str()
        .is_some_and(|text| text.starts_with("http://"));
    is_http && matches!(failure.kind, Kind::Pattern { pattern } if pattern == "^https://")
}

fn entries(number: u64) -> String {
    if number == 1 {
        "1 entry".to_owned()
    } else {
        format!("{number} entries")
    }
}
