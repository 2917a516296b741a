//! `invalid-value`: a value beyond a limit, or of another format.

use std::fmt::{self, Write};

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::SchemaError;
use crate::properties::invalid_value::RULE;
use analysis::placeholders;
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

/// The length of a help, and of an option in a message, that is cut.
const MAX_HELP: usize = 300;
const MAX_OPTION: usize = 60;

/// What is wrong, continuing "`name` …", and what to do.
struct Problem {
    message: String,
    help: String,
}

impl Problem {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// The diagnostic about a value that violates a limit or a format.
pub(super) fn describe(error: &SchemaError<'_>) -> Diagnostic {
    let problem = problem(error);
    let message = format!("{} {}", error.subject(), problem.message);
    let diagnostic = error.diagnostic(&RULE, message).help(problem.help);
    match after_http(error) {
        Some(rest) if requires_https(error) => {
            let url = edit::quote(&format!("https://{rest}"));
            let edits = edit::replace_value(error.value, &url);
            diagnostic.fix("use `https`", Safety::Unsafe, edits)
        }
        _ => diagnostic,
    }
}

/// The diagnostic about a value of which nothing better is known.
pub(super) fn not_allowed(error: &SchemaError<'_>) -> Diagnostic {
    error
        .diagnostic(&RULE, format!("{} is not allowed here", error.subject()))
        .help("see the schema of the component type")
}

/// The diagnostic about a value that is none of `options`, which are not all strings.
pub(super) fn not_listed(error: &SchemaError<'_>, options: &[&Json]) -> Diagnostic {
    let options: Vec<String> = options.iter().map(|option| beginning(option)).collect();
    let expected = message::any_of(options.iter().map(String::as_str));
    let message = format!("{} must be {expected}", error.subject());
    error
        .diagnostic(&RULE, message)
        .help(format!("write {expected}"))
}

/// The beginning of a value as JSON: it may be as long as a schema.
fn beginning(value: &Json) -> String {
    struct Beginning(String);
    impl Write for Beginning {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let left = MAX_OPTION.saturating_sub(self.0.chars().count());
            self.0.extend(text.chars().take(left));
            if left == 0 { Err(fmt::Error) } else { Ok(()) }
        }
    }
    let mut beginning = Beginning(String::new());
    // It fails at the limit.
    let _ = write!(beginning, "{value}");
    beginning.0
}

fn problem(error: &SchemaError<'_>) -> Problem {
    size_problem(error)
        .or_else(|| number_problem(error.kind))
        .unwrap_or_else(|| format_problem(error))
}

/// Too long or too short.
fn size_problem(error: &SchemaError<'_>) -> Option<Problem> {
    let len = error.value.len() as u64;
    Some(match error.kind {
        Kind::MinLength { limit: 1 } => {
            Problem::new("must not be empty", "write a non-empty string")
        }
        Kind::MinLength { limit } => Problem::new(
            format!("requires at least {limit} characters"),
            "write a longer string",
        ),
        Kind::MaxLength { limit } => {
            let length = error.value.as_str().map_or(0, |text| text.chars().count());
            Problem::new(
                format!("has {length} characters; at most {limit} are allowed"),
                "shorten it",
            )
        }
        Kind::MinItems { limit } => Problem::new(
            format!("requires at least {}", entries(*limit)),
            format!("add {}", entries(limit - len)),
        ),
        Kind::MaxItems { limit } => Problem::new(
            format!("has {}; at most {limit} are allowed", entries(len)),
            "remove some entries",
        ),
        Kind::MinProperties { limit } => Problem::new(
            format!("requires at least {limit} properties"),
            "add a property",
        ),
        Kind::MaxProperties { limit } => Problem::new(
            format!("must have at most {limit} properties"),
            "remove some properties",
        ),
        Kind::UniqueItems => Problem::new("has a duplicate entry", "remove the duplicate entry"),
        _ => return None,
    })
}

/// Too large or too small.
fn number_problem(kind: &Kind) -> Option<Problem> {
    Some(match kind {
        Kind::Minimum { limit } => Problem::new(
            format!("must be at least {limit}"),
            format!("write {limit} or more"),
        ),
        Kind::Maximum { limit } => Problem::new(
            format!("must be at most {limit}"),
            format!("write {limit} or less"),
        ),
        Kind::ExclusiveMinimum { limit } => Problem::new(
            format!("must be more than {limit}"),
            format!("write more than {limit}"),
        ),
        Kind::ExclusiveMaximum { limit } => Problem::new(
            format!("must be less than {limit}"),
            format!("write less than {limit}"),
        ),
        // The only keyword of our validator that has a message.
        Kind::Custom { message, .. } => Problem::new(
            format!("must be a multiple of {message}"),
            format!("write a multiple of {message}"),
        ),
        _ => return None,
    })
}

/// Of another format; also what no other message describes.
fn format_problem(error: &SchemaError<'_>) -> Problem {
    let help = error
        .keyword("description")
        .map_or("see the documentation", first_line);
    if !matches!(error.kind, Kind::Pattern { .. } | Kind::Format { .. }) {
        return Problem::new("is not allowed here", help);
    }
    if requires_https(error) {
        return Problem::new("must start with `https://`", "use `https`");
    }
    if let Some(problem) = url_problem(error) {
        return problem;
    }
    if error.origin().is_some() {
        return official_format_problem(error.kind);
    }
    let message = error
        .keyword("x-patternMessage")
        .unwrap_or("does not have the expected format");
    Problem::new(message, help)
}

/// What HubSpot's own schema requires; our descriptions say nothing about it.
fn official_format_problem(kind: &Kind) -> Problem {
    match kind {
        Kind::Pattern { pattern } => {
            let pattern: String = pattern.chars().take(MAX_OPTION).collect();
            Problem::new(
                format!("does not match {}", message::quoted(&pattern)),
                "write a value that the pattern matches",
            )
        }
        Kind::Format { format } => Problem::new(
            format!("does not have the format {}", message::quoted(format)),
            format!("write a value of the format {}", message::quoted(format)),
        ),
        _ => Problem::new("is not allowed here", "see the documentation"),
    }
}

/// The beginning of a description: HubSpot's may have many lines.
fn first_line(description: &'static str) -> &'static str {
    let line = description.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_HELP) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}

/// What is wrong with a URL after its scheme.
fn url_problem(error: &SchemaError<'_>) -> Option<Problem> {
    let text = error.value.as_str()?;
    if error.keyword("format") != Some("uri") {
        return None;
    }
    if let Some(piece) = placeholders::marker(text) {
        let message = format!(
            "still contains the placeholder {}; it must be a URL",
            message::quoted(piece)
        );
        return Some(Problem::new(message, "write the URL of your own service"));
    }
    if !text.starts_with("https://") && error.subschema?.member("pattern").is_some() {
        return None;
    }
    Some(Problem::new(
        "is not a valid URL",
        "write the full URL with `https://`",
    ))
}

/// Whether the value is an `http` URL and the schema requires `https`.
fn requires_https(error: &SchemaError<'_>) -> bool {
    let pattern_is_https =
        matches!(error.kind, Kind::Pattern { pattern } if pattern == "^https://");
    pattern_is_https && after_http(error).is_some()
}

/// An `http` URL without its scheme.
fn after_http<'a>(error: &SchemaError<'a>) -> Option<&'a str> {
    error.value.as_str()?.strip_prefix("http://")
}

fn entries(number: u64) -> String {
    if number == 1 {
        "1 entry".to_owned()
    } else {
        format!("{number} entries")
    }
}
