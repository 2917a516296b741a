//! Where a cursor is in a text that is being typed: in which containers, at a key or a value, in which token.
//!
//! The answer comes from a scan of tokens and never from the tree, because one string without an end destroys a tree.
//! The scan never fails, reads each character a few times and does not recurse.

mod lex;
mod scan;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::token::{Bracket, TokenKind};
use diagnostics::Span;

/// What could be typed at a cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// The key of a member.
    Key,
    /// A value: of a member, in an array, or of the whole text.
    Value,
    /// Nothing: it is within a comment, or after something complete.
    Nowhere,
}

/// A position in a text, and what is around it.
pub struct Cursor<'s> {
    /// Always between two characters of the text.
    pub offset: u32,
    pub slot: Slot,
    /// The key or scalar at the cursor, as a whole; a string without an end ends with its line.
    pub token: Option<Span>,
    /// The key of the member whose value the cursor is at.
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
    /// Extends to the end of the text if it is not closed.
    pub span: Span,
    /// The key of the member whose value it is.
    pub key: Option<Cow<'s, str>>,
    bracket: Bracket,
    /// The members of an object, except for the one that the cursor is in.
    entries: Vec<Entry>,
    source: &'s str,
}

/// A member of an object: its key, and its value, which may be empty.
#[derive(Clone, Copy)]
struct Entry {
    key: Span,
    value: Span,
}

/// The cursor at `offset` in `source`. An offset within a character or past the end is moved back.
pub fn cursor(source: &str, offset: u32) -> Cursor<'_> {
    let offset = source.floor_char_boundary(offset as usize);
    scan::scan(source, Span::new(offset, offset).start)
}

impl<'s> Cursor<'s> {
    /// What is replaced by text that is inserted at the cursor: the token, or nothing.
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

    /// The decoded token.
    pub fn text(&self) -> Cow<'s, str> {
        match self.token {
            Some(span) => decoded(self.source, span),
            None => Cow::Borrowed(""),
        }
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

    /// The keys of its members, except for the one that the cursor is in.
    pub fn keys(&self) -> impl Iterator<Item = Cow<'s, str>> {
        self.entries
            .iter()
            .map(|entry| decoded(self.source, entry.key))
    }

    /// The string in the member called `name`; of several, the last. The member that the cursor is in has none: what is
    /// being typed decides nothing.
    pub fn string_of(&self, name: &str) -> Option<Cow<'s, str>> {
        let value = self.value_of(name)?;
        if !self.source[value.range()].starts_with('"') {
            return None;
        }
        Some(decoded(self.source, value))
    }

    /// The strings in the member called `name`, at any depth.
    pub fn strings_in(&self, name: &str) -> Vec<Cow<'s, str>> {
        match self.value_of(name) {
            Some(value) => strings(self.source, value),
            None => Vec::new(),
        }
    }

    /// The strings in this container, at any depth, except for the one at `except`.
    pub fn strings(&self, except: Option<Span>) -> Vec<Cow<'s, str>> {
        let Some(token) = except else {
            return strings(self.source, self.span);
        };
        let before = Span {
            end: token.start,
            ..self.span
        };
        let after = Span {
            start: token.end,
            ..self.span
        };
        let mut found = strings(self.source, before);
        found.extend(strings(self.source, after));
        found
    }

    fn value_of(&self, name: &str) -> Option<Span> {
        let mut entries = self.entries.iter().rev();
        let entry = entries.find(|entry| decoded(self.source, entry.key) == name)?;
        Some(entry.value)
    }
}

/// The strings in a part of the text that begins and ends between tokens.
fn strings(source: &str, part: Span) -> Vec<Cow<'_, str>> {
    let end = part.end as usize;
    let mut lexer = lex::Lexer::new(&source[..end], end.min(part.start as usize));
    let mut strings = Vec::new();
    loop {
        let token = lexer.token();
        match token.kind {
            TokenKind::String | TokenKind::UnterminatedString => {
                strings.push(decoded(source, token.span))
            }
            TokenKind::End => return strings,
            _ => {}
        }
    }
}

/// A string token without its quotes and escapes; anything else as it is.
fn decoded(source: &str, token: Span) -> Cow<'_, str> {
    let token = &source[token.range()];
    let Some(inside) = token.strip_prefix('"') else {
        return Cow::Borrowed(token);
    };
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    if inside.contains('\\')
        && let Ok(text) = serde_json::from_str(&format!("\"{inside}\""))
    {
        return Cow::Owned(text);
    }
    Cow::Borrowed(inside)
}
