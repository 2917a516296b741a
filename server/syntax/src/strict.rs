//! The strict reader: exactly what `JSON.parse` accepts, in one pass, without recursion. It says nothing about
//! what is wrong; `errors` does, for text that this reader refuses.
//!
//! Differences from serde_json, both measured in Node 20: an unpaired surrogate (`"\ud800"`) and a number beyond the
//! range of a double (`1e999`) are accepted.

use super::bytes::{indentation, number_length, string_length};
use super::tree::{Builder, Chars, Data, Tree};
use diagnostics::Span;

/// The tree of `source`, or `None` when `JSON.parse` would refuse it.
pub(super) fn read(source: &str) -> Option<Tree> {
    read_into(source.as_bytes(), Builder::new(source)).map(Builder::finish)
}

/// TokenKind takes the values while a text is read, in the order of the text.
pub(super) trait Sink {
    /// The name of the member that comes next: the place of its quotes.
    fn key(&mut self, span: Span, escaped: bool);
    /// A string: the place of its quotes.
    fn string(&mut self, span: Span, escaped: bool);
    /// Another value without children.
    fn leaf(&mut self, span: Span, data: Data);
    /// An array or object begins.
    fn open(&mut self, start: usize, data: Data);
    /// The innermost array or object ends before the byte `end`.
    fn close(&mut self, end: usize);
    /// Whether the innermost open container is an object; `None` outside of all.
    fn in_object(&self) -> Option<bool>;
}

impl Sink for Builder<'_> {
    fn key(&mut self, span: Span, escaped: bool) {
        let chars = self.chars(span, escaped);
        Builder::key(self, span, chars);
    }

    fn string(&mut self, span: Span, escaped: bool) {
        let chars = self.chars(span, escaped);
        Builder::leaf(self, span, Data::String(chars));
    }

    fn leaf(&mut self, span: Span, data: Data) {
        Builder::leaf(self, span, data);
    }

    fn open(&mut self, start: usize, data: Data) {
        Builder::open(self, start, data);
    }

    fn close(&mut self, end: usize) {
        Builder::close(self, end);
    }

    fn in_object(&self) -> Option<bool> {
        (self.depth() > 0).then(|| Builder::in_object(self))
    }
}

/// Reads `bytes` into `sink`; `None` when `JSON.parse` would refuse them.
pub(super) fn read_into<S: Sink>(bytes: &[u8], sink: S) -> Option<S> {
    let mut reader = Reader { bytes, at: 0, sink };
    reader.document()?;
    Some(reader.sink)
}

struct Reader<'s, S> {
    bytes: &'s [u8],
    at: usize,
    sink: S,
}

impl<S: Sink> Reader<'_, S> {
    fn document(&mut self) -> Option<()> {
        loop {
            // Here a value is due.
            self.blanks();
            match self.bytes.get(self.at)? {
                b'{' => {
                    self.sink.open(
                        self.at,
                        Data::Object {
                            len: 0,
                            broken: false,
                            duplicates: false,
                        },
                    );
                    self.at += 1;
                    self.blanks();
                    if self.bytes.get(self.at)? != &b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.sink.open(
                        self.at,
                        Data::Array {
                            len: 0,
                            broken: false,
                        },
                    );
                    self.at += 1;
                    self.blanks();
                    if self.bytes.get(self.at)? != &b']' {
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            if self.after_value()? {
                return Some(());
            }
        }
    }

    /// Closes what ends here. True at the end of the text, false where the next value is due.
    fn after_value(&mut self) -> Option<bool> {
        loop {
            self.blanks();
            let Some(in_object) = self.sink.in_object() else {
                return (self.at == self.bytes.len()).then_some(true);
            };
            match self.bytes.get(self.at)? {
                b',' => {
                    self.at += 1;
                    if in_object {
                        self.blanks();
                        self.key()?;
                    }
                    return Some(false);
                }
                b'}' if in_object => {}
                b']' if !in_object => {}
                _ => return None,
            }
            self.at += 1;
            self.sink.close(self.at);
        }
    }

    fn key(&mut self) -> Option<()> {
        let (span, escaped) = self.string()?;
        self.sink.key(span, escaped);
        self.blanks();
        self.expect(b':')
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.bytes.get(self.at)? == &byte).then(|| self.at += 1)
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1 + indentation(&self.bytes[self.at + 1..]);
        }
    }

    fn scalar(&mut self) -> Option<()> {
        let start = self.at;
        let data = match self.bytes.get(self.at)? {
            b'"' => {
                let (span, escaped) = self.string()?;
                self.sink.string(span, escaped);
                return Some(());
            }
            b't' => self.word(b"true", Data::Bool(true))?,
            b'f' => self.word(b"false", Data::Bool(false))?,
            b'n' => self.word(b"null", Data::Null)?,
            _ => self.number()?,
        };
        self.sink.leaf(Span::new(start, self.at), data);
        Some(())
    }

    fn word(&mut self, word: &[u8], data: Data) -> Option<Data> {
        self.bytes[self.at..].starts_with(word).then(|| {
            self.at += word.len();
            data
        })
    }

    fn number(&mut self) -> Option<Data> {
        let length = number_length(&self.bytes[self.at..])?;
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        Some(Data::Number(Chars::Source(span)))
    }

    /// The string that begins here: the place of its quotes, and whether it has escapes.
    fn string(&mut self) -> Option<(Span, bool)> {
        let start = self.at;
        let (length, escaped) = string_length(&self.bytes[start..])?;
        self.at += length;
        Some((Span::new(start, self.at), escaped))
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
    let unit = |s: &str| {
        s.get(..4)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
    };
    let Some(first) = unit(rest) else { return rest };
    let after = &rest[4..];
    if (0xD800..0xDC00).contains(&first)
        && let Some(second) = after.strip_prefix("\\u").and_then(unit)
        && (0xDC00..0xE000).contains(&second)
    {
        let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        return &after[6..];
    }
    text.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
    after
}
