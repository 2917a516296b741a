//! Where a cursor stands in a text that is being typed: in which containers, at a key or a value, in which token.
//!
//! The answer comes from a scan of tokens and never from the tree, because one string without an end takes a tree
//! apart. The scan never fails, looks at each character a few times and does not recurse.

mod lex;
mod scan;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::scan::Bracket;
use diagnostics::Span;

/// TokenKind could stand at a cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// The name of a member.
    Key,
    /// A value: of a member, in an array, or of the whole text.
    Value,
    /// Nothing: it is within a comment, or after something complete.
    Nowhere,
}

/// A place in a text.
pub struct Cursor<'s> {
    /// The place, in bytes, within the text and between two characters.
    pub offset: u32,
    /// TokenKind could stand there.
    pub slot: Slot,
    /// The key or scalar that stands there, as a whole; a string without an end ends with its line.
    pub token: Option<Span>,
    /// The name of the member whose value the cursor is at.
    pub key: Option<Cow<'s, str>>,
    /// The objects and arrays around the cursor, outermost first.
    pub containers: Vec<Container<'s>>,
    /// Where a comma is missing before the cursor's token.
    pub comma_before: Option<u32>,
    /// Whether another member or element follows without a comma.
    pub needs_comma: bool,
    /// Whether a colon follows.
    pub has_colon: bool,
    source: &'s str,
}

/// An object or array around a cursor.
pub struct Container<'s> {
    /// Its text; to the end of the text where it is not closed.
    pub span: Span,
    /// The name of the member that it is the value of.
    pub key: Option<Cow<'s, str>>,
    bracket: Bracket,
    /// Of an object, all but the one that the cursor is in.
    entries: Vec<Entry>,
    source: &'s str,
}

/// A member of an object: its key, and its value, which may be empty.
#[derive(Clone, Copy)]
struct Entry {
    key: Span,
    value: Span,
}

/// Where `offset` is in `source`. An offset within a character or past the end is moved back.
pub fn cursor(source: &str, offset: u32) -> Cursor<'_> {
    let offset = source.floor_char_boundary(offset as usize);
    scan::scan(source, Span::new(offset, offset).start)
}

impl<'s> Cursor<'s> {
    /// TokenKind is replaced when something is put in at the cursor: the token, or nothing.
    pub fn replaced(&self) -> Span {
        self.token.unwrap_or(Span {
            start: self.offset,
            end: self.offset,
        })
    }

    /// The part of the token before the cursor.
    pub fn before(&self) -> &'s str {
        let start = self.replaced().start.min(self.offset);
        &self.source[start as usize..self.offset as usize]
    }

    /// The token's text, decoded.
    pub fn text(&self) -> Cow<'s, str> {
        self.token.map_or(Cow::Borrowed(""), |span| {
            decoded(&self.source[span.range()])
        })
    }

    /// The innermost container.
    pub fn container(&self) -> Option<&Container<'s>> {
        self.containers.last()
    }
}

impl<'s> Container<'s> {
    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        self.bracket == Bracket::Brace
    }

    /// The names of its members, but for the one that the cursor is in.
    pub fn keys(&self) -> impl Iterator<Item = Cow<'s, str>> {
        self.entries.iter().map(|entry| self.decoded(entry.key))
    }

    /// The text of the member called `name`, if it is a string; of several, the last. The member that the cursor is in
    /// has none: what is being typed decides nothing.
    pub fn string_of(&self, name: &str) -> Option<Cow<'s, str>> {
        let value = self.value_of(name)?;
        self.source[value.range()]
            .starts_with('"')
            .then(|| self.decoded(value))
    }

    /// The strings in the member called `name`, at any depth.
    pub fn strings_in(&self, name: &str) -> Vec<Cow<'s, str>> {
        self.value_of(name)
            .map_or_else(Vec::new, |span| strings(self.source, span))
    }

    /// The strings in this container, at any depth, but for the one at `except`.
    pub fn strings(&self, except: Option<Span>) -> Vec<Cow<'s, str>> {
        let (before, after) = match except {
            Some(token) => (
                Span {
                    end: token.start,
                    ..self.span
                },
                Span {
                    start: token.end,
                    ..self.span
                },
            ),
            None => (
                self.span,
                Span {
                    start: self.span.end,
                    ..self.span
                },
            ),
        };
        let mut found = strings(self.source, before);
        found.extend(strings(self.source, after));
        found
    }

    fn value_of(&self, name: &str) -> Option<Span> {
        self.entries
            .iter()
            .rev()
            .find(|entry| self.decoded(entry.key) == name)
            .map(|entry| entry.value)
    }

    fn decoded(&self, span: Span) -> Cow<'s, str> {
        decoded(&self.source[span.range()])
    }
}

/// The strings of a piece of text that begins and ends between tokens.
fn strings(source: &str, piece: Span) -> Vec<Cow<'_, str>> {
    let mut lexer = lex::Lexer::new(
        &source[..piece.end as usize],
        piece.range().start.min(piece.range().end),
    );
    let tokens = std::iter::from_fn(|| {
        Some(lexer.token()).filter(|token| token.kind != lex::TokenKind::End)
    });
    let strings = tokens.filter(|token| matches!(token.kind, lex::TokenKind::String { .. }));
    strings
        .map(|token| decoded(&source[token.span.range()]))
        .collect()
}

/// A string token without its quotes and escapes; anything else as it is.
fn decoded(token: &str) -> Cow<'_, str> {
    let Some(inside) = token.strip_prefix('"') else {
        return Cow::Borrowed(token);
    };
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    match inside
        .contains('\\')
        .then(|| serde_json::from_str(&format!("\"{inside}\"")))
    {
        Some(Ok(text)) => Cow::Owned(text),
        _ => Cow::Borrowed(inside),
    }
}
