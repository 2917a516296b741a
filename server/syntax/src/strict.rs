//! The strict reader: exactly what `JSON.parse` accepts, in one pass, without recursion. It does not explain what is
//! wrong; `errors` does, for text that this reader refuses.
//!
//! Differences from serde_json, both measured in Node 20: an unpaired surrogate (`"\ud800"`) and a number beyond the
//! range of a double (`1e999`) are accepted.

use super::bytes::{number_length, string_length, whitespace_length};
use super::token::Bracket;
use super::tree::{Builder, Chars, Data, Tree};
use diagnostics::Span;

/// The tree of `source`, or `None` when `JSON.parse` would refuse it.
pub(super) fn read(source: &str) -> Option<Tree> {
    match read_into(source.as_bytes(), Builder::new(source)) {
        Ok(builder) => Some(builder.finish()),
        Err(InvalidJson) => None,
    }
}

/// `JSON.parse` would refuse the text.
pub(super) struct InvalidJson;

/// Takes the values of a text in their order while it is read.
pub(super) trait Sink {
    /// The key of the next member; `span` includes its quotes.
    fn key(&mut self, span: Span, escaped: bool);
    /// A string; `span` includes its quotes.
    fn string(&mut self, span: Span, escaped: bool);
    /// Another value without children.
    fn leaf(&mut self, span: Span, data: Data);
    /// An array or object begins.
    fn open(&mut self, start: usize, bracket: Bracket);
    /// The innermost array or object ends before the byte `end`.
    fn close(&mut self, end: usize);
    /// The bracket of the innermost open container; `None` outside of all.
    fn container(&self) -> Option<Bracket>;
}

impl Sink for Builder<'_> {
    fn key(&mut self, span: Span, escaped: bool) {
        Builder::key(self, span, escaped);
    }

    fn string(&mut self, span: Span, escaped: bool) {
        Builder::string(self, span, escaped);
    }

    fn leaf(&mut self, span: Span, data: Data) {
        Builder::leaf(self, span, data);
    }

    fn open(&mut self, start: usize, bracket: Bracket) {
        Builder::open(self, start, bracket);
    }

    fn close(&mut self, end: usize) {
        Builder::close(self, end);
    }

    fn container(&self) -> Option<Bracket> {
        Builder::container(self)
    }
}

/// Reads `bytes` into `sink`.
pub(super) fn read_into<S: Sink>(bytes: &[u8], sink: S) -> Result<S, InvalidJson> {
    let mut reader = Reader { bytes, at: 0, sink };
    reader.document()?;
    Ok(reader.sink)
}

struct Reader<'s, S> {
    bytes: &'s [u8],
    at: usize,
    sink: S,
}

/// What comes after a value and the containers that end with it.
#[derive(PartialEq, Eq)]
enum Next {
    Value,
    End,
}

impl<S: Sink> Reader<'_, S> {
    fn document(&mut self) -> Result<(), InvalidJson> {
        loop {
            self.whitespace();
            let value_follows = match self.peek()? {
                b'{' => self.open_object()?,
                b'[' => self.open_array()?,
                _ => {
                    self.scalar()?;
                    false
                }
            };
            if !value_follows && self.after_value()? == Next::End {
                return Ok(());
            }
        }
    }

    /// Reads up to the first value of an object, or to its end. Returns whether a value follows.
    fn open_object(&mut self) -> Result<bool, InvalidJson> {
        self.sink.open(self.at, Bracket::Brace);
        self.at += 1;
        self.whitespace();
        if self.peek()? == b'}' {
            return Ok(false);
        }
        self.key()?;
        Ok(true)
    }

    /// As [`Reader::open_object`].
    fn open_array(&mut self) -> Result<bool, InvalidJson> {
        self.sink.open(self.at, Bracket::Square);
        self.at += 1;
        self.whitespace();
        Ok(self.peek()? != b']')
    }

    /// Closes the containers that end here, and reads up to the next value or the end of the text.
    fn after_value(&mut self) -> Result<Next, InvalidJson> {
        loop {
            self.whitespace();
            let Some(container) = self.sink.container() else {
                if self.at == self.bytes.len() {
                    return Ok(Next::End);
                }
                return Err(InvalidJson);
            };
            match (self.peek()?, container) {
                (b',', Bracket::Brace) => {
                    self.at += 1;
                    self.whitespace();
                    self.key()?;
                    return Ok(Next::Value);
                }
                (b',', Bracket::Square) => {
                    self.at += 1;
                    return Ok(Next::Value);
                }
                (b'}', Bracket::Brace) | (b']', Bracket::Square) => {}
                _ => return Err(InvalidJson),
            }
            self.at += 1;
            self.sink.close(self.at);
        }
    }

    fn peek(&self) -> Result<u8, InvalidJson> {
        self.bytes.get(self.at).copied().ok_or(InvalidJson)
    }

    fn key(&mut self) -> Result<(), InvalidJson> {
        let (span, escaped) = self.string()?;
        self.sink.key(span, escaped);
        self.whitespace();
        if self.peek()? != b':' {
            return Err(InvalidJson);
        }
        self.at += 1;
        Ok(())
    }

    fn whitespace(&mut self) {
        self.at += whitespace_length(&self.bytes[self.at..]);
    }

    fn scalar(&mut self) -> Result<(), InvalidJson> {
        match self.peek()? {
            b'"' => {
                let (span, escaped) = self.string()?;
                self.sink.string(span, escaped);
                Ok(())
            }
            b't' => self.literal("true", Data::Bool(true)),
            b'f' => self.literal("false", Data::Bool(false)),
            b'n' => self.literal("null", Data::Null),
            _ => self.number(),
        }
    }

    fn literal(&mut self, text: &str, data: Data) -> Result<(), InvalidJson> {
        if !self.bytes[self.at..].starts_with(text.as_bytes()) {
            return Err(InvalidJson);
        }
        let span = self.skip(text.len());
        self.sink.leaf(span, data);
        Ok(())
    }

    fn number(&mut self) -> Result<(), InvalidJson> {
        let length = number_length(&self.bytes[self.at..]).ok_or(InvalidJson)?;
        let span = self.skip(length);
        self.sink.leaf(span, Data::Number(Chars::Source));
        Ok(())
    }

    /// The span of the string that begins here, and whether it has escapes.
    fn string(&mut self) -> Result<(Span, bool), InvalidJson> {
        let (length, escaped) = string_length(&self.bytes[self.at..]).ok_or(InvalidJson)?;
        Ok((self.skip(length), escaped))
    }

    fn skip(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        Span::new(start, self.at)
    }
}

/// Decodes the inside of a JSON string. Escapes that JSON does not know stay as they are.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(slash) = rest.find('\\') {
        text.push_str(&rest[..slash]);
        rest = &rest[slash + 1..];
        let Some(escape) = rest.chars().next() else {
            break;
        };
        rest = &rest[escape.len_utf8()..];
        match escape {
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'u' => rest = unicode_escape(rest, &mut text),
            other => text.push(other),
        }
    }
    text.push_str(rest);
    text
}

/// Decodes what follows `\u`, with the second half of a surrogate pair where there is one.
fn unicode_escape<'s>(rest: &'s str, text: &mut String) -> &'s str {
    let Some(first) = code_unit(rest) else {
        return rest;
    };
    let after = &rest[4..];
    if (0xD800..0xDC00).contains(&first)
        && let Some(second) = after.strip_prefix("\\u").and_then(code_unit)
        && (0xDC00..0xE000).contains(&second)
    {
        let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        return &after[6..];
    }
    text.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
    after
}

fn code_unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.get(..4)?, 16).ok()
}
