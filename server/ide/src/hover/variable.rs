//! A variable of the profiles: its value in each of them, and who uses it.

use super::names;
use super::page::Page;
use super::texts::Key;
use analysis::secrets::MASK;
use catalog::FileKind;
use diagnostics::message;
use project::facts::{ProfileFacts, Target, VariableValue};
use project::index::Component;
use project::placeholders;
use syntax::edit;

/// Describes the variable called `name`. `text` is the string around its placeholder.
pub(super) fn describe(page: &mut Page<'_>, name: &str, text: Option<&str>) {
    let heading = page.quoted(&format!("${{{name}}}"));
    page.text.heading(heading);
    values(
        page,
        name,
        text.filter(|_| page.cx.document.kind == FileKind::Component),
    );
    if page.cx.document.kind == FileKind::Profile {
        users(page, name);
    }
}

/// Says what a text with placeholders becomes.
pub(super) fn describe_text(page: &mut Page<'_>, text: &str) {
    let line =
        |page: &Page<'_>, profile: &ProfileFacts| match placeholders::interpolated(text, profile) {
            Some(expanded) => page.quoted(&expanded),
            None => page.words(Key::NotExpanded, &[]),
        };
    by_profile(page, Key::Expanded, line);
}

fn values(page: &mut Page<'_>, name: &str, around: Option<&str>) {
    let line = |page: &Page<'_>, profile: &ProfileFacts| {
        // What is no secret by itself may be the password of a URL.
        let whole = around.and_then(|text| placeholders::interpolated(text, profile));
        if whole.is_some_and(|whole| page.masked(&whole) != whole) {
            return message::quoted(MASK);
        }
        // Quotes tell the text "3000" from the number.
        match profile
            .variables
            .iter()
            .find(|variable| variable.name.text == name)
            .map(|variable| &variable.value)
        {
            Some(Some(VariableValue::String(text))) => {
                message::quoted(&edit::quote(&page.masked(text)))
            }
            Some(Some(VariableValue::Number(text))) => page.quoted(text),
            Some(Some(VariableValue::Bool(value))) => page.quoted(&value.to_string()),
            Some(None) => page.words(Key::ProfileRefused, &[]),
            None => page.words(Key::NotDefined, &[]),
        }
    };
    by_profile(page, Key::ProfileValues, line);
}

/// A line for each profile, the selected one first.
fn by_profile(page: &mut Page<'_>, title: Key, line: impl Fn(&Page<'_>, &ProfileFacts) -> String) {
    let selected = |profile: &ProfileFacts| page.options.profile.as_ref() == Some(&profile.name);
    let cx = page.cx;
    let mut profiles: Vec<&ProfileFacts> = cx
        .index
        .profiles
        .iter()
        .map(|profile| profile.facts)
        .collect();
    profiles.sort_by_key(|profile| !selected(profile));
    if profiles.is_empty() {
        return page.say(Key::NoProfiles, &[]);
    }
    page.say(title, &[]);
    page.list(&profiles, |page, profile| {
        let key = if selected(profile) {
            Key::ProfileSelected
        } else {
            Key::ProfileValue
        };
        page.words(key, &[&page.quoted(&profile.name), &line(page, profile)])
    });
}

fn users(page: &mut Page<'_>, name: &str) {
    let times = |component: &Component<'_>| {
        let references = component.facts.references.iter();
        references
            .filter(|reference| reference.target == Target::Variable && reference.name == name)
            .count()
    };
    let components = page
        .cx
        .index
        .components
        .iter()
        .map(|component| (component, times(component)));
    let users: Vec<(&Component<'_>, usize)> = components.filter(|(_, times)| *times > 0).collect();
    if users.is_empty() {
        return page.say(Key::UsedByNobody, &[]);
    }
    page.say(Key::UsedBy, &[]);
    page.list(&users, |page, (component, times)| match times {
        1 => names::by(page, component),
        _ => page.words(
            Key::UsedTimes,
            &[&names::by(page, component), &times.to_string()],
        ),
    });
}
