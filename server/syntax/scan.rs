//! Cuts broken text into tokens, and reports what is wrong within one: comments, blanks that JSON does not know,
//! other quotes, escapes. Every token takes at least one character, and no character is looked at more than a few
//! times.

pub(super) mod bare;
pub(super) mod report;

use self::report::{Report, character, error, is_invisible, quoted};
use super::strict;
use crate::text::Span;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Brace,
    Square,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Semicolon,
    Equals,
    /// A string in any quotes.
    String,
    /// A string that its line ends.
    Unterminated,
    /// Anything without quotes: a number, a literal, or a mistake.
    Bare,
    End,
}

impl What {
    /// The bracket that closes this one.
    pub(super) fn closing(self) -> Option<char> {
        match self {
            What::Open(Bracket::Brace) => Some('}'),
            What::Open(Bracket::Square) => Some(']'),
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) what: What,
    pub(super) span: Span,
}

pub(super) struct Scanner<'s> {
    source: &'s str,
    at: usize,
    pub(super) report: Report,
}

impl<'s> Scanner<'s> {
    pub(super) fn new(source: &'s str) -> Scanner<'s> {
        Scanner { source, at: 0, report: Report::default() }
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    pub(super) fn text(&self, span: Span) -> &'s str {
        &self.source[span.range()]
    }

    /// Passes the mark at the beginning of the text.
    pub(super) fn byte_order_mark(&mut self) -> Option<Span> {
        let mark = self.rest().starts_with('\u{FEFF}').then(|| Span::new(0, '\u{FEFF}'.len_utf8()))?;
        self.at = mark.range().end;
        Some(mark)
    }

    /// Whether the next token is a colon.
    pub(super) fn colon_follows(&self) -> bool {
        self.rest().trim_start_matches([' ', '\t', '\n', '\r']).starts_with(':')
    }

    /// The next token; `at_key` where it may be a key. `None` after a mistake that leaves the rest in the dark.
    pub(super) fn token(&mut self, at_key: bool) -> Option<Token> {
        self.blanks()?;
        let Some(first) = self.peek() else { return Some(self.take(What::End, 0)) };
        let what = match first {
            '{' => What::Open(Bracket::Brace),
            '[' => What::Open(Bracket::Square),
            '}' => What::Close(Bracket::Brace),
            ']' => What::Close(Bracket::Square),
            ',' => What::Comma,
            ':' => What::Colon,
            ';' => What::Semicolon,
            '=' => return Some(self.take(What::Equals, if self.rest().starts_with("=>") { 2 } else { 1 })),
            '"' => return Some(self.string()),
            '\'' | '`' | '“' | '”' | '„' | '‘' | '’' => return self.foreign_string(first),
            _ => return Some(self.bare(at_key)),
        };
        Some(self.take(what, 1))
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next `length` bytes as a token.
    fn take(&mut self, what: What, length: usize) -> Token {
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        Token { what, span }
    }

    fn blanks(&mut self) -> Option<()> {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\n' | '\r' => self.at += 1,
                '#' => self.comment(self.line_length()),
                '/' if self.rest().starts_with("//") => self.comment(self.line_length()),
                '/' if self.rest().starts_with("/*") => match self.rest()[2..].find("*/") {
                    Some(inside) => self.comment(inside + 4),
                    None => self.comment(self.rest().len()),
                },
                '\0' => {
                    let nul = self.take(What::Bare, 1).span;
                    self.report.add(error(nul, "a null character (U+0000)", "save the file as UTF-8"));
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

    fn comment(&mut self, length: usize) {
        let span = self.take(What::Bare, length).span;
        self.report.add(error(span, "JSON has no comments", "remove the comment"));
    }

    /// A run of one kind of blank that only looks like one.
    fn odd_blanks(&mut self, c: char) {
        let length = self.rest().len() - self.rest().trim_start_matches(c).len();
        let span = self.take(What::Bare, length).span;
        let blanks = if c.is_whitespace() { " ".repeat(length / c.len_utf8()) } else { String::new() };
        let found = error(span, format!("a {} between the values", character(c)), "use spaces, tabs and line breaks");
        self.report.add(found.fixed("replace it", vec![(span, blanks)]));
    }

    fn string(&mut self) -> Token {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => return self.unterminated(start),
                Some('"') => {
                    self.at += 1;
                    return Token { what: What::String, span: Span::new(start, self.at) };
                }
                Some('\\') => self.escape(),
                Some(c) if c < ' ' => self.control_characters(c),
                Some(c) => self.at += c.len_utf8(),
            }
        }
    }

    fn unterminated(&mut self, start: usize) -> Token {
        let line = &self.source[start..self.at];
        let span = Span::new(start, start + line.trim_end().len());
        let help = match line.contains(['“', '”', '„']) {
            true => "end it with a straight `\"`",
            false => "write `\"` at its end; a line break in it is written `\\n`",
        };
        self.report.add(error(span, "a string that does not end on its line", help));
        Token { what: What::Unterminated, span }
    }

    fn control_characters(&mut self, c: char) {
        let length = self.rest().len() - self.rest().trim_start_matches(c).len();
        let span = self.take(What::Bare, length).span;
        let escape = match c {
            '\t' => "\\t".to_owned(),
            '\u{8}' => "\\b".to_owned(),
            '\u{C}' => "\\f".to_owned(),
            other => format!("\\u{:04x}", u32::from(other)),
        };
        let found = error(span, format!("a {} in a string", character(c)), format!("write `{escape}` instead"));
        self.report.add(found.fixed(&format!("write `{escape}`"), vec![(span, escape.repeat(length))]));
    }

    fn escape(&mut self) {
        let escaped = &self.rest()[1..];
        let hex = |text: &str, most| text.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        match escaped.chars().next() {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.at += 2,
            None | Some('\n' | '\r') => self.at += 1,
            Some('u') => match hex(&escaped[1..], 4) {
                4 => self.at += 6,
                digits => self.bad_escape(2 + digits, "`\\u` needs four hexadecimal digits", None),
            },
            Some('\'') => self.bad_escape(2, "write `'` without a backslash", Some("'".to_owned())),
            Some('x') if hex(&escaped[1..], 2) == 2 => {
                let code = format!("\\u00{}", &escaped[1..3]);
                self.bad_escape(4, &format!("write `{code}`"), Some(code));
            }
            Some(c) => self.bad_escape(1 + c.len_utf8(), "write `\\\\` for a backslash", None),
        }
    }

    fn bad_escape(&mut self, length: usize, help: &str, replacement: Option<String>) {
        let span = self.take(What::Bare, length).span;
        let found = error(span, format!("JSON has no escape {}", quoted(self.text(span))), help);
        self.report.add(match replacement {
            Some(text) => found.fixed("correct the escape", vec![(span, text)]),
            None => found,
        });
    }

    /// A string in quotes that JSON does not know.
    fn foreign_string(&mut self, open: char) -> Option<Token> {
        let (closing, quotes): (&[char], _) = match open {
            '\'' => (&['\''], "single quotes"),
            '`' => (&['`'], "backticks"),
            '‘' | '’' => (&['‘', '’', '\''], "typographic quotes"),
            _ => (&['“', '”', '"'], "typographic quotes"),
        };
        let start = self.at;
        self.at += open.len_utf8();
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => return Some(self.unterminated(start)),
                Some(c) if closing.contains(&c) => break,
                Some('\\') => {
                    self.at += 1;
                    self.at += self.peek().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
                }
                Some(c) => self.at += c.len_utf8(),
            }
        }
        let inside = &self.source[start + open.len_utf8()..self.at];
        self.at += self.peek().map_or(0, char::len_utf8);
        let span = Span::new(start, self.at);
        let understood =
            self.peek().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '=' | '}' | ']' | '/' | '#'));
        let json = Some(requoted(inside)).filter(|json| understood && strict::read(json).is_some());
        let found = error(span, format!("{} stands in {quotes}", quoted(inside)), "use double quotes");
        self.report.add(match json {
            Some(json) => found.fixed("use double quotes", vec![(span, json)]),
            None => found,
        });
        understood.then_some(Token { what: What::String, span })
    }

    /// Text without quotes: one word where that is a value, else all that belongs together.
    fn bare(&mut self, at_key: bool) -> Token {
        let rest = self.rest();
        let word = rest.find(|c: char| c.is_whitespace() || ",:;{}[]\"".contains(c)).unwrap_or(rest.len());
        if bare::is_scalar(&rest[..word]) {
            return self.take(What::Bare, word);
        }
        let end =
            if at_key { rest.find([':', '=', ',', '{', '}', '[', ']', '"', '\n', '\r']) } else { value_end(rest) };
        let first = self.peek().map_or(0, char::len_utf8);
        let text = rest[..end.unwrap_or(rest.len()).max(first)].trim_end();
        self.take(What::Bare, text.len())
    }

    /// Reports what is wrong with a value without quotes, if anything.
    pub(super) fn bare_value(&mut self, span: Span) {
        let text = self.text(span);
        let Some(explanation) = bare::explain(text) else { return };
        let found = error(span, format!("{} {}", quoted(text), explanation.message), explanation.help);
        self.report.add(match explanation.replacement {
            Some(json) => found.fixed(&format!("write {}", quoted(&json)), vec![(span, json)]),
            None => found,
        });
    }
}

/// Where a value without quotes ends. A colon belongs to it (`https://…`) unless a blank follows, as after a key.
fn value_end(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            ',' | ';' | '{' | '}' | '[' | ']' | '"' | '\n' | '\r' => true,
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

/// The inside of a string in other quotes as a JSON string.
fn requoted(inside: &str) -> String {
    let mut json = String::from("\"");
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => match chars.next() {
                Some(quote @ ('\'' | '`' | '“' | '”' | '‘' | '’')) => json.push(quote),
                Some(escaped) => json.extend(['\\', escaped]),
                None => json.push('\\'),
            },
            other => json.push(other),
        }
    }
    json.push('"');
    json
}
