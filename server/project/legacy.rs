//! Files of the project layout before 2025.2: what they are, and what becomes of their fields. They are recognized by their
//! content, because many were given the name of a component file and nothing else.
//!
//! The mapping is that of HubSpot's migration guide for private apps and of what its server writes when it migrates an app:
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-private-app>.

use crate::syntax::{Kind, Value};
use crate::text::Span;

/// One kind of file of the old layout.
#[derive(PartialEq, Debug)]
pub struct LegacyKind {
    /// What it is, in a message.
    pub what: &'static str,
    /// The component type that takes its place.
    pub component: &'static str,
    /// What to do, as an imperative.
    advice: &'static str,
    /// Each field with its new place; none where nothing takes it.
    fields: &'static [(&'static str, Option<&'static str>)],
}

/// A file of the old layout.
#[derive(Clone, PartialEq, Debug)]
pub struct LegacyContent {
    /// What it is.
    pub kind: &'static LegacyKind,
    /// What shows it.
    pub span: Span,
    /// The rows of its fields that it has.
    present: Vec<usize>,
}

/// `app.json` and `public-app.json`.
pub static APP: LegacyKind = LegacyKind {
    what: "app file in the form of the project layout before 2025.2",
    component: "app",
    advice: "write it as a component of type `app` in `app`",
    fields: &[
        ("name", Some("config.name")),
        ("description", Some("config.description")),
        ("logo", Some("config.logo")),
        ("distribution", Some("config.distribution")),
        ("auth", Some("config.auth")),
        ("support", Some("config.support")),
        ("permittedUrls", Some("config.permittedUrls")),
        ("scopes", Some("config.auth.requiredScopes")),
        ("redirectUrls", Some("config.auth.redirectUrls")),
        ("public", Some("config.distribution")),
        ("allowedUrls", Some("config.permittedUrls.fetch")),
        ("extensions", None),
        ("webhooks", None),
        ("config.scopes", Some("config.auth.requiredScopes")),
        ("config.public", Some("config.distribution")),
        ("config.allowedUrls", Some("config.permittedUrls.fetch")),
        ("config.extensions", None),
        ("config.webhooks", None),
    ],
};

/// The JSON file of a React card.
static CARD: LegacyKind = LegacyKind {
    what: "card in the form of the project layout before 2025.2",
    component: "card",
    advice: "write it as a component of type `card` in `app/cards`",
    fields: &[
        ("data.uid", Some("uid")),
        ("data.title", Some("config.name")),
        ("config.title", Some("config.name")),
        ("data.description", Some("config.description")),
        ("data.location", Some("config.location")),
        ("data.objectTypes", Some("config.objectTypes")),
        ("config.objectTypes", Some("config.objectTypes")),
        ("data.module.file", Some("config.entrypoint")),
        ("config.module.file", Some("config.entrypoint")),
        ("file", Some("config.entrypoint")),
        ("data.previewImage", Some("config.previewImage")),
        ("data.fetchCrmObjectProperties", None),
        ("data.serverless", None),
        ("data.actions", None),
        ("version", None),
    ],
};

/// A card without React: HubSpot fetched what it showed.
static CLASSIC_CARD: LegacyKind = LegacyKind {
    what: "classic CRM card of the project layout before 2025.2",
    component: "card",
    advice: "build it anew as a component of type `card` in `app/cards`; HubSpot does not convert it",
    fields: &[
        ("data.title", Some("config.name")),
        ("data.fetch", None),
        ("data.display", None),
        ("data.actions", None),
    ],
};

/// `serverless.json`.
pub static FUNCTIONS: LegacyKind = LegacyKind {
    what: "list of functions of the project layout before 2025.2",
    component: "app-function",
    advice: "write each function as a component of type `app-function` in `app/functions`, with its name as `uid`: \
             `file` → `config.entrypoint`, `endpoint.method` → `config.endpoint.methods`, `secrets` → `config.secretKeys`",
    fields: &[("runtime", None), ("version", None), ("environment", None)],
};

/// `webhooks.json`.
static WEBHOOKS: LegacyKind = LegacyKind {
    what: "webhooks in the form of the project layout before 2025.2",
    component: "webhooks",
    advice: "write it as a component of type `webhooks` in `app/webhooks`, `objectName` as `objectType`",
    fields: &[("settings", Some("config.settings")), ("subscriptions", Some("config.subscriptions"))],
};

/// A workflow action of 2021, whose code was a function.
static WORKFLOW_ACTION: LegacyKind = LegacyKind {
    what: "workflow action in a form before 2025.2",
    component: "workflow-action",
    advice: "write it as a component of type `workflow-action` in `app/workflow-actions` with an `actionUrl` of yours",
    fields: &[
        ("data.name", Some("config.labels.en.actionName")),
        ("data.objectRequestOptions", Some("config.objectRequestOptions")),
        ("data.outputFields", Some("config.outputFields")),
        ("data.execution", None),
    ],
};

/// Any of these shows that a file without `config` is an app of the old layout.
const OLD_APP_FIELDS: &[&str] = &["scopes", "public", "extensions"];

/// So does any of these beside a name.
const APP_FIELDS: &[&str] = &["auth", "allowedUrls", "distribution", "support"];

