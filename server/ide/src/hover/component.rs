//! A component type: its folder, and the apps that can contain it.

use super::messages::Message;
use super::page::Page;
use catalog::ComponentType;
use diagnostics::message;
use schema::Node;

/// Describes a type from the catalog and from `x-component` of its schema. `written` is the `type` in the file.
pub(super) fn describe(
    page: &mut Page<'_>,
    component: &'static ComponentType,
    written: Option<&str>,
) {
    let Some(schema) = schema::schema(component.name) else {
        return;
    };
    let root = schema.root();
    let title = string(root, "title").unwrap_or_default();
    let name = message::quoted(component.name);
    page.text.heading(format!("{title} ({name})"));
    if let Some(written) = written
        && written != component.name
        && Some(written) != component.alias
    {
        page.add(Message::WriteExactly, &[component.name]);
    }
    page.text
        .text(string(root, "description").unwrap_or_default());
    let facts = root.get("x-component");
    let lines = lines(page, component, facts);
    page.text.list(lines);
    if let Some(facts) = facts {
        page.add_version(string(facts, "sincePlatformVersion"), None);
        page.link(Message::Documentation, string(facts, "documentation"));
        page.link(Message::AgentTools, string(facts, "agentToolDocumentation"));
        page.link(Message::Template, string(facts, "template"));
    }
}

fn string(object: Node, name: &str) -> Option<&'static str> {
    object.get(name)?.as_str()
}

fn lines(page: &Page<'_>, component: &ComponentType, facts: Option<Node>) -> Vec<String> {
    let mut lines = vec![folder(page, component)];
    if component.singular {
        lines.push(page.message(Message::Singular, &[]));
    }
    lines.push(if component.requires_app {
        page.message(Message::RequiresApp, &[])
    } else {
        page.message(Message::RequiresNoApp, &[])
    });
    if let Some(facts) = facts {
        if component.requires_app {
            lines.extend(apps(page, facts));
        }
        if let Some(version) = string(facts, "sincePlatformVersion") {
            lines.push(page.message(Message::ComponentSince, &[version]));
        }
        if let Some(scopes) = facts.get("requiredScopes") {
            let scopes = message::all_of(schema::strings(Some(scopes)));
            lines.push(page.message(Message::RequiresScopes, &[&scopes]));
        }
        if let Some(gate) = string(facts, "accountGate") {
            lines.push(page.message(Message::AccountGate, &[gate]));
        }
        if let Some(max) = facts.get("maxPerApp").and_then(|max| max.as_u64()) {
            lines.push(page.message(Message::MaxPerApp, &[&max.to_string()]));
        }
    }
    if let Some(alias) = component.alias {
        lines.push(page.message(Message::Alias, &[alias]));
    }
    lines
}

fn folder(page: &Page<'_>, component: &ComponentType) -> String {
    let src = page.cx.index.src_dir.as_ref();
    let folder = match src.and_then(|src| src.join(component.folder)) {
        Some(folder) => page.quoted(folder.as_str()),
        None => page.quoted(component.folder),
    };
    page.message(Message::Folder, &[folder.trim_matches('`')])
}

/// The apps that can contain the component.
fn apps(page: &Page<'_>, facts: Node) -> Option<String> {
    let auth = message::any_of(schema::strings(Some(facts.get("authTypes")?)));
    let distributions = message::any_of(schema::strings(Some(facts.get("distributions")?)));
    let apps = page.message(Message::Apps, &[&auth, &distributions]);
    Some(match string(facts, "compatibilityNote") {
        Some(note) => page.message(Message::AppsNote, &[&apps, note]),
        None => apps,
    })
}
