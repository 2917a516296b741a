//! Assertions of TypeScript without JSX: `<Type>value`. The grammar has JSX, and takes one for an element whose text is the rest
//! of the file.

use memchr::memchr_iter;

/// The most bytes of a type, and of the space before it.
const MAX_TYPE: usize = 200;

/// A text with spaces instead of the types of assertions, which the reader leaves out anyway; `None` if there are none.
pub(super) fn masked(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.as_bytes().to_vec();
    let mut is_changed = false;
    for start in memchr_iter(b'<', text.as_bytes()) {
        if begins_expression(bytes.get(start.saturating_sub(MAX_TYPE)..start)?)
            && let Some(length) = type_length(text.get(start + 1..)?)
            && let Some(written) = bytes.get_mut(start..start + 1 + length)
        {
            written.fill(b' ');
            is_changed = true;
        }
    }
    if is_changed { Some(bytes) } else { None }
}

/// Whether an expression may begin after a text.
fn begins_expression(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    before.ends_with(b"=>")
        || before.ends_with(b"return")
        || before
            .last()
            .is_some_and(|last| b"=(,:?&|[{;!+".contains(last))
}

/// The bytes of a type and its `>`, if an operand follows.
fn type_length(text: &str) -> Option<usize> {
    let mut open = 1_u32;
    let mut before = b' ';
    for (at, byte) in text.bytes().take(MAX_TYPE).enumerate() {
        match byte {
            b'<' => open += 1,
            b'>' if before != b'=' => open -= 1,
            b'\n' | b';' | b'+' | b'*' | b'/' => return None,
            _ if !byte.is_ascii() => return None,
            _ => {}
        }
        if open == 0 {
            let operand = text.get(at + 1..)?.trim_ascii_start();
            return if operand.starts_with(is_operand) {
                Some(at + 1)
            } else {
                None
            };
        }
        before = byte;
    }
    None
}

fn is_operand(first: char) -> bool {
    first.is_alphanumeric() || "_$({['\"`<".contains(first)
}