/// The file of the old layout that this is, if it is one.
pub fn recognize(root: Value<'_>) -> Option<LegacyContent> {
    if root.kind() != Kind::Object || root.is_incomplete() {
        return None;
    }
    let (kind, span) = kind_of(root)?;
    let present = kind.fields.iter().enumerate().filter(|(_, (path, _))| field(root, path).is_some());
    Some(LegacyContent { kind, span, present: present.map(|(row, _)| row).collect() })
}

fn kind_of(root: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    let type_name = root.get("type").and_then(|value| value.as_str());
    let type_name = type_name.map(|name| if name == "crmCard" { "crm-card".to_owned() } else { name.to_lowercase() });
    let type_name = type_name.as_deref();
    let key = |path: &str| Some(field(root, path)?.key()?.span);
    let object = |name: &str| root.get(name).filter(|value| value.kind() == Kind::Object);
    let type_or = |path: &str| match root.get("type") {
        Some(value) => Some(value.span()),
        None => key(path),
    };
    let is_card = matches!(type_name, None | Some("card" | "crm-card" | "app-card"));
    if object("appFunctions").is_some() || object("endpoints").is_some() && root.get("runtime").is_some() {
        return Some((&FUNCTIONS, key("appFunctions").or_else(|| key("endpoints"))?));
    }
    if let Some(config) = object("config") {
        let has_old_objects = || {
            let mut names = config.get("objectTypes")?.elements();
            names.find(|element| element.get("name").is_some())
        };
        let is_old =
            config.at(&["module", "file"]).is_some() || config.get("title").is_some() && has_old_objects().is_some();
        let old_fields = OLD_APP_FIELDS.iter().filter(|name| config.get(name).is_some()).count();
        // With the fields of today beside them, HubSpot takes the file and ignores these.
        let is_incomplete = config.get("auth").is_none() && config.get("distribution").is_none();
        if matches!(type_name, None | Some("app")) && old_fields > 1 && is_incomplete {
            return Some((&APP, key("config.public").or_else(|| key("config.extensions"))?));
        }
        return if is_card && type_name.is_some() && is_old {
            Some((&CARD, key("config.module").or_else(|| key("config.title"))?))
        } else {
            None
        };
    }
    if root.get("config").is_some() {
        return None;
    }
    if let Some(data) = object("data") {
        if type_name == Some("automation-action") {
            return Some((&WORKFLOW_ACTION, type_or("data")?));
        }
        let has = |name: &str| data.get(name).is_some();
        if is_card && has("fetch") && !has("module") {
            return Some((&CLASSIC_CARD, type_or("data")?));
        }
        if is_card && (type_name == Some("crm-card") || ["module", "location"].into_iter().any(has)) {
            let is_right_type = type_name == Some("card");
            return Some((&CARD, if is_right_type { key("data")? } else { type_or("data")? }));
        }
        return None;
    }
    if type_name.is_none()
        && root.get("uid").is_none()
        && object("settings").is_some()
        && object("subscriptions").is_some()
    {
        return Some((&WEBHOOKS, key("subscriptions")?));
    }
    if matches!(type_name, None | Some("app")) {
        let has_name = root.get("name").is_some();
        let mut members = root.members();
        let is_of_app = |name: &str| OLD_APP_FIELDS.contains(&name) || has_name && APP_FIELDS.contains(&name);
        let first = members.find(|member| is_of_app(member.key.text))?;
        return Some((&APP, first.key.span));
    }
    None
}

/// The value at a path such as `data.module.file`.
fn field<'a>(root: Value<'a>, path: &str) -> Option<Value<'a>> {
    path.split('.').try_fold(root, |value, name| value.get(name))
}

impl LegacyKind {
    /// What to do with such a file, whatever is in it.
    pub fn help(&self) -> String {
        let rows = self.fields.iter().enumerate().filter(|(_, (path, _))| !path.starts_with("config."));
        self.help_for(rows.map(|(row, _)| row))
    }

    fn help_for(&self, rows: impl Iterator<Item = usize>) -> String {
        let mut moved: Vec<(Vec<&str>, &str)> = Vec::new();
        let mut dropped = Vec::new();
        for (from, to) in rows.map(|row| self.fields[row]) {
            let Some(to) = to else {
                dropped.push(format!("`{from}`"));
                continue;
            };
            // What keeps its name is listed with its new object: `name`, `description` → `config`.
            let target = match to.rsplit_once('.') {
                Some((object, name)) if name == from => object,
                _ => to,
            };
            match moved.iter_mut().find(|(_, other)| *other == target) {
                Some((names, _)) => names.push(from),
                None => moved.push((vec![from], target)),
            }
        }
        let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let moves: Vec<String> = moved.iter().map(|(names, to)| format!("{} → `{to}`", quoted(names))).collect();
        let mut help = self.advice.to_owned();
        if !moves.is_empty() {
            help += ": ";
            help += &moves.join(", ");
        }
        if !dropped.is_empty() {
            help += &format!("; without {}", dropped.join(", "));
        }
        help
    }
}

impl LegacyContent {
    /// What to do with the file, and what becomes of each field that it has.
    pub fn help(&self) -> String {
        self.kind.help_for(self.present.iter().copied())
    }
}
