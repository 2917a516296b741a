//! Names between double braces, in texts that HubSpot fills in.

use crate::names::{Place, Use};
use diagnostics::Span;
use syntax::Value;

/// What stands between two pairs of braces.
#[derive(Clone, Copy)]
pub struct Tag<'t> {
    /// Where it begins in the text.
    pub start: usize,
    /// The text between the braces.
    pub text: &'t str,
}

/// The tags of a text.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = text[from..].find("{{").map(|at| from + at + 2)?;
        let end = text[start..].find("}}").map(|at| start + at)?;
        from = end + 2;
        Some(Tag {
            start,
            text: &text[start..end],
        })
    })
}

impl<'t> Tag<'t> {
    /// The words that may be names, with their places in the text. Helpers (`#if`), paths (`a.b`) and texts in quotes are
    /// none.
    pub fn names(self) -> impl Iterator<Item = (usize, &'t str)> {
        let is_in_word =
            |c: char| is_in_name(c) || matches!(c, '.' | '#' | '/' | '@' | '"' | '\'' | '\\');
        let mut at = self.start;
        let words = self
            .text
            .split_inclusive(move |c| !is_in_word(c))
            .map(move |word| {
                let start = at;
                at += word.len();
                (start, word.trim_end_matches(|c| !is_in_word(c)))
            });
        words.filter(|(_, name)| !name.is_empty() && name.chars().all(is_in_name))
    }
}

/// Whether the name of a token may have this character.
pub fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// The characters of a string as they are written, so that places in them are exact; its value where a profile has
/// filled in placeholders.
pub fn text(string: Value<'_>) -> Option<&str> {
    let value = string.as_str()?;
    Some(written(string).unwrap_or(value))
}

/// A name in the [`text`] of a string; it stands for the whole string where its place is not known.
pub fn used<'a>(string: Value<'a>, (at, name): (usize, &'a str)) -> Use<'a> {
    let start = string.span().inside().start as usize + at;
    let span = if written(string).is_some() {
        Span::new(start, start + name.len())
    } else {
        string.span()
    };
    Use {
        name,
        place: Place::Part(span),
    }
}

fn written(string: Value<'_>) -> Option<&str> {
    let text = string
        .syntax()
        .source()
        .get(string.span().inside().range())?;
    (!text.contains("${")).then_some(text)
}

/// The names between double braces in a text; HubSpot fills in one name, and nothing like `{{#if}}`.
pub fn tokens<'a>(string: Option<Value<'a>>) -> impl Iterator<Item = Use<'a>> + use<'a> {
    string
        .into_iter()
        .filter_map(|value| Some((value, text(value)?)))
        .flat_map(|(value, text)| {
            tags(text).filter_map(move |tag| {
                let name = tag.text.trim();
                let is_name = !name.is_empty() && name.chars().all(|c| is_in_name(c) || c == '.');
                let at = tag.start + tag.text.len() - tag.text.trim_start().len();
                is_name.then(|| used(value, (at, name)))
            })
        })
}
