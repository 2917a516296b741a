//! How long the tokens of JSON are: the innermost loops of the strict reader. Knows no tree, and says nothing of errors.

/// Whether `text` is one JSON string and nothing else.
pub(super) fn is_string(text: &[u8]) -> bool {
    string_length(text).is_some_and(|(length, _)| length == text.len())
}

/// How many bytes at the beginning of `bytes` are a JSON string, and whether it has escapes; `None` when none are.
pub(super) fn string_length(bytes: &[u8]) -> Option<(usize, bool)> {
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

/// How many bytes at the beginning of `bytes` are definitely spaces. Looks at eight at once: a third of a file is indentation.
pub(super) fn indentation(bytes: &[u8]) -> usize {
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    let (words, _) = bytes.as_chunks::<8>();
    let others = |word: &[u8; 8]| u64::from_le_bytes(*word) ^ SPACES;
    let full = words.iter().take_while(|word| others(word) == 0).count();
    full * 8
        + words
            .get(full)
            .map_or(0, |word| (others(word).trailing_zeros() / 8) as usize)
}

/// How many bytes at the beginning of `bytes` are definitely characters of a string that stand for themselves. Looks at eight at
/// once: most of a file is inside of strings.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    // The highest bit of each byte that is less, and maybe of bytes after the first such one.
    let less = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGHS;
    let (words, _) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let ends = less(word, 0x20)
            | less(word ^ (ONES * u64::from(b'"')), 1)
            | less(word ^ (ONES * u64::from(b'\\')), 1);
        if ends != 0 {
            return number * 8 + (ends.trailing_zeros() / 8) as usize;
        }
    }
    words.len() * 8
}

/// How many bytes at the beginning of `bytes` are a JSON number; `None` when none are.
pub(super) fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
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
