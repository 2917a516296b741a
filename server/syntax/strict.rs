//! The strict reader: exactly what `JSON.parse` accepts, in one pass, without recursion. It says nothing about
//! what is wrong; `mistakes` does, for text that this reader refuses.
//!
//! Differences from serde_json, both measured in Node 20: an unpaired surrogate (`"\ud800"`) and a number beyond the
//! range of a double (`1e999`) are accepted.

use super::tree::{Builder, Chars, Data, Tree};
use crate::text::Span;

/// The tree of `source`, or `None` when `JSON.parse` would refuse it.
pub(super) fn read(source: &str) -> Option<Tree> {
    read_into(source.as_bytes(), Builder::new(source)).map(Builder::finish)
}

/// Whether `text` is one JSON string and nothing else.
pub(super) fn is_string(text: &[u8]) -> bool {
    string_length(text).is_some_and(|(length, _)| length == text.len())
}

/// What takes the values while a text is read, in the order of the text.
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
                    self.sink.open(self.at, Data::Object { len: 0, broken: false, duplicates: false });
                    self.at += 1;
                    self.blanks();
                    if self.bytes.get(self.at)? != &b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.sink.open(self.at, Data::Array { len: 0, broken: false });
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
            self.at += 1;
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

/// How many bytes at the beginning of `bytes` are a JSON string, and whether it has escapes; `None` when none are.
fn string_length(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut at = 1;
    let mut escaped = false;
    (bytes.first()? == &b'"').then_some(())?;
    loop {
        at += plain_length(&bytes[at..]);
        match bytes.get(at)? {
            b'"' => return Some((at + 1, escaped)),
            b'\\' => {
                escaped = true;
                at += match bytes.get(at + 1)? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                    b'u' => {
                        let digits = bytes.get(at + 2..at + 6)?;
                        digits.iter().all(u8::is_ascii_hexdigit).then_some(6)?
                    }
                    _ => return None,
                };
            }
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}

/// How many bytes at the beginning of `bytes` are surely characters of a string that stand for themselves. Looks at eight at
/// once: most of a file is inside of strings.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    // The highest bit of each byte that is less, and maybe of bytes after the first such one.
    let less = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGHS;
    let (words, _) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let ends =
            less(word, 0x20) | less(word ^ (ONES * u64::from(b'"')), 1) | less(word ^ (ONES * u64::from(b'\\')), 1);
        if ends != 0 {
            return number * 8 + (ends.trailing_zeros() / 8) as usize;
        }
    }
    words.len() * 8
}

/// How many bytes at the beginning of `bytes` are a JSON number; `None` when none are.
pub(super) fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    at += match bytes.get(at)? {
        b'0' => 1,
        b'1'..=b'9' => digits(at),
        _ => return None,
    };
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    Some(at)
}

/// Decodes the inside of a JSON string. Escapes that JSON does not know stay as they are.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(slash) = rest.find('\\') {
        text.push_str(&rest[..slash]);
        rest = &rest[slash + 1..];
        let Some(escape) = rest.chars().next() else { break };
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
    let unit = |s: &str| s.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
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
