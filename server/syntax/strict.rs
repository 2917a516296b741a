//! The strict reader: exactly what `JSON.parse` accepts, in one pass, without recursion. It says nothing about
//! what is wrong; `mistakes` does, for text that this reader refuses.
//!
//! Differences from serde_json, both measured in Node 20: an unpaired surrogate (`"\ud800"`) and a number beyond the
//! range of a double (`1e999`) are accepted.

use super::tree::{Builder, Chars, Data, Tree};
use crate::text::Span;

/// The tree of `source`, or `None` when `JSON.parse` would refuse it.
pub(super) fn read(source: &str) -> Option<Tree> {
    let mut reader = Reader { bytes: source.as_bytes(), at: 0, builder: Builder::new(source) };
    reader.document()?;
    Some(reader.builder.finish())
}

struct Reader<'s> {
    bytes: &'s [u8],
    at: usize,
    builder: Builder<'s>,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<()> {
        loop {
            // Here a value is due.
            self.blanks();
            match self.bytes.get(self.at)? {
                b'{' => {
                    self.builder.open(self.at, Data::Object { len: 0, broken: false, duplicates: false });
                    self.at += 1;
                    self.blanks();
                    if self.bytes.get(self.at)? != &b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.builder.open(self.at, Data::Array { len: 0, broken: false });
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
            if self.builder.depth() == 0 {
                return (self.at == self.bytes.len()).then_some(true);
            }
            let in_object = self.builder.in_object();
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
            self.builder.close(self.at);
        }
    }

    fn key(&mut self) -> Option<()> {
        let (span, chars) = self.string()?;
        self.builder.key(span, chars);
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
                let (span, chars) = self.string()?;
                self.builder.leaf(span, Data::String(chars));
                return Some(());
            }
            b't' => self.word(b"true", Data::Bool(true))?,
            b'f' => self.word(b"false", Data::Bool(false))?,
            b'n' => self.word(b"null", Data::Null)?,
            _ => self.number()?,
        };
        self.builder.leaf(Span::new(start, self.at), data);
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

    /// The string that begins here, with the span of its quotes.
    fn string(&mut self) -> Option<(Span, Chars)> {
        let start = self.at;
        self.expect(b'"')?;
        loop {
            match self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' => {
                    self.at += 1;
                    match self.bytes.get(self.at)? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            let digits = self.bytes.get(self.at + 1..self.at + 5)?;
                            digits.iter().all(u8::is_ascii_hexdigit).then_some(())?;
                            self.at += 5;
                        }
                        _ => return None,
                    }
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
        let inside = Span::new(start + 1, self.at);
        self.at += 1;
        let span = Span::new(start, self.at);
        let raw = &self.bytes[inside.range()];
        if !raw.contains(&b'\\') {
            return Some((span, Chars::Source(inside)));
        }
        let text = unescape(&String::from_utf8_lossy(raw));
        Some((span, self.builder.decode(text)))
    }
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
