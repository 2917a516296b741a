//! Placeholders: `${NAME}` in the `uid` and in strings below `config` is replaced by a variable of a profile.
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
    /// The whole string if it has escapes, which make offsets within it uncertain.
    pub span: Span,
}

/// The strings with placeholders that HubSpot replaces.
pub fn strings_with_placeholders<'a>(root: Value<'a>) -> impl Iterator<Item = Value<'a>> {
    let mut uid = None;
    let mut config = None;
    if may_have_placeholders(root.syntax()) {
        uid = root.get("uid");
        config = root.get("config");
    }
    let below_config = config.into_iter().flat_map(|config| config.descendants());
    uid.into_iter()
        .chain(below_config)
        .filter(|value| has_placeholder(*value))
}

/// Whether a text may have placeholders. Most files have none; an escape may hide one.
pub fn may_have_placeholders(syntax: &Syntax) -> bool {
    syntax.has_dollar_brace() || syntax.has_backslash()
}

/// Whether a value is a string with a placeholder.
pub fn has_placeholder(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|text| find(text).is_some())
}

/// The placeholders of a string.
pub fn placeholders<'a>(value: Value<'a>) -> impl Iterator<Item = Placeholder<'a>> {
    let text = value.as_str().unwrap_or_default();
    let inside = value.span().inside();
    let is_exact = value.syntax().source().get(inside.range()) == Some(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, end) = find(&text[at..]).map(|(start, end)| (at + start, at + end))?;
        at = end;
        let offset = inside.start as usize;
        Some(Placeholder {
            name: &text[start + 2..end - 1],
            span: if is_exact {
                Span::new(offset + start, offset + end)
            } else {
                value.span()
            },
        })
    })
}

/// The names in all placeholders of a file, in strings and in keys.
pub fn all_names(root: Value<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if !may_have_placeholders(root.syntax()) {
        return found;
    }
    for value in root.descendants() {
        let key = value.key().map(|key| key.text);
        for text in [value.as_str(), key].into_iter().flatten() {
            found.extend(names(text).map(str::to_owned));
        }
    }
    found
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

/// The first placeholder of a text, with its braces.
pub fn first(text: &str) -> Option<&str> {
    find(text).map(|(start, end)| &text[start..end])
}

/// The byte range of the first placeholder. A name cannot contain a line break, unless the text is nothing but the
/// placeholder: HubSpot's regular expressions for the two cases differ.
fn find(text: &str) -> Option<(usize, usize)> {
    // Few texts have one, and a search for two characters costs ten times as much to prepare.
    if !text.contains('$') {
        return None;
    }
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

/// The name in a text that consists of one placeholder.
fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("${")?.strip_suffix('}')?;
    if name.is_empty() || name.contains('}') {
        None
    } else {
        Some(name)
    }
}

/// The file with its placeholders replaced. Without a profile, and for variables that it lacks, the value is unknown. A
/// `uid` stays a string for any type of its variable.
pub fn expand(syntax: &Syntax, profile: Option<&ProfileFacts>) -> Syntax {
    let Some(root) = syntax.root() else {
        return syntax.clone();
    };
    let replaced: HashSet<u32> = strings_with_placeholders(root)
        .map(|value| value.index())
        .collect();
    let uid = root.get("uid").map(|uid| uid.index());
    syntax.with_strings_replaced(|value| {
        if !replaced.contains(&value.index()) {
            return None;
        }
        let text = value.as_str().unwrap_or_default();
        Some(match profile {
            Some(profile) if uid == Some(value.index()) => {
                interpolated(text, profile).map_or(Replacement::Unknown, Replacement::String)
            }
            _ => replacement(text, profile),
        })
    })
}

/// The replaced value of a string with placeholders.
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

/// The longest expanded string, in bytes; a longer one is unknown. No property allows a tenth of it, and without a limit a
/// small file expands to gigabytes: many profiles, many placeholders, long values.
const MAX_LENGTH: usize = 100_000;

/// The text with the values of its variables; `None` if one has no value, or the text gets too long.
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
        if expanded.len() > MAX_LENGTH {
            return None;
        }
    }
    expanded.push_str(rest);
    Some(expanded)
}

/// The text with one variable renamed.
pub fn renamed(text: &str, old: &str, new: &str) -> String {
    let mut renamed = String::new();
    let mut rest = text;
    while let Some((start, end)) = find(rest) {
        let name = &rest[start + 2..end - 1];
        renamed.push_str(&rest[..start + 2]);
        renamed.push_str(if name == old { new } else { name });
        renamed.push('}');
        rest = &rest[end..];
    }
    renamed + rest
}

fn value<'p>(profile: &'p ProfileFacts, name: &str) -> Option<&'p VariableValue> {
    profile
        .variables
        .iter()
        .find(|variable| variable.name.text == name)?
        .value
        .as_ref()
}

/// A number as JavaScript prints it, precise enough for a URL: `3000.0` is `3000`.
fn number_text(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) => number.to_string(),
        Err(_) => text.to_owned(),
    }
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
    fn a_string_that_is_one_placeholder_takes_the_type_of_its_variable() {
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
    fn only_the_named_variable_is_renamed() {
        assert_eq!(renamed("A ${A}${AB} ${A", "A", "B"), "A ${B}${AB} ${A");
        assert_eq!(renamed("${A\nB}", "A\nB", "C"), "${C}");
    }

    #[test]
    fn a_uid_stays_a_string() {
        let syntax = syntax::parse(r#"{"uid":"${PORT}","config":"${PORT}"}"#);
        let expanded = expand(&syntax, Some(&profile()));
        let root = expanded.root().unwrap();
        assert_eq!(root.get("uid").unwrap().as_str(), Some("3000"));
        assert_eq!(root.get("config").unwrap().number(), Some("3000.0"));
    }

    #[test]
    fn only_a_string_that_is_one_placeholder_may_have_a_line_break() {
        assert_eq!(first("${A\nB}"), Some("${A\nB}"));
        assert_eq!(first("x ${A\nB}"), None);
        assert_eq!(first("x ${A}${B}"), Some("${A}"));
    }

    #[test]
    fn placeholders_are_found_in_uid_and_config_values_only() {
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
