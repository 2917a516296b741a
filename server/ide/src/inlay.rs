//! Inlay hints: the values of placeholders in one profile, shown after them.

use super::Cx;
use analysis::secrets::{MASK, Secrets};
use diagnostics::{Span, message};
use project::facts::{Facts, ProfileFacts};
use project::placeholders;
use syntax::{Replacement, Value};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The end of the string, or of the placeholder within it.
    pub at: u32,
    /// The value, shortened; secrets are masked.
    pub label: String,
    pub tooltip: Option<String>,
}

const MAX_HINTS: usize = 1_000;

const MAX_LABEL_CHARS: usize = 40;

/// The hints in `span` for the selected profile; without a selection, for the only profile.
pub fn hints(cx: &Cx<'_>, span: Span, profile: Option<&str>) -> Vec<Hint> {
    let (Facts::Component(_), Some(profile)) = (&cx.document.facts, selected(cx, profile)) else {
        return Vec::new();
    };
    let Some(root) = cx.document.syntax.root() else {
        return Vec::new();
    };
    let mut strings = Vec::new();
    for string in placeholders::strings_with_placeholders(root) {
        if string.span().start <= span.end && span.start <= string.span().end {
            let values = values(string, profile);
            if !values.is_empty() {
                strings.push((string, values));
            }
            if strings.len() == MAX_HINTS {
                break;
            }
        }
    }
    // Searching the project for secrets is slow, so only if there is something to show.
    if strings.is_empty() {
        return Vec::new();
    }
    let documents = cx.index.project.documents.values();
    let secrets = Secrets::of(documents.map(|document| &document.syntax));
    let mut hints = Vec::new();
    for (string, values) in strings {
        // A value that is not a secret by itself may be the password of a URL.
        let whole = placeholders::interpolated(string.as_str().unwrap_or_default(), profile);
        let is_secret = whole.is_some_and(|whole| secrets.are_in(&whole));
        for (at, value) in values {
            if hints.len() == MAX_HINTS {
                return hints;
            }
            hints.push(Hint {
                at,
                label: label(value, is_secret, &secrets),
                tooltip: Some(format!("In profile {}", message::quoted(&profile.name))),
            });
        }
    }
    hints
}

fn label(mut value: String, is_secret: bool, secrets: &Secrets) -> String {
    if is_secret {
        return MASK.to_owned();
    }
    secrets.mask(&mut value);
    super::shortened(&value, MAX_LABEL_CHARS)
}

fn selected<'a>(cx: &Cx<'a>, name: Option<&str>) -> Option<&'a ProfileFacts> {
    let profile = match (name, cx.index.profiles.as_slice()) {
        (Some(name), profiles) => profiles.iter().find(|profile| profile.facts.name == name)?,
        (None, [only]) => only,
        (None, _) => return None,
    };
    Some(profile.facts)
}

/// The values of the placeholders of a string that the profile defines, with the offsets at which to show them.
fn values(string: Value<'_>, profile: &ProfileFacts) -> Vec<(u32, String)> {
    let mut values = Vec::new();
    for placeholder in placeholders::placeholders(string) {
        if values.len() == MAX_HINTS {
            break;
        }
        let written = format!("${{{}}}", placeholder.name);
        let value = match placeholders::replacement(&written, Some(profile)) {
            Replacement::String(text) | Replacement::Number(text) => text,
            Replacement::Bool(value) => value.to_string(),
            Replacement::Unknown => continue,
        };
        let is_whole = string.as_str() == Some(&written);
        let end = if is_whole {
            string.span().end
        } else {
            placeholder.span.end
        };
        values.push((end, value));
    }
    values
}
