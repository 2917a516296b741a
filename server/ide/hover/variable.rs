//! A variable of the profiles: its value in each of them, and who uses it.

use super::names;
use super::page::Page;
use super::texts::Key;
use crate::catalog::FileKind;
use crate::project::facts::{Target, VariableValue};
use crate::project::index::Profile;
use crate::syntax::edit;

/// Describes the variable called `name`.
pub(super) fn describe(page: &mut Page<'_>, name: &str) {
    let heading = page.quoted(&format!("${{{name}}}"));
    page.text.heading(heading);
    values(page, name);
    if page.cx.document.kind == FileKind::Profile {
        users(page, name);
    }
}

fn values(page: &mut Page<'_>, name: &str) {
    let selected = |profile: &Profile<'_>| page.options.profile.as_deref() == Some(profile.facts.name.as_str());
    let mut profiles: Vec<&Profile<'_>> = page.cx.index.profiles.iter().collect();
    profiles.sort_by_key(|profile| !selected(profile));
    let line = |profile: &&Profile<'_>| {
        let shown = page.quoted(&profile.facts.name);
        let Some(variable) = profile.facts.variables.iter().find(|variable| variable.name.text == name) else {
            return page.words(Key::ProfileLacks, &[&shown]);
        };
        // Quotes tell the text "3000" from the number.
        let value = match &variable.value {
            Some(VariableValue::String(text)) => page.quoted(&edit::quote(text)),
            Some(VariableValue::Number(text)) => page.quoted(text),
            Some(VariableValue::Bool(value)) => page.quoted(&value.to_string()),
            None => page.words(Key::ProfileRefused, &[]),
        };
        let key = if selected(profile) { Key::ProfileSelected } else { Key::ProfileValue };
        page.words(key, &[&shown, &value])
    };
    let lines: Vec<String> = profiles.iter().map(line).collect();
    if lines.is_empty() {
        page.say(Key::NoProfiles, &[]);
    } else {
        page.say(Key::ProfileValues, &[]);
        page.list(lines);
    }
}

fn users(page: &mut Page<'_>, name: &str) {
    let mut lines = Vec::new();
    for component in &page.cx.index.components {
        let uses = |target: Target, other: &str| target == Target::Variable && other == name;
        let references = component.facts.references.iter();
        let times = references.filter(|reference| uses(reference.target, &reference.name)).count();
        let user = names::by(page, component);
        match times {
            0 => {}
            1 => lines.push(user),
            _ => lines.push(page.words(Key::UsedTimes, &[&user, &times.to_string()])),
        }
    }
    if lines.is_empty() {
        page.say(Key::UsedByNobody, &[]);
    } else {
        page.say(Key::UsedBy, &[]);
        page.list(lines);
    }
}
