//! The tokens of broken text, and the errors within one: comments, whitespace that JSON does not know, other quotes,
//! escapes. Every token takes at least one character, and no character is read more than a few times.

pub(super) mod error_list;
mod string;
pub(super) mod unquoted;

use std::ops::ControlFlow;

use self::error_list::{ErrorList, character, error, quoted};
use crate::token::{Bracket, Token, TokenKind};
use diagnostics::Span;
use diagnostics::message::is_invisible;

const NO_COMMENTS: &str = "comments are not allowed in JSON";

pub(super) struct Scanner<'s> {
    source: &'s str,
    at: usize,
    pub(super) errors: ErrorList,
}

impl<'s> Scanner<'s> {
    /// Reads `source` and lists its first errors, at most `max`.
    pub(super) fn new(source: &'s str, max: usize) -> Scanner<'s> {
        Scanner {
            source,
            at: 0,
            errors: ErrorList::new(max),
        }
    }

    /// The length of the text without whitespace at its end.
    pub(super) fn end_of_text(&self) -> usize {
        self.source.trim_end().len()
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// The text from the beginning of a span to its end.
    pub(super) fn source_from(&self, span: Span) -> &'s str {
        &self.source[span.range().start..]
    }

    pub(super) fn text(&self, span: Span) -> &'s str {
        &self.source[span.range()]
    }

    /// Skips the byte-order mark at the beginning of the text.
    pub(super) fn byte_order_mark(&mut self) -> Option<Span> {
        if !self.rest().starts_with('\u{FEFF}') {
            return None;
        }
        self.at = '\u{FEFF}'.len_utf8();
        Some(Span::new(0, self.at))
    }

    /// Whether the next token is a colon.
    pub(super) fn colon_follows(&self) -> bool {
        self.rest()
            .trim_start_matches([' ', '\t', '\n', '\r'])
            .starts_with(':')
    }

    /// The first character of the next token.
    pub(super) fn next_char(&self) -> Option<char> {
        let mut ahead = Scanner {
            source: self.source,
            at: self.at,
            errors: ErrorList::new(1),
        };
        match ahead.whitespace() {
            ControlFlow::Continue(()) => ahead.peek(),
            ControlFlow::Break(()) => None,
        }
    }

