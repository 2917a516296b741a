//! What is wrong with text that the strict reader refused, in a person's words and at the right place.
//!
//! One pass over the tokens, with the open brackets on a stack of its own and the knowledge of what is due next. After
//! a mistake that it understands it goes on as if the text were right, so that independent mistakes are all reported;
//! after any other it stops, so that one mistake never yields a cascade. It must not judge whether text is JSON: the
//! strict reader does.

use super::scan::report::{error, quoted};
use super::scan::{Bracket, Scanner, Token, What, bare};
use super::{Mistake, SyntaxError};
use crate::text::Span;

/// What is wrong with `source`, in the order of the text; at least one error.
pub(super) fn find(source: &str) -> Vec<SyntaxError> {
    let mut finder = Finder::new(source);
    if !finder.whole_file() {
        finder.tokens();
    }
    let mut report = finder.scanner.report;
    if report.is_empty() {
        // Not reached by any text that the property tests have tried.
        report.add(error(Span::default(), "the text is not valid JSON", "compare it with the JSON grammar"));
    }
    report.sorted()
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    /// The first element of an array, or its end.
    FirstValue,
    Value,
    /// The first key of an object, or its end.
    FirstKey,
    Key,
    Colon,
    /// A comma, the end of the container, or the end of the text.
    Comma,
    /// Behind a string without an end, which may have swallowed a comma.
    Anything,
}

struct Finder<'s> {
    scanner: Scanner<'s>,
    open: Vec<Token>,
    due: Due,
    /// The key, or the value, or the closing bracket that was read last.
    previous: Token,
    /// The key that was read last, with its colon.
    member: Span,
    /// The comma that was read last.
    comma: Span,
}

