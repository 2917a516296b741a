//! Placeholders: `${NAME}` in the `uid` and in string values below `config` stands for a variable of a profile.
//!
//! The rules are those of npm @hubspot/project-parsing-lib 0.23.0, `profiles.js`, executed: the pattern is
//! `/\${(.*?)}/g`, nothing is trimmed or escaped, a string that is one placeholder takes the type of its variable.

use std::collections::HashSet;

use crate::facts::{ProfileFacts, VariableValue};
use diagnostics::Span;
use syntax::{Replacement, Syntax, Value};

/// One `${NAME}`.
pub struct Placeholder<'a> {
    /// The text between the braces.
    pub name: &'a str,
    /// Where it stands; the whole string where escapes make places within it uncertain.
    pub span: Span,
}

/// The strings in which HubSpot replaces placeholders.
pub fn strings_with_placeholders<'a>(root: Value<'a>) -> impl Iterator<Item = Value<'a>> {
    let root = Some(root).filter(|root| may_have_placeholders(root.syntax()));
    let path_from_config = root
        .and_then(|root| root.get("config"))
        .into_iter()
        .flat_map(|config| config.descendants());
    let uid = root.and_then(|root| root.get("uid"));
    uid.into_iter()
        .chain(path_from_config)
        .filter(|value| has_placeholder(*value))
}

/// Whether placeholders may stand anywhere in a text. Most files have none, and one look says so; an escape may hide one.
pub fn may_have_placeholders(syntax: &Syntax) -> bool {
    syntax.source().contains("${") || syntax.source().contains('\\')
}

/// Whether a value is a string with a placeholder.
pub fn has_placeholder(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|text| find(text).is_some())
}

/// The placeholders of a string.
pub fn placeholders<'a>(value: Value<'a>) -> impl Iterator<Item = Placeholder<'a>> {
    let text = value.as_str().unwrap_or_default();
    let inside = value.span().inside();
    let exact = value.syntax().source().get(inside.range()) == Some(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, end) = find(&text[at..]).map(|(start, end)| (at + start, at + end))?;
        at = end;
        let place = Span::new(inside.start as usize + start, inside.start as usize + end);
        Some(Placeholder {
            name: &text[start + 2..end - 1],
            span: if exact { place } else { value.span() },
        })
    })
}

/// The names in all placeholders of a file, in values and in the names of members.
pub fn all_names(root: Value<'_>) -> Vec<String> {
    let values = Some(root)
        .filter(|root| may_have_placeholders(root.syntax()))
        .into_iter()
        .flat_map(|root| root.descendants());
    let texts = values.flat_map(|value| [value.as_str(), value.key().map(|key| key.text)]);
    texts.flatten().flat_map(names).map(str::to_owned).collect()
}

/// The names in the placeholders of a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (start, end) = find(rest)?;
        let name = &rest[start + 2..end - 1];
        rest = &rest[end..];
        Some(name)
    })
}

/// The first placeholder of a text, as it is written.
pub fn first(text: &str) -> Option<&str> {
    find(text).map(|(start, end)| &text[start..end])
}

/// The first placeholder as a range of bytes. A name may not contain a line break, as in the original's pattern, unless
/// the text is nothing but the placeholder: the original looks for that with another pattern.
fn find(text: &str) -> Option<(usize, usize)> {
    if whole(text).is_some() {
        return Some((0, text.len()));
    }
    let mut from = 0;
    while let Some(start) = text[from..].find("${").map(|start| from + start) {
        let name = &text[start + 2..];
        let end = name.find(['}', '\n', '\r', '\u{2028}', '\u{2029}'])?;
        if name[end..].starts_with('}') {
            return Some((start, start + 2 + end + 1));
        }
        from = start + 2 + end;
    }
    None
}

/// The name in a text that is one placeholder and nothing else.
fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("${")?.strip_suffix('}')?;
    (!name.is_empty() && !name.contains('}')).then_some(name)
}

/// The text as `profile` expands it. Without a profile, and for names it lacks, the value is unknown. A `uid` stays a
/// text whatever the type of its variable.
pub fn expand(syntax: &Syntax, profile: Option<&ProfileFacts>) -> Syntax {
    let Some(root) = syntax.root() else {
        return syntax.clone();
    };
    let places: HashSet<u32> = strings_with_placeholders(root)
        .map(|value| value.index())
        .collect();
    let uid = root.get("uid").map(|uid| uid.index());
    syntax.with_strings_replaced(|value| {
        let text = value.as_str().unwrap_or_default();
        let replaced = || match profile {
            Some(profile) if uid == Some(value.index()) => {
                interpolated(text, profile).map_or(Replacement::Unknown, Replacement::String)
            }
            _ => replacement(text, profile),
        };
        places.contains(&value.index()).then(replaced)
    })
}

