//! A component type: what it is, where its files lie and which apps can hold it.

use super::page::Page;
use super::texts::Key;
use catalog::ComponentType;
use diagnostics::message;
use schema::Node;

/// Describes a type from the table and from `x-component` of its schema.
/// `written` is what stands there as `type`.
pub(super) fn describe(
    page: &mut Page<'_>,
    component: &'static ComponentType,
    written: Option<&str>,
) {
    let Some(root) = schema::schema(component.name).map(|schema| schema.root()) else {
        return;
    };
    let text = |name: &str| {
        root.get(name)
            .and_then(|text| text.as_str())
            .unwrap_or_default()
    };
    page.text.heading(format!(
        "{} ({})",
        text("title"),
        message::quoted(component.name)
    ));
    if written.is_some_and(|written| written != component.name && Some(written) != component.alias)
    {
        page.say(Key::WriteType, &[component.name]);
    }
    page.text.text(text("description"));
    let facts = root.get("x-component");
    let fact = |name: &str| facts.and_then(|facts| facts.get(name)?.as_str());
    let list = |name: &str| facts.and_then(|facts| facts.get(name));
    let texts = |list: Node| schema::strings(Some(list));
    let below = |src: &diagnostics::RelPath| src.join(component.folder);
    let folder = page.cx.index.src_dir.as_ref().and_then(below);
    let folder = folder
        .as_ref()
        .map_or(component.folder, |folder| folder.as_str());

    let mut lines = vec![page.words(Key::Folder, &[page.quoted(folder).trim_matches('`')])];
    if component.singular {
        lines.push(page.words(Key::Singular, &[]));
    }
    lines.push(page.words(
        if component.requires_app {
            Key::NeedsApp
        } else {
            Key::StandsAlone
        },
        &[],
    ));
    if let (true, Some(auth), Some(distributions)) = (
        component.requires_app,
        list("authTypes"),
        list("distributions"),
    ) {
        let apps = page.words(
            Key::Apps,
            &[
                &message::any_of(texts(auth)),
                &message::any_of(texts(distributions)),
            ],
        );
        lines.push(match fact("compatibilityNote") {
            Some(note) => page.words(Key::AppsNote, &[&apps, note]),
            None => apps,
        });
    }
    lines.extend(
        fact("sincePlatformVersion").map(|version| page.words(Key::ComponentSince, &[version])),
    );
    lines.extend(
        list("requiredScopes")
            .map(|scopes| page.words(Key::NeedsScopes, &[&message::all_of(texts(scopes))])),
    );
    lines.extend(fact("accountGate").map(|gate| page.words(Key::AccountGate, &[gate])));
    let most = facts.and_then(|facts| facts.get("maxPerApp")?.as_u64());
    lines.extend(most.map(|most| page.words(Key::MostPerApp, &[&most.to_string()])));
    lines.extend(
        component
            .alias
            .map(|alias| page.words(Key::SameType, &[alias])),
    );
    page.text.list(lines);
    page.say_version(fact("sincePlatformVersion"), None);
    for (key, name) in [
        (Key::Documentation, "documentation"),
        (Key::AgentTools, "agentToolDocumentation"),
        (Key::Template, "template"),
    ] {
        page.link(key, fact(name));
    }
}
