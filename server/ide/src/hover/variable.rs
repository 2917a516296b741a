//! Profile variables: their value in each profile, and the components that use them.

use super::messages::Message;
use super::page::Page;
use super::references;
use analysis::secrets::MASK;
use catalog::FileKind;
use diagnostics::message;
use project::facts::{ProfileFacts, Target, VariableValue};
use project::index::Component;
use project::placeholders;
use syntax::edit;

/// Describes a variable. `string` is the one that contains its placeholder.
pub(super) fn describe(page: &mut Page<'_>, name: &str, string: Option<&str>) {
    let heading = page.quoted(&format!("${{{name}}}"));
    page.text.heading(heading);
    let string = match page.cx.document.kind {
        FileKind::Component => string,
        _ => None,
    };
    by_profile(page, Message::ProfileValues, |page, profile| {
        value(page, profile, name, string)
    });
    if page.cx.document.kind == FileKind::Profile {
        users(page, name);
    }
}

/// Describes a string with placeholders.
pub(super) fn describe_string(page: &mut Page<'_>, string: &str) {
    by_profile(
        page,
        Message::Resolved,
        |page, profile| match placeholders::interpolated(string, profile) {
            Some(resolved) => page.quoted(&resolved),
            None => page.message(Message::NotResolved, &[]),
        },
    );
}

fn value(page: &Page<'_>, profile: &ProfileFacts, name: &str, string: Option<&str>) -> String {
    // A value that is not a secret by itself may be the password of a URL.
    if let Some(string) = string
        && let Some(resolved) = placeholders::interpolated(string, profile)
        && page.masked(&resolved) != resolved
    {
        return message::quoted(MASK);
    }
    let mut variables = profile.variables.iter();
    let Some(variable) = variables.find(|variable| variable.name.text == name) else {
        return page.message(Message::NotDefined, &[]);
    };
    match &variable.value {
        // With its JSON quotes: the string "3000" is not the number.
        Some(VariableValue::String(text)) => message::quoted(&edit::quote(&page.masked(text))),
        Some(VariableValue::Number(text)) => page.quoted(text),
        Some(VariableValue::Bool(value)) => page.quoted(&value.to_string()),
        None => page.message(Message::ProfileRefused, &[]),
    }
}

/// A line for each profile, the selected one first.
fn by_profile(
    page: &mut Page<'_>,
    title: Message,
    line: impl Fn(&Page<'_>, &ProfileFacts) -> String,
) {
    let selected = page.options.profile.as_ref();
    let profiles = page.cx.index.profiles.iter();
    let mut profiles: Vec<&ProfileFacts> = profiles.map(|profile| profile.facts).collect();
    profiles.sort_by_key(|profile| selected != Some(&profile.name));
    if profiles.is_empty() {
        return page.add(Message::NoProfiles, &[]);
    }
    page.add(title, &[]);
    page.list(&profiles, |page, profile| {
        let message = if selected == Some(&profile.name) {
            Message::ProfileSelected
        } else {
            Message::ProfileValue
        };
        page.message(
            message,
            &[&page.quoted(&profile.name), &line(page, profile)],
        )
    });
}

/// Lists the components that use a variable.
fn users(page: &mut Page<'_>, name: &str) {
    let mut users: Vec<(&Component<'_>, usize)> = Vec::new();
    for component in &page.cx.index.components {
        let references = component.facts.references.iter();
        let count = references
            .filter(|reference| reference.target == Target::Variable && reference.name == name)
            .count();
        if count > 0 {
            users.push((component, count));
        }
    }
    if users.is_empty() {
        return page.add(Message::Unused, &[]);
    }
    page.add(Message::UsedBy, &[]);
    page.list(&users, |page, (component, count)| {
        let user = references::shown(page, component);
        match count {
            1 => user,
            _ => page.message(Message::UsedTimes, &[&user, &count.to_string()]),
        }
    });
}