/// What a text with placeholders becomes.
pub fn replacement(text: &str, profile: Option<&ProfileFacts>) -> Replacement {
    let Some(profile) = profile else {
        return Replacement::Unknown;
    };
    match whole(text) {
        Some(name) => match value(profile, name) {
            Some(VariableValue::String(text)) => Replacement::String(text.clone()),
            Some(VariableValue::Number(text)) => Replacement::Number(text.clone()),
            Some(VariableValue::Bool(value)) => Replacement::Bool(*value),
            None => Replacement::Unknown,
        },
        None => interpolated(text, profile).map_or(Replacement::Unknown, Replacement::String),
    }
}

/// The longest text that placeholders make, in bytes; a longer one counts as unknown. No field takes a tenth of it, and
/// without a limit a small file makes gigabytes: many profiles, many placeholders, long values.
const LONGEST: usize = 100_000;

/// The text with the values of its placeholders in their places; `None` where one has none, or it gets too long.
pub fn interpolated(text: &str, profile: &ProfileFacts) -> Option<String> {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((start, end)) = find(rest) {
        expanded.push_str(&rest[..start]);
        match value(profile, &rest[start + 2..end - 1])? {
            VariableValue::String(text) => expanded.push_str(text),
            VariableValue::Number(text) => expanded.push_str(&number_text(text)),
            VariableValue::Bool(value) => expanded.push_str(if *value { "true" } else { "false" }),
        }
        rest = &rest[end..];
        if expanded.len() > LONGEST {
            return None;
        }
    }
    expanded.push_str(rest);
    Some(expanded)
}

/// The text with the placeholders of one variable written for another.
pub fn renamed(text: &str, old: &str, new: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((start, end)) = find(rest) {
        let name = &rest[start + 2..end - 1];
        written.extend([
            &rest[..start + 2],
            if name == old { new } else { name },
            "}",
        ]);
        rest = &rest[end..];
    }
    written + rest
}

fn value<'p>(profile: &'p ProfileFacts, name: &str) -> Option<&'p VariableValue> {
    profile
        .variables
        .iter()
        .find(|variable| variable.name.text == name)?
        .value
        .as_ref()
}

/// A number as JavaScript prints it, near enough for a URL: `3000.0` is `3000`.
fn number_text(text: &str) -> String {
    text.parse::<f64>()
        .map_or_else(|_| text.to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;
    use crate::facts::{Spanned, Variable};

    fn profile() -> ProfileFacts {
        let variable = |name: &str, value| Variable {
            name: Spanned {
                text: name.into(),
                span: Span::default(),
            },
            value: Some(value),
        };
        ProfileFacts {
            anchor: Span::default(),
            name: "dev".into(),
            readable: true,
            variables_span: Span::default(),
            variables: vec![
                variable("HOST", VariableValue::String("https://dev.tech".into())),
                variable("PORT", VariableValue::Number("3000.0".into())),
                variable("", VariableValue::Bool(true)),
            ],
            account: None,
        }
    }

    #[test]
    fn a_whole_placeholder_keeps_the_type_of_its_variable() {
        let profile = profile();
        let of = |text| replacement(text, Some(&profile));
        assert_eq!(of("${PORT}"), Replacement::Number("3000.0".into()));
        assert_eq!(
            of("${HOST}:${PORT}/cb"),
            Replacement::String("https://dev.tech:3000/cb".into())
        );
        assert_eq!(of("${}"), Replacement::String("true".into()));
        assert_eq!(of("${ HOST }"), Replacement::Unknown);
        assert_eq!(replacement("${HOST}", None), Replacement::Unknown);
    }

    #[test]
    fn one_variable_is_renamed_and_no_other_text() {
        assert_eq!(renamed("A ${A}${AB} ${A", "A", "B"), "A ${B}${AB} ${A");
        assert_eq!(renamed("${A\nB}", "A\nB", "C"), "${C}");
    }

    #[test]
    fn a_uid_stays_a_text() {
        let syntax = syntax::parse(r#"{"uid":"${PORT}","config":"${PORT}"}"#);
        let expanded = expand(&syntax, Some(&profile()));
        let root = expanded.root().unwrap();
        assert_eq!(root.get("uid").unwrap().as_str(), Some("3000"));
        assert_eq!(root.get("config").unwrap().number(), Some("3000.0"));
    }

    #[test]
    fn only_a_whole_placeholder_may_have_a_line_break() {
        assert_eq!(first("${A\nB}"), Some("${A\nB}"));
        assert_eq!(first("x ${A\nB}"), None);
        assert_eq!(first("x ${A}${B}"), Some("${A}"));
    }

    #[test]
    fn only_uid_and_config_values_are_places() {
        let source =
            r#"{"uid":"${A}","type":"${T}","config":{"${K}":["x ${B}","y\n${C}","x${D\u000a}"]}}"#;
        let syntax = syntax::parse(source);
        let root = syntax.root().unwrap();
        let found: Vec<_> = strings_with_placeholders(root)
            .flat_map(placeholders)
            .map(|p| (p.name, &source[p.span.range()]))
            .collect();
        assert_eq!(found, [("A", "${A}"), ("B", "${B}"), ("C", r#""y\n${C}""#)]);
    }
}
