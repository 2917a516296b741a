//! Compiles the conditions of `if`, `oneOf` and `anyOf` on strings.

use crate::compiled::{Condition, Strings};
use crate::load::{Node, strings};

/// The supported part of a schema. Unsupported keywords exclude no value.
pub(super) fn condition_of(schema: Node) -> Condition {
    let mut properties = Vec::new();
    if let Some(map) = schema.get("properties") {
        for member in map.members() {
            if let Some(strings) = strings_of(member.value) {
                properties.push((member.key.text, strings));
            }
        }
    }
    Condition(properties.leak())
}

fn strings_of(schema: Node) -> Option<Strings> {
    if let Some(constant) = schema.get("const") {
        let listed: Vec<&str> = constant.as_str().into_iter().collect();
        return Some(Strings::Listed(listed.leak()));
    }
    if let Some(list) = schema.get("enum") {
        let listed: Vec<&str> = strings(Some(list)).collect();
        return Some(Strings::Listed(listed.leak()));
    }
    literal_ending(schema.get("pattern")?.as_str()?).map(Strings::EndingWith)
}

/// `.name` for the pattern `\.name$`.
fn literal_ending(pattern: &'static str) -> Option<&'static str> {
    let ending = pattern.strip_prefix('\\')?.strip_suffix('$')?;
    let name = ending.strip_prefix('.')?;
    if name.chars().all(|c| c.is_ascii_alphanumeric()) {
        Some(ending)
    } else {
        None
    }
}