impl<'s> Finder<'s> {
    fn new(source: &'s str) -> Finder<'s> {
        let nothing = Token { what: What::End, span: Span::default() };
        Finder {
            scanner: Scanner::new(source),
            open: Vec::new(),
            due: Due::Value,
            previous: nothing,
            member: Span::default(),
            comma: Span::default(),
        }
    }

    /// Mistakes of the file as a whole. True where nothing is left to say.
    fn whole_file(&mut self) -> bool {
        if let Some(span) = self.scanner.byte_order_mark() {
            let found = error(span, "the file begins with a byte-order mark", "save it as UTF-8 without BOM");
            let found = found.fixed("remove the byte-order mark", vec![(span, String::new())]);
            self.scanner.report.add(SyntaxError { mistake: Mistake::ByteOrderMark, ..found });
        }
        let blank = self.scanner.rest().trim().is_empty();
        if blank {
            let found = error(Span::default(), "the file is empty", "write a JSON value, at least `{}`");
            self.scanner.report.add(SyntaxError { mistake: Mistake::EmptyFile, ..found });
        }
        blank
    }

    /// Reads to the end of the text, or to the first mistake that is not understood, which is `None`.
    fn tokens(&mut self) -> Option<()> {
        while !self.scanner.report.is_full() {
            let at_key = match self.due {
                Due::FirstKey | Due::Key => true,
                Due::Comma | Due::Anything => self.container() == Some(Bracket::Brace),
                _ => false,
            };
            let token = self.scanner.token(at_key)?;
            self.leftover(token)?;
            match self.due {
                Due::FirstValue | Due::Value => self.value(token)?,
                Due::FirstKey | Due::Key => self.key(token)?,
                Due::Colon => self.colon(token)?,
                Due::Comma => self.comma(token)?,
                Due::Anything => self.anything(token)?,
            }
        }
        None
    }

    /// Refuses what is wrong wherever it stands: a bracket that closes another one, a merge conflict.
    fn leftover(&mut self, token: Token) -> Option<()> {
        if let What::Close(bracket) = token.what
            && let Some(open) = self.open.last().filter(|_| self.container() != Some(bracket))
        {
            let (opened, closed) = (quoted(self.scanner.text(open.span)), quoted(self.scanner.text(token.span)));
            let found = error(
                token.span,
                format!("{closed} does not match {opened}"),
                format!("close the {opened} first, or change the bracket"),
            );
            let found = found.related(open.span, format!("the {opened} that is still open"));
            self.scanner.report.add(found);
            return None;
        }
        if token.what == What::Bare && self.scanner.text(token.span).starts_with("<<<<<<<") {
            let help = "resolve the conflict and remove its markers";
            return self.lost(token.span, "a merge conflict was left in the file", help);
        }
        Some(())
    }

    fn container(&self) -> Option<Bracket> {
        match self.open.last()?.what {
            What::Open(bracket) => Some(bracket),
            _ => None,
        }
    }

    fn value(&mut self, token: Token) -> Option<()> {
        let in_object = self.container() == Some(Bracket::Brace);
        match token.what {
            What::Open(bracket) => {
                self.open.push(token);
                self.due = if bracket == Bracket::Brace { Due::FirstKey } else { Due::FirstValue };
                Some(())
            }
            What::String | What::Bare if in_object && self.scanner.colon_follows() => {
                self.no_value();
                self.key(token)
            }
            What::String => self.finished(token),
            What::Bare if self.open.is_empty() && !bare::is_scalar(self.scanner.text(token.span)) => {
                self.no_json(token)
            }
            What::Bare => {
                self.scanner.bare_value(token.span);
                self.finished(token)
            }
            What::Unterminated => self.cut_off(token),
            What::Comma | What::Close(_) if in_object => {
                self.no_value();
                self.due = Due::Comma;
                self.comma(token)
            }
            What::Comma if !self.open.is_empty() => self.stray_comma(token),
            What::Close(_) if !self.open.is_empty() => self.close(token),
            What::Colon | What::Equals if in_object => {
                let found = error(token.span, "one separator too many after the key", "one `:` is enough");
                self.scanner.report.add(found.fixed("remove it", vec![(token.span, String::new())]));
                Some(())
            }
            What::End => {
                if in_object {
                    self.no_value();
                }
                self.end()
            }
            _ => self.unexpected(token, "a value"),
        }
    }

    fn key(&mut self, token: Token) -> Option<()> {
        match token.what {
            What::String => {}
            What::Bare => self.bare_key(token.span),
            What::Unterminated => return self.cut_off(token),
            What::Comma => return self.stray_comma(token),
            What::Close(_) => return self.close(token),
            What::End => return self.end(),
            _ => return self.unexpected(token, "a key in double quotes"),
        }
        self.member = token.span;
        self.previous = token;
        self.due = Due::Colon;
        Some(())
    }

    fn colon(&mut self, token: Token) -> Option<()> {
        match token.what {
            What::Colon => {}
            What::Equals | What::Semicolon => {
                let found = error(token.span, format!("{} after a key", self.quote(token.span)), "write `:` instead");
                self.scanner.report.add(found.fixed("write `:`", vec![(token.span, ":".to_owned())]));
            }
            What::String | What::Bare if self.scanner.colon_follows() => {
                self.no_value();
                return self.key(token);
            }
            What::String | What::Bare | What::Open(_) | What::Unterminated => {
                let after = Span { start: self.previous.span.end, ..self.previous.span };
                let message = format!("no `:` between {} and its value", self.name(self.previous.span));
                let found = error(token.span, message, "write `:` after the key");
                self.scanner.report.add(found.fixed("insert `:`", vec![(after, ":".to_owned())]));
                self.due = Due::Value;
                return self.value(token);
            }
            What::Comma | What::Close(_) => {
                self.no_value();
                self.due = Due::Comma;
                return self.comma(token);
            }
            What::End => return self.end(),
        }
        self.member.end = token.span.end;
        self.due = Due::Value;
        Some(())
    }

    fn comma(&mut self, token: Token) -> Option<()> {
        let Some(container) = self.container() else { return self.after_root(token) };
        let next = if container == Bracket::Brace { Due::Key } else { Due::Value };
        match token.what {
            What::Comma => {}
            What::Semicolon => {
                let found = error(token.span, "`;` between two values", "JSON separates them with `,`");
                self.scanner.report.add(found.fixed("write `,`", vec![(token.span, ",".to_owned())]));
            }
            What::Close(_) => return self.close(token),
            What::End => return self.end(),
            What::Bare if self.previous.what == What::String && self.previous.span.end == token.span.start => {
                let help = "write `\\\"` for a quote inside of a string";
                return self.lost(token.span, format!("{} right after a string", self.quote(token.span)), help);
            }
            What::Bare | What::String | What::Open(_) if self.begins_next(container, token) => {
                self.missing_comma(token, next);
                return if next == Due::Key { self.key(token) } else { self.value(token) };
            }
            What::Colon if container == Bracket::Square => {
                let help = "write `{` and `}` around names with values";
                return self.lost(token.span, "a `:` in an array", help);
            }
            _ => return self.unexpected(token, "`,` or the closing bracket"),
        }
        self.comma = token.span;
        self.due = next;
        Some(())
    }

    fn anything(&mut self, token: Token) -> Option<()> {
        self.due = Due::Comma;
        match token.what {
            What::Comma | What::Close(_) | What::End => self.comma(token),
            What::String if self.container() == Some(Bracket::Square) => self.value(token),
            What::String if self.scanner.colon_follows() => self.key(token),
            _ => None,
        }
    }

    /// Whether `token`, which stands where a comma is due, can only be the next member or element.
    fn begins_next(&self, container: Bracket, token: Token) -> bool {
        match (container, token.what) {
            (Bracket::Brace, What::String | What::Bare) => self.scanner.colon_follows(),
            (Bracket::Square, What::Bare) => bare::is_scalar(self.scanner.text(token.span)),
            (Bracket::Square, _) => true,
            (Bracket::Brace, _) => false,
        }
    }

    /// Notes the end of a value.
    fn finished(&mut self, token: Token) -> Option<()> {
        self.previous = token;
        self.due = Due::Comma;
        Some(())
    }

    /// A closing bracket that matches; `leftover` has refused all others.
    fn close(&mut self, token: Token) -> Option<()> {
        if matches!(self.due, Due::Key | Due::Value) {
            let found = error(
                self.comma,
                format!("a comma before the closing {}", self.quote(token.span)),
                "JSON allows none after the last value",
            );
            self.scanner.report.add(found.fixed("remove the comma", vec![(self.comma, String::new())]));
        }
        self.open.pop();
        self.finished(token)
    }

    /// A string without an end. What it swallowed up to the end of its line is not known.
    fn cut_off(&mut self, token: Token) -> Option<()> {
        let swallowed = self.scanner.text(token.span).contains(['{', '}', '[', ']']);
        self.due = Due::Anything;
        (!swallowed).then_some(())
    }

    fn quote(&self, span: Span) -> String {
        quoted(self.scanner.text(span))
    }

    /// A key as a person writes it: without its quotes.
    fn name(&self, key: Span) -> String {
        quoted(self.scanner.text(key).trim_matches('"'))
    }
}

/// The errors that need to know more than one token.
impl Finder<'_> {
    fn lost(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) -> Option<()> {
        self.scanner.report.add(error(span, message, help));
        None
    }

