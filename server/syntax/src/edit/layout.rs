//! How a file is laid out: its line breaks, its indentation, its whitespace after commas and colons.
//!
//! A file may need thousands of fixes, so no question here costs more in a large file than in a small one: its beginning
//! tells its style, and a line that goes on for longer is not indented text.

use crate::{Syntax, Value};

/// How many bytes are looked at.
const NEAR: usize = 4_096;

pub(super) struct Layout<'a> {
    source: &'a str,
    /// The beginning of the text.
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

    /// The first line break of the file stands for all.
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
        let first = self.root.and_then(|root| root.all_members().next());
        !self.is_multi_line()
            && first.is_some_and(|member| member.key.span.end + 1 == member.value.span().start)
    }

    /// TokenKind stands between a comma and the next item of the same line.
    pub(super) fn comma(&self) -> &'static str {
        if self.is_minified() { "," } else { ", " }
    }

    /// TokenKind stands between the keys and the values of an object.
    pub(super) fn colon(&self, object: Value<'a>) -> &'a str {
        let between = |value: Value<'a>| {
            self.source
                .get(value.key()?.span.end as usize..value.span().start as usize)
        };
        let last = object.all_members().last().map(|member| member.value);
        let on_one_line = |text: &&str| !text.contains(['\n', '\r']);
        let fallback = if self.is_minified() { ":" } else { ": " };
        last.and_then(between)
            .or_else(|| between(object))
            .filter(on_one_line)
            .unwrap_or(fallback)
    }

    /// Whether the first item of an empty array or object gets a line of its own.
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

    /// The indentation of what stands at `offset`, where nothing stands before it on its line.
    pub(super) fn own_line(&self, offset: u32) -> Option<&'a str> {
        let before = self.source[..offset as usize].trim_end_matches([' ', '\t']);
        before
            .ends_with(['\n', '\r'])
            .then(|| &self.source[before.len()..offset as usize])
    }

    /// One level of indentation: that of the first item in the outermost value.
    pub(super) fn unit(&self) -> &'a str {
        let first = self.root.and_then(|root| root.descendants().nth(1));
        let start = first.map(|value| value.key().map_or(value.span(), |key| key.span).start);
        start
            .and_then(|start| self.own_line(start))
            .filter(|indent| !indent.is_empty())
            .unwrap_or("  ")
    }

    /// `json`, whose lines are indented with two spaces, as it stands in an item that is indented by `indent`;
    /// on one line where there is none.
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