    /// The next token; `at_key` where it may be a key. `None` after an error behind which nothing can be understood.
    pub(super) fn token(&mut self, at_key: bool) -> Option<Token> {
        if self.whitespace().is_break() {
            return None;
        }
        let Some(first) = self.peek() else {
            return Some(self.take(TokenKind::End, 0));
        };
        Some(match first {
            '{' => self.take(TokenKind::Open(Bracket::Brace), 1),
            '[' => self.take(TokenKind::Open(Bracket::Square), 1),
            '}' => self.take(TokenKind::Close(Bracket::Brace), 1),
            ']' => self.take(TokenKind::Close(Bracket::Square), 1),
            ',' => self.take(TokenKind::Comma, 1),
            ':' => self.take(TokenKind::Colon, 1),
            ';' | '；' | '，' | '、' => self.take(TokenKind::Semicolon, first.len_utf8()),
            '=' if self.rest().starts_with("=>") => self.take(TokenKind::Equals, 2),
            '=' | '：' => self.take(TokenKind::Equals, first.len_utf8()),
            '"' => self.string(),
            '`' if self.rest().starts_with("```") => self.unquoted(at_key),
            '\'' | '`' | '“' | '”' | '„' | '‘' | '’' => {
                return self.foreign_string(first);
            }
            _ => self.unquoted(at_key),
        })
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next `length` bytes as a token.
    fn take(&mut self, kind: TokenKind, length: usize) -> Token {
        Token {
            kind,
            span: self.skip(length),
        }
    }

    fn skip(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        Span::new(start, self.at)
    }

    /// Skips whitespace and comments. Breaks at a null character: the file has another encoding.
    fn whitespace(&mut self) -> ControlFlow<()> {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\n' | '\r' => self.at += 1,
                '#' => self.line_comment(),
                '/' if self.rest().starts_with("//") => self.line_comment(),
                '/' if self.rest().starts_with("/*") => self.block_comment(),
                '\0' => {
                    self.null_character();
                    return ControlFlow::Break(());
                }
                c if c.is_whitespace() || is_invisible(c) => self.invalid_whitespace(c),
                _ => break,
            }
        }
        ControlFlow::Continue(())
    }

    fn line_comment(&mut self) {
        let length = self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
        self.comment(length, NO_COMMENTS);
    }

    fn block_comment(&mut self) {
        match self.rest()[2..].find("*/") {
            Some(inside) => self.comment(inside + 4, NO_COMMENTS),
            None => self.comment(
                self.rest().trim_end().len(),
                "unterminated comment: comments are not allowed in JSON",
            ),
        }
    }

    fn comment(&mut self, length: usize, message: &str) {
        let span = self.skip(length);
        self.errors.add(error(span, message, "remove the comment"));
    }

    fn null_character(&mut self) {
        let span = self.skip(1);
        self.errors.add(error(
            span,
            "null character (U+0000)",
            "save the file as UTF-8",
        ));
    }

    /// A run of one character that looks like whitespace and is not allowed in JSON.
    fn invalid_whitespace(&mut self, c: char) {
        let span = self.skip_run(c);
        let error = error(
            span,
            format!("{} outside of a string", character(c)),
            "use only spaces, tabs, and line breaks between values",
        );
        let spaces = if c.is_whitespace() {
            " ".repeat(span.range().len() / c.len_utf8())
        } else {
            String::new()
        };
        self.errors.add(error.replaced_by("replace it", spaces));
    }

    /// Skips all of the same character.
    fn skip_run(&mut self, c: char) -> Span {
        let length = self.rest().len() - self.rest().trim_start_matches(c).len();
        self.skip(length)
    }

    /// Text without quotes: one word if that is a value, else everything up to the next separator.
    fn unquoted(&mut self, at_key: bool) -> Token {
        let rest = self.rest();
        let word = rest.find(ends_word).unwrap_or(rest.len());
        if unquoted::is_valid(&rest[..word]) {
            return self.take(TokenKind::Unquoted, word);
        }
        // The brackets of a placeholder end no value.
        let from = placeholder_length(rest);
        let end = if at_key {
            key_end(rest, from)
        } else {
            value_end(rest, from)
        };
        let first = self.peek().map_or(0, char::len_utf8);
        let text = rest[..end.unwrap_or(rest.len()).max(first)].trim_end();
        self.take(TokenKind::Unquoted, text.len())
    }

    /// Reports what is wrong with a value without quotes, if anything.
    pub(super) fn check_unquoted_value(&mut self, span: Span) {
        let text = self.text(span);
        let Some(explanation) = unquoted::explain(text) else {
            return;
        };
        let mut error = error(
            span,
            format!("{} {}", quoted(text), explanation.message),
            explanation.help,
        );
        if let Some(json) = explanation.replacement {
            error = error.replaced_by(&format!("write {}", quoted(&json)), json);
        }
        self.errors.add(error);
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || ",:;{}[]\"，、；：".contains(c)
}

/// The length of the `${NAME}` at the beginning of `text`, else 0.
fn placeholder_length(text: &str) -> usize {
    let Some(name) = text.strip_prefix("${") else {
        return 0;
    };
    match name.find(['}', '{', '"', '\n', '\r']) {
        Some(end) if name[end..].starts_with('}') => "${".len() + end + 1,
        _ => 0,
    }
}

/// Where a key without quotes ends, which includes what is before `from`.
fn key_end(text: &str, from: usize) -> Option<usize> {
    let end = text[from..].find([
        ':', '：', '=', ',', '，', '{', '}', '[', ']', '"', '\n', '\r',
    ])?;
    Some(from + end)
}

/// Where a value without quotes ends, which includes what is before `from`. A colon is part of it (`https://…`) unless
/// whitespace follows, as after a key.
fn value_end(text: &str, from: usize) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if at < from {
            continue;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        if at > 0 && ends_value(before, c, next) {
            return Some(at);
        }
        before = c;
    }
    None
}

fn ends_value(before: char, c: char, next: Option<char>) -> bool {
    match c {
        ',' | ';' | '，' | '、' | '；' | '：' | '{' | '}' | '[' | ']' | '"' | '\n' | '\r' => {
            true
        }
        ':' => next.is_none_or(|c| c.is_whitespace() || c == '"'),
        '/' => before.is_whitespace() && matches!(next, Some('/' | '*')),
        '#' => before.is_whitespace(),
        _ => false,
    }
}
