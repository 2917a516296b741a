//! The unknown end of a path: one segment, such as an id, or several.

use project::source_file::SourceFile;
use source::{Root, Value};

use crate::code::{ApiCall, Code, UseSite};

/// The ends of names of values that are one segment of a path: `id`, `contactId`, `email`.
const ENDS_OF_NAMES: [&str; 7] = ["id", "email", "key", "name", "number", "code", "token"];

/// The function whose result has no `/`.
const ENCODE: &str = "encodeURIComponent(";

/// Whether the end of the path of a call, which is not known, may be several segments. Its name decides: an id is one, a
/// parameter such as `rest` may be anything.
pub(super) fn may_be_several<'c>(code: &Code<'c>, call: &ApiCall<'c>) -> bool {
    let (Some(value), Some(file)) = (call.site.value, code.source(call.file())) else {
        return true;
    };
    if let UseSite::Call(site) = call.site.site
        && let Root::Imported { specifier, .. } = &site.callee.root
        && specifier.starts_with('.')
        && site.arguments.len() != 1
    {
        // The value is the first of the arguments in the URL, and perhaps not the last one.
        return true;
    }
    let values = match value {
        Value::Either(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    !values
        .iter()
        .all(|value| ends_with_one_segment(file, value))
}

fn ends_with_one_segment(file: &SourceFile, url: &Value) -> bool {
    let parts = match url {
        Value::Joined { parts, .. } => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut last = None;
    for part in parts {
        match part {
            Value::Text { text, .. } if text.contains(['?', '#']) => break,
            Value::Text { .. } => {}
            part => last = Some(part),
        }
    }
    let Some(text) = last.and_then(|last| file.text.get(last.span().range())) else {
        return false;
    };
    is_one_segment(text)
}

/// Whether an expression is one segment by its name.
fn is_one_segment(expression: &str) -> bool {
    if expression.starts_with(ENCODE) {
        return true;
    }
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut names = expression.rsplit(|character: char| !is_part(character));
    let Some(name) = names.find(|name| !name.is_empty()) else {
        return false;
    };
    let name = name.to_ascii_lowercase();
    ENDS_OF_NAMES.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ids_are_one_segment() {
        for expression in [
            "id",
            "parameters.contactId",
            "hs_object_id",
            "record['objectId']",
            "String(vid)",
            "encodeURIComponent(anything)",
            "user.email",
        ] {
            assert!(is_one_segment(expression), "{expression}");
        }
        for expression in ["rest", "path", "op", "`/${suffix}`", "", "…"] {
            assert!(!is_one_segment(expression), "{expression}");
        }
    }
}
