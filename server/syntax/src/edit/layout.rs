//! The layout of a file: its line breaks, its indentation, its whitespace after commas and colons.
//!
//! A file may need thousands of fixes, so nothing here takes longer in a large file than in a small one: its beginning
//! determines its style, and a longer line is not indented text.

use super::item;
use crate::{Syntax, Value};

/// How many bytes are read.
const NEAR: usize = 4_096;

pub(super) struct Layout<'a> {
    source: &'a str,
    /// The first `NEAR` bytes.
    head: &'a str,
    root: Option<Value<'a>>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(syntax: &'a Syntax) -> Layout<'a> {
        let source = syntax.source();
        Layout {
            source,
            head: &source[..source.floor_char_boundary(NEAR)],
            root: syntax.root(),
        }
    }

    /// The first line break of the file.
    pub(super) fn line_break(&self) -> &'static str {
        match self.head.find(['\n', '\r']) {
            Some(at) if self.source[at..].starts_with("\r\n") => "\r\n",
            Some(at) if self.source[at..].starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    /// Whether the JSON value of the file has several lines.
    pub(super) fn is_multi_line(&self) -> bool {
        self.head.trim().contains(['\n', '\r'])
    }

    /// Whether the file was written without whitespace.
    fn is_minified(&self) -> bool {
        if self.is_multi_line() {
            return false;
        }
        match self.root.and_then(|root| root.all_members().next()) {
            Some(first) => first.key.span.end + 1 == first.value.span().start,
            None => false,
        }
    }

    /// The comma between two items of the same line, with its whitespace.
    pub(super) fn comma(&self) -> &'static str {
        if self.is_minified() { "," } else { ", " }
    }

    /// The colon between the keys and the values of an object, with its whitespace.
    pub(super) fn colon(&self, object: Value<'a>) -> &'a str {
        let last = object.all_members().last();
        let colon = last
            .and_then(|member| self.after_key(member.value))
            .or_else(|| self.after_key(object));
        match colon {
            Some(colon) if !colon.contains(['\n', '\r']) => colon,
            _ if self.is_minified() => ":",
            _ => ": ",
        }
    }

    /// The text between the key of a value and the value.
    fn after_key(&self, value: Value<'a>) -> Option<&'a str> {
        let start = value.key()?.span.end as usize;
        self.source.get(start..value.span().start as usize)
    }

    /// Whether the first item of an empty array or object is put on a line of its own.
    pub(super) fn breaks_empty(&self, container: Value<'_>) -> bool {
        self.is_multi_line()
            || self
                .root
                .is_some_and(|root| root.index() == container.index())
    }

    /// The whitespace that the line of `offset` begins with.
    pub(super) fn indent_at(&self, offset: u32) -> &'a str {
        let offset = offset as usize;
        let near = self.source.floor_char_boundary(offset.saturating_sub(NEAR));
        let line = match self.source[near..offset].rfind(['\n', '\r']) {
            Some(at) => near + at + 1,
            None if near == 0 => 0,
            None => return "",
        };
        let rest = &self.source[line..];
        &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
    }

    /// The indentation of `offset`, if it is the first on its line.
    pub(super) fn own_line(&self, offset: u32) -> Option<&'a str> {
        let offset = offset as usize;
        let before = self.source[..offset].trim_end_matches([' ', '\t']);
        if !before.ends_with(['\n', '\r']) {
            return None;
        }
        Some(&self.source[before.len()..offset])
    }

    /// One level of indentation: that of the first item in the outermost value.
    pub(super) fn unit(&self) -> &'a str {
        match self.first_indent() {
            Some(indent) if !indent.is_empty() => indent,
            _ => "  ",
        }
    }

    fn first_indent(&self) -> Option<&'a str> {
        let first = self.root?.descendants().nth(1)?;
        self.own_line(item(first).start)
    }

    /// `json`, whose lines are indented with two spaces, in the layout of the file for an item that is indented by `indent`;
    /// on one line if there is none.
    pub(super) fn nested(&self, json: &str, indent: Option<&str>) -> String {
        let mut lines = json.trim().lines();
        let mut text = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            let content = line.trim_start_matches(' ');
            match indent {
                Some(indent) => {
                    text += self.line_break();
                    text += indent;
                    text += &self.unit().repeat((line.len() - content.len()) / 2);
                }
                None => text.push(' '),
            }
            text += content;
        }
        text
    }
}
