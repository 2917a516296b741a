//! What placeholders stand for in one profile, shown behind them.

use super::Cx;
use analysis::secrets::{MASK, Secrets};
use diagnostics::{Span, message};
use project::facts::{Facts, ProfileFacts};
use project::placeholders::{self, Placeholder};
use syntax::{Replacement, Value};

/// A text that is shown but not written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Where: after the string, or after the placeholder within it.
    pub at: u32,
    /// The value, shortened; secrets are hidden.
    pub label: String,
    /// Where the value is from.
    pub tooltip: Option<String>,
}

/// The most hints of one answer.
const MOST: usize = 1_000;

/// The longest value that is shown, in characters.
const LONGEST: usize = 40;

/// The hints in `span`, by the profile that is named, else by the only one; none where several are there.
pub fn hints(cx: &Cx<'_>, span: Span, profile: Option<&str>) -> Vec<Hint> {
    let (Facts::Component(_), Some(facts)) = (&cx.document.facts, chosen(cx, profile)) else {
        return Vec::new();
    };
    let places = cx
        .document
        .syntax
        .root()
        .into_iter()
        .flat_map(placeholders::strings_with_placeholders);
    let here =
        places.filter(|value| value.span().start <= span.end && span.start <= value.span().end);
    let mut strings = here
        .map(|value| (value, of_string(value, facts)))
        .filter(|(_, found)| !found.is_empty())
        .peekable();
    if strings.peek().is_none() {
        return Vec::new();
    }
    let secrets = Secrets::of(
        cx.index
            .project
            .documents
            .values()
            .map(|document| &document.syntax),
    );
    let of = |(value, found): (Value<'_>, Vec<(u32, String)>)| {
        // What is no secret by itself may be the password of a URL.
        let whole = placeholders::interpolated(value.as_str().unwrap_or_default(), facts);
        let is_secret = whole.is_some_and(|whole| secrets.are_in(&whole));
        let tooltip = Some(format!("In profile {}", message::quoted(&facts.name)));
        let hint = |(at, text)| Hint {
            at,
            label: label(text, is_secret, &secrets),
            tooltip: tooltip.clone(),
        };
        found.into_iter().map(hint).collect::<Vec<Hint>>()
    };
    strings.flat_map(of).take(MOST).collect()
}

fn label(mut text: String, is_secret: bool, secrets: &Secrets) -> String {
    if is_secret {
        return MASK.to_owned();
    }
    secrets.mask(&mut text);
    let mut label: String = text.chars().take(LONGEST).map(message::visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        label.push('…');
    }
    label
}

fn chosen<'a>(cx: &Cx<'a>, name: Option<&str>) -> Option<&'a ProfileFacts> {
    match (name, cx.index.profiles.as_slice()) {
        (Some(name), profiles) => profiles.iter().find(|profile| profile.facts.name == name),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
    .map(|profile| profile.facts)
}

/// The values of the placeholders of one string that the profile defines, with their places.
fn of_string(value: Value<'_>, profile: &ProfileFacts) -> Vec<(u32, String)> {
    let (text, end) = (value.as_str().unwrap_or_default(), value.span().end);
    let resolved = |placeholder: Placeholder<'_>| {
        let written = format!("${{{}}}", placeholder.name);
        let at = if written == text {
            end
        } else {
            placeholder.span.end
        };
        let value = match placeholders::replacement(&written, Some(profile)) {
            Replacement::String(text) | Replacement::Number(text) => text,
            Replacement::Bool(value) => value.to_string(),
            Replacement::Unknown => return None,
        };
        Some((at, value))
    };
    placeholders::placeholders(value)
        .filter_map(resolved)
        .take(MOST)
        .collect()
}