    fn unexpected(&mut self, token: Token, due: &str) -> Option<()> {
        self.lost(token.span, format!("unexpected {}", self.quote(token.span)), format!("{due} is due here"))
    }

    fn no_json(&mut self, token: Token) -> Option<()> {
        let help = "a JSON file begins with `{`";
        self.lost(token.span, format!("{} is not JSON", self.quote(token.span)), help)
    }

    fn no_value(&mut self) {
        let message = format!("{} has no value", self.name(self.previous.span));
        self.scanner.report.add(error(self.member, message, "write a value after it, or remove the key"));
    }

    fn missing_comma(&mut self, token: Token, next: Due) {
        let after = Span { start: self.previous.span.end, ..self.previous.span };
        let found = error(token.span, format!("no comma before {}", self.quote(token.span)), "write `,` before it");
        self.scanner.report.add(found.fixed("insert `,`", vec![(after, ",".to_owned())]));
        // As after a comma, but a closing bracket cannot come next.
        self.due = next;
    }

    fn stray_comma(&mut self, token: Token) -> Option<()> {
        let first = matches!(self.due, Due::FirstKey | Due::FirstValue);
        let message = if first { "a comma before the first value" } else { "two commas with nothing between them" };
        let found = error(token.span, message, "one between two values is enough");
        self.scanner.report.add(found.fixed("remove the comma", vec![(token.span, String::new())]));
        Some(())
    }

    fn bare_key(&mut self, span: Span) {
        let text = self.scanner.text(span);
        let found = error(span, format!("the key {} has no quotes", quoted(text)), "put it in double quotes");
        let found = match bare::quotable(text) && self.scanner.colon_follows() {
            true => found.fixed("put it in double quotes", vec![(span, format!("\"{text}\""))]),
            false => found,
        };
        self.scanner.report.add(found);
    }

    /// What stands behind the value of the file.
    fn after_root(&mut self, token: Token) -> Option<()> {
        let (message, help) = match token.what {
            What::End => return None,
            What::Close(_) => (format!("{} closes nothing", self.quote(token.span)), "remove it, or open it before"),
            What::Colon => {
                ("a key outside of an object".to_owned(), "write `{` before the first key and `}` at the end")
            }
            What::Open(_) => ("a second value in one file".to_owned(), "a JSON file holds one value"),
            _ => (format!("{} after the end of the value", self.quote(token.span)), "remove what follows the value"),
        };
        let mut found = error(token.span, message, help);
        let last = self.scanner.rest().trim().is_empty();
        if last && matches!(token.what, What::Comma | What::Semicolon) {
            found = found.fixed("remove it", vec![(token.span, String::new())]);
        }
        self.scanner.report.add(found);
        None
    }

    /// The end of the text.
    fn end(&mut self) -> Option<()> {
        let (first, last) = (self.open.first()?.span, self.open.last()?.span);
        let bracket = self.quote(last);
        let message = match self.open.len() {
            1 => format!("{bracket} is never closed"),
            2 => format!("{bracket} is never closed, nor is the bracket around it"),
            more => format!("{bracket} is never closed, nor are the {} brackets around it", more - 1),
        };
        let closing: String = self.open.iter().rev().take(40).filter_map(|open| open.what.closing()).collect();
        let found = error(last, message, format!("write {} where it ends", quoted(&closing)));
        let found = if first == last { found } else { found.related(first, "the outermost open bracket") };
        self.scanner.report.add(found);
        None
    }
}
