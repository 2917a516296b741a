//! Cuts broken text into tokens, and reports what is wrong within one: comments, whitespace that JSON does not know,
//! other quotes, escapes. Every token takes at least one character, and no character is looked at more than a few
//! times.

pub(super) mod error_list;
mod string;
pub(super) mod unquoted;

use self::error_list::{ErrorList, character, error, quoted};
use diagnostics::Span;
use diagnostics::message::is_invisible;

const NO_COMMENTS: &str = "comments are not allowed in JSON";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Brace,
    Square,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Semicolon,
    Equals,
    /// A string in any quotes.
    String,
    /// A string that its line ends.
    UnterminatedString,
    /// Anything without quotes: a number, a literal, or an error.
    Unquoted,
    End,
}

impl TokenKind {
    /// The bracket that closes this one.
    pub(super) fn closing(self) -> Option<char> {
        match self {
            TokenKind::Open(Bracket::Brace) => Some('}'),
            TokenKind::Open(Bracket::Square) => Some(']'),
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

pub(super) struct Scanner<'s> {
    source: &'s str,
    at: usize,
    pub(super) report: ErrorList,
}

impl<'s> Scanner<'s> {
    /// Reads `source` and reports the first errors, not more than `most`.
    pub(super) fn new(source: &'s str, most: usize) -> Scanner<'s> {
        Scanner {
            source,
            at: 0,
            report: ErrorList::new(most),
        }
    }

    /// Where the text ends but for whitespace.
    pub(super) fn end_of_text(&self) -> usize {
        self.source.trim_end().len()
    }

    /// TokenKind has not been read yet.
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

    /// Passes the mark at the beginning of the text.
    pub(super) fn byte_order_mark(&mut self) -> Option<Span> {
        let mark = self
            .rest()
            .starts_with('\u{FEFF}')
            .then(|| Span::new(0, '\u{FEFF}'.len_utf8()))?;
        self.at = mark.range().end;
        Some(mark)
    }

    /// Whether the next token is a colon.
    pub(super) fn colon_follows(&self) -> bool {
        self.rest()
            .trim_start_matches([' ', '\t', '\n', '\r'])
            .starts_with(':')
    }

    /// TokenKind the next token begins with.
    pub(super) fn follows(&self) -> Option<char> {
        let mut ahead = Scanner {
            source: self.source,
            at: self.at,
            report: ErrorList::new(1),
        };
        ahead.blanks()?;
        ahead.peek()
    }

    /// The next token; `at_key` where it may be a key. `None` after an error that leaves the rest in the dark.
    pub(super) fn token(&mut self, at_key: bool) -> Option<Token> {
        self.blanks()?;
        let Some(first) = self.peek() else {
            return Some(self.take(TokenKind::End, 0));
        };
        let kind = match first {
            '{' => TokenKind::Open(Bracket::Brace),
            '[' => TokenKind::Open(Bracket::Square),
            '}' => TokenKind::Close(Bracket::Brace),
            ']' => TokenKind::Close(Bracket::Square),
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            ';' => TokenKind::Semicolon,
            '；' | '，' | '、' => {
                return Some(self.take(TokenKind::Semicolon, first.len_utf8()));
            }
            '：' => return Some(self.take(TokenKind::Equals, first.len_utf8())),
            '`' if self.rest().starts_with("```") => return Some(self.bare(at_key)),
            '=' => {
                return Some(self.take(
                    TokenKind::Equals,
                    if self.rest().starts_with("=>") { 2 } else { 1 },
                ));
            }
            '"' => return Some(self.string()),
            '\'' | '`' | '“' | '”' | '„' | '‘' | '’' => {
                return self.foreign_string(first);
            }
            _ => return Some(self.bare(at_key)),
        };
        Some(self.take(kind, 1))
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next `length` bytes as a token.
    fn take(&mut self, kind: TokenKind, length: usize) -> Token {
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        Token { kind, span }
    }

    fn blanks(&mut self) -> Option<()> {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\n' | '\r' => self.at += 1,
                '#' => self.comment(self.line_length(), NO_COMMENTS),
                '/' if self.rest().starts_with("//") => {
                    self.comment(self.line_length(), NO_COMMENTS)
                }
                '/' if self.rest().starts_with("/*") => match self.rest()[2..].find("*/") {
                    Some(inside) => self.comment(inside + 4, NO_COMMENTS),
                    None => self.comment(
                        self.rest().trim_end().len(),
                        "unterminated comment: comments are not allowed in JSON",
                    ),
                },
                '\0' => {
                    let nul = self.take(TokenKind::Unquoted, 1).span;
                    self.report.add(error(
                        nul,
                        "null character (U+0000)",
                        "save the file as UTF-8",
                    ));
                    return None;
                }
                c if c.is_whitespace() || is_invisible(c) => self.odd_blanks(c),
                _ => break,
            }
        }
        Some(())
    }

    fn line_length(&self) -> usize {
        self.rest().find(['\n', '\r']).unwrap_or(self.rest().len())
    }

    fn comment(&mut self, length: usize, message: &str) {
        let span = self.take(TokenKind::Unquoted, length).span;
        self.report.add(error(span, message, "remove the comment"));
    }

    /// A run of one kind of blank that only looks like one.
    fn odd_blanks(&mut self, c: char) {
        let length = self.rest().len() - self.rest().trim_start_matches(c).len();
        let span = self.take(TokenKind::Unquoted, length).span;
        let blanks = if c.is_whitespace() {
            " ".repeat(length / c.len_utf8())
        } else {
            String::new()
        };
        let found = error(
            span,
            format!("{} outside of a string", character(c)),
            "use only spaces, tabs, and line breaks between values",
        );
        self.report
            .add(found.fixed("replace it", vec![(span, blanks)]));
    }

    /// Text without quotes: one word where that is a value, else all that belongs together.
    fn bare(&mut self, at_key: bool) -> Token {
        let rest = self.rest();
        let word = rest
            .find(|c: char| c.is_whitespace() || is_invisible(c) || ",:;{}[]\"，、；：".contains(c))
            .unwrap_or(rest.len());
        if unquoted::is_scalar(&rest[..word]) {
            return self.take(TokenKind::Unquoted, word);
        }
        // A placeholder belongs together, though it has brackets.
        let from = placeholder(rest);
        let key_end = |text: &str| {
            text.find([
                ':', '：', '=', ',', '，', '{', '}', '[', ']', '"', '\n', '\r',
            ])
        };
        let end = if at_key {
            key_end(&rest[from..]).map(|end| from + end)
        } else {
            value_end(rest, from)
        };
        let first = self.peek().map_or(0, char::len_utf8);
        let text = rest[..end.unwrap_or(rest.len()).max(first)].trim_end();
        self.take(TokenKind::Unquoted, text.len())
    }

    /// Reports what is wrong with a value without quotes, if anything.
    pub(super) fn bare_value(&mut self, span: Span) {
        let text = self.text(span);
        let Some(explanation) = unquoted::explain(text) else {
            return;
        };
        let found = error(
            span,
            format!("{} {}", quoted(text), explanation.message),
            explanation.help,
        );
        self.report.add(match explanation.replacement {
            Some(json) => found.fixed(&format!("write {}", quoted(&json)), vec![(span, json)]),
            None => found,
        });
    }
}

/// How long the `${NAME}` is that a text begins with.
fn placeholder(text: &str) -> usize {
    let name = text.strip_prefix("${").map(|rest| {
        rest.find(['}', '{', '"', '\n', '\r'])
            .map(|end| &rest[..=end])
    });
    name.flatten()
        .filter(|name| name.ends_with('}'))
        .map_or(0, |name| "${".len() + name.len())
}

/// Where a value without quotes ends. A colon belongs to it (`https://…`) unless a blank follows, as after a key.
/// TokenKind stands before `from` belongs to it too.
fn value_end(text: &str, from: usize) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < from) {
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            ',' | ';' | '，' | '、' | '；' | '：' | '{' | '}' | '[' | ']' | '"' | '\n' | '\r' => {
                true
            }
            ':' => next.is_none_or(|c| c.is_whitespace() || c == '"'),
            '/' => before.is_whitespace() && matches!(next, Some('/' | '*')),
            '#' => before.is_whitespace(),
            _ => false,
        };
        if ends && at > 0 {
            return Some(at);
        }
        before = c;
    }
    None
}
