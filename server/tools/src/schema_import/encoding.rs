//! The encoding of a file that a shell wrote: `>` of Windows PowerShell 5 writes UTF-16 with a byte order mark.

use super::AnswerError;

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, AnswerError> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_owned()).ok(),
        _ => String::from_utf8(bytes.to_owned()).ok(),
    };
    text.ok_or(AnswerError::NotText)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let mut units = Vec::with_capacity(bytes.len() / 2);
    for pair in bytes.chunks(2) {
        units.push(unit(pair.try_into().ok()?));
    }
    String::from_utf16(&units).ok()
}
