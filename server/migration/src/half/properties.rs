//! Single properties that were migrated wrongly in public repositories of 2025 and 2026.

use catalog::ComponentType;
use diagnostics::RelPath;
use syntax::{Value, edit};

use super::{Edits, old_properties};
use crate::Distribution;
use crate::app::auth;
use crate::draft::Draft;
use crate::json;
use crate::plan::DecisionId;

/// Values of `type` that HubSpot never had, with those that were meant.
const TYPES: &[(&str, &str)] = &[
    ("app-card", "card"),
    ("crm-card", "card"),
    ("crmCard", "card"),
    ("app-page", "page"),
    ("crm-page", "page"),
    ("workflowAction", "workflow-action"),
];

pub(super) fn edit(draft: &mut Draft<'_>, edits: &mut Edits<'_>) {
    let Some(value) = edits.root.get("type") else {
        return;
    };
    let written = value.as_str().unwrap_or_default();
    let meant = TYPES.iter().find(|(old, _)| *old == written);
    if let Some((_, new)) = meant {
        edits.replace(value, &edit::quote(new), "type");
    }
    let config = edits.root.get("config");
    match (meant.map_or(written, |(_, new)| new), config) {
        ("app", Some(config)) => {
            app(draft, edits, config);
            old_properties::remove(draft, edits, config);
        }
        ("workflow-action", Some(config)) => workflow_action(edits, config),
        ("card", Some(config)) => card(edits, config),
        _ => {}
    }
    let type_name = meant.map_or(written, |(_, new)| new);
    list_wrong_folder(draft, edits, type_name);
}

/// `auth` and `distribution`: what they were meant to be is a decision.
fn app<'a>(draft: &mut Draft<'_>, edits: &mut Edits<'a>, config: Value<'a>) {
    let auth_type = config.at(&["auth", "type"]);
    let written = auth_type.and_then(|value| value.as_str());
    let options = draft.inputs.options;
    if let Some(question) = config.get("auth").and_then(auth::question) {
        auth::ask(draft, edits.path, &question);
        if let Some(value) = auth_type
            && let Some(answer) = options.auth
        {
            let json = edit::quote(answer.as_str());
            edits.replace(value, &json, "config.auth.type");
        }
    }
    if written == Some("static")
        && let Some(auth) = config.get("auth")
    {
        let reason = "HubSpot refuses `redirectUrls` with `auth.type: \"static\"`";
        edits.remove(auth, "redirectUrls", reason);
    }
    if config.get("distribution").is_none() && json::is_object(config) {
        let flags = ["--distribution marketplace", "--distribution private"];
        ask(draft, edits, "the app has no `distribution`", &flags);
        if let Some(distribution) = options.distribution.map(Distribution::as_str) {
            let json = edit::quote(distribution);
            edits
                .list
                .extend(edit::insert_member(config, "distribution", &json));
            edits.account.extended(config, &edits.target, "config");
            let reason = "as requested";
            draft.generate(&edits.target, "config.distribution", distribution, reason);
            draft.answered(distribution);
        }
    }
}

fn ask(draft: &mut Draft<'_>, edits: &Edits<'_>, question: &str, flags: &[&str]) {
    let id = DecisionId::AuthAndDistribution;
    draft.decide(id, edits.path, question, "leave it as it is", flags);
}

/// A component that was in the old folder of cards and is of another type.
fn list_wrong_folder(draft: &mut Draft<'_>, edits: &Edits<'_>, type_name: &str) {
    let is_moved = edits.target != *edits.path;
    let Some(component) = ComponentType::named(type_name) else {
        if is_moved {
            let shown = diagnostics::message::quoted(type_name);
            let what =
                format!("HubSpot has no type {shown}: write the component anew or delete it");
            draft.by_hand(&edits.target, &what, None);
        }
        return;
    };
    let folder = edits.target.below(draft.inputs.src.as_str());
    let folder = folder.map(|path| RelPath::new(path).folder().to_owned());
    if folder.as_deref() != Some(component.folder) {
        let what = format!(
            "move it to `{}`: HubSpot reads components of type `{}` directly in that folder only",
            component.folder, component.name
        );
        draft.by_hand(&edits.target, &what, None);
    }
}

/// Objects with a name where names are expected.
fn card<'a>(edits: &mut Edits<'a>, config: Value<'a>) {
    let types = config.get("objectTypes");
    for (number, element) in types
        .into_iter()
        .flat_map(|list| list.elements())
        .enumerate()
    {
        let name = element.get("name");
        if element.len() == 1
            && let Some(name) = name
            && name.as_str().is_some()
        {
            let path = format!("config.objectTypes[{number}]");
            edits.replace(element, name.source(), &path);
        }
    }
}

/// Whether a field has only what belongs in its `typeDefinition`.
fn is_flat_field(field: Value<'_>) -> bool {
    const OWN: &[&str] = &[
        "description",
        "fieldType",
        "helpText",
        "label",
        "name",
        "options",
        "optionsUrl",
        "referencedObjectType",
        "type",
    ];
    field.get("name").is_some() && field.members().all(|member| OWN.contains(&member.key.text))
}

/// Values that HubSpot does not have, with those that were meant.
const FIELD_VALUES: &[(&str, &str, &str)] = &[
    ("fieldType", "boolean", "booleancheckbox"),
    ("type", "boolean", "bool"),
];

/// The definition with values that HubSpot has.
fn type_definition(field: Value<'_>) -> String {
    let mut definition = json::Object::default();
    for member in field.members() {
        let key = member.key.text;
        let meant = FIELD_VALUES
            .iter()
            .find(|(name, old, _)| *name == key && member.value.as_str() == Some(old));
        match meant {
            Some((_, _, new)) => definition.string(key, new),
            None => definition.raw(key, member.value.source()),
        }
    }
    definition.finish()
}

/// What is written as in the automation API.
fn workflow_action<'a>(edits: &mut Edits<'a>, config: Value<'a>) {
    if let Some(published) = config.member("published")
        && config.get("isPublished").is_none()
    {
        edits
            .list
            .extend(edit::rename_key(published.key, "isPublished"));
        edits
            .account
            .moved(published.value, &edits.target, "config.isPublished");
    }
    let clients = config.get("supportedClients");
    for (number, client) in clients
        .into_iter()
        .flat_map(|list| list.elements())
        .enumerate()
    {
        if client.as_str().is_some() {
            let json = format!("{{ \"client\": {} }}", client.source());
            let path = format!("config.supportedClients[{number}].client");
            edits.replace(client, &json, &path);
        }
    }
    for key in ["inputFields", "outputFields"] {
        let fields = config.get(key);
        for (number, field) in fields
            .into_iter()
            .flat_map(|list| list.elements())
            .enumerate()
        {
            if is_flat_field(field) {
                let json = format!("{{ \"typeDefinition\": {} }}", type_definition(field));
                let path = format!("config.{key}[{number}].typeDefinition");
                edits.replace(field, &json, &path);
            }
        }
    }
}
