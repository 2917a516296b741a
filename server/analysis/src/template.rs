//! Template tags (`{{name}}`) in strings that HubSpot fills in.

use crate::declared_names::{NameSite, NameUse};
use diagnostics::Span;
use syntax::Value;

/// A tag between double braces.
#[derive(Clone, Copy)]
pub struct TemplateTag<'t> {
    /// Where its content begins in the template.
    pub start: usize,
    /// The content between the braces.
    pub text: &'t str,
}

/// The tags of a template.
pub fn tags(template: &str) -> impl Iterator<Item = TemplateTag<'_>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let start = position + template[position..].find("{{")? + 2;
        let end = start + template[start..].find("}}")?;
        position = end + 2;
        Some(TemplateTag {
            start,
            text: &template[start..end],
        })
    })
}

impl<'t> TemplateTag<'t> {
    /// The words that may be names, with their offsets in the template. Helpers (`#if`), paths (`a.b`) and quoted strings
    /// are not names.
    pub fn names(self) -> impl Iterator<Item = (usize, &'t str)> {
        let mut next = self.start;
        self.text
            .split_inclusive(|c| !is_in_word(c))
            .filter_map(move |word| {
                let start = next;
                next += word.len();
                let name = word.trim_end_matches(|c| !is_in_word(c));
                if !name.is_empty() && name.chars().all(is_in_name) {
                    Some((start, name))
                } else {
                    None
                }
            })
    }
}

fn is_in_word(character: char) -> bool {
    is_in_name(character) || matches!(character, '.' | '#' | '/' | '@' | '"' | '\'' | '\\')
}

/// Whether a name may contain this character.
pub fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// The source of a string, so that offsets in it are exact; its value if it has placeholders that a profile replaced.
pub fn text(string: Value<'_>) -> Option<&str> {
    let value = string.as_str()?;
    Some(source(string).unwrap_or(value))
}

/// A name at an offset in the [`text`] of a string; its site is the whole string if the offset is not that of the source.
pub fn used<'a>(string: Value<'a>, (offset, name): (usize, &'a str)) -> NameUse<'a> {
    let start = string.span().inside().start as usize + offset;
    let span = match source(string) {
        Some(_) => Span::new(start, start + name.len()),
        None => string.span(),
    };
    NameUse {
        name,
        site: NameSite::Part(span),
    }
}

/// The source between the quotes of a string, if it has no placeholders.
fn source(string: Value<'_>) -> Option<&str> {
    let source = string
        .syntax()
        .source()
        .get(string.span().inside().range())?;
    if source.contains("${") {
        None
    } else {
        Some(source)
    }
}

/// The names between double braces in a string that is filled in without a template language: no `{{#if}}`.
pub fn tokens<'a>(string: Option<Value<'a>>) -> impl Iterator<Item = NameUse<'a>> + use<'a> {
    string
        .into_iter()
        .filter_map(|string| Some((string, text(string)?)))
        .flat_map(|(string, text)| tags(text).filter_map(move |tag| token(string, tag)))
}

fn token<'a>(string: Value<'a>, tag: TemplateTag<'a>) -> Option<NameUse<'a>> {
    let name = tag.text.trim();
    if name.is_empty() || !name.chars().all(|c| is_in_name(c) || c == '.') {
        return None;
    }
    let indentation = tag.text.len() - tag.text.trim_start().len();
    Some(used(string, (tag.start + indentation, name)))
}
