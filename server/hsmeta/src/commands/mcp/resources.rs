//! What hsmeta knows, as resources: rules, scopes, component types, and the topics of `explain`.

use serde_json::{Value, json};

use super::command;
use crate::Exit;
use crate::arguments::Color;
use crate::output::Output;
use catalog::{COMPONENTS, scopes};
use mcp::{Content, Resource, Resources};
use tools::topics;

const JSON: &str = "application/json";
const SCHEMA: &str = "application/schema+json";
const MARKDOWN: &str = "text/markdown";

const RULES: &str = "hsmeta://rules";
const SCOPES: &str = "hsmeta://scopes";
const COMPONENT_TYPES: &str = "hsmeta://components";
const GUIDES: &str = "hsmeta://guides";

pub(super) fn all() -> Resources {
    let mut listed = vec![
        resource(RULES, "rules", "All rules: id, severity, summary", JSON),
        resource(
            SCOPES,
            "scopes",
            "All known scopes: what they allow, what they require",
            JSON,
        ),
        resource(
            COMPONENT_TYPES,
            "component types",
            "All component types, and the folder of each",
            JSON,
        ),
    ];
    for topic in topics::ALL {
        let description = format!("What `explain {}` says", topic.id);
        let uri = format!("{GUIDES}/{}", topic.id);
        listed.push(resource(&uri, topic.id, &description, MARKDOWN));
    }
    for component in COMPONENTS {
        let description = format!("The JSON Schema of `{}`", component.name);
        let uri = format!("{COMPONENT_TYPES}/{}", component.name);
        listed.push(resource(&uri, component.name, &description, SCHEMA));
    }
    for rule in rules::all() {
        let uri = format!("{RULES}/{}", rule.id);
        listed.push(resource(&uri, rule.id, &rule.summary(), MARKDOWN));
    }
    let templates = vec![
        template(
            RULES,
            "id",
            "A rule: what it reports, why, and how to fix it",
            MARKDOWN,
        ),
        template(
            COMPONENT_TYPES,
            "type",
            "The JSON Schema of a component type",
            SCHEMA,
        ),
        template(GUIDES, "topic", "A guide, such as `migration`", MARKDOWN),
    ];
    Resources { listed, templates }
}

fn resource(uri: &str, name: &str, description: &str, mime_type: &'static str) -> Resource {
    Resource {
        uri: uri.to_owned(),
        name: name.to_owned(),
        description: description.to_owned(),
        mime_type,
    }
}

fn template(folder: &str, variable: &str, description: &str, mime_type: &str) -> Value {
    json!({
        "uriTemplate": format!("{folder}/{{{variable}}}"),
        "name": variable,
        "description": description,
        "mimeType": mime_type,
    })
}

pub(super) fn read(uri: &str) -> Option<Content> {
    let (mime_type, text) = match uri {
        RULES => (JSON, printed(&["rules", "--format", "json"])?),
        SCOPES => (JSON, all_scopes().to_string()),
        COMPONENT_TYPES => (JSON, all_components().to_string()),
        _ => {
            let (folder, name) = uri.rsplit_once('/')?;
            match folder {
                RULES => (MARKDOWN, rules::registered(name)?.page()),
                // Not one that was imported: resources do not depend on a project.
                COMPONENT_TYPES => (SCHEMA, schema::schema(name)?.text.to_owned()),
                GUIDES => (MARKDOWN, guide(name)?),
                _ => return None,
            }
        }
    };
    Some(Content { mime_type, text })
}

fn guide(name: &str) -> Option<String> {
    let mut topics = topics::ALL.iter();
    Some(topics.find(|topic| topic.id == name)?.text.to_owned())
}

fn printed(options: &[&str]) -> Option<String> {
    let ran = command::run(options, &[], Output::in_memory(Color::Never));
    if ran.exit == Exit::Clean {
        Some(ran.output.text)
    } else {
        None
    }
}

fn all_scopes() -> Value {
    let scopes = scopes().iter().map(|scope| {
        json!({
            "name": scope.name,
            "description": scope.description,
            "requires": scope.requires,
            "isRequestable": scope.status.is_requestable(),
            "isDeprecated": scope.deprecated,
            "replacement": scope.replacement,
        })
    });
    scopes.collect()
}

fn all_components() -> Value {
    let components = COMPONENTS.iter().map(|component| {
        json!({
            "type": component.name,
            "alias": component.alias,
            "folder": component.folder,
            "isSingular": component.singular,
            "requiresApp": component.requires_app,
        })
    });
    components.collect()
}
