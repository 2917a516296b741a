//! Files of the project layout before 2025.2: their kinds, and the new paths of their properties. They are recognized by
//! their content, because many were only renamed to a component file.
//!
//! The mapping follows HubSpot's migration guide for private apps and what its server writes when it migrates an app:
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-private-app>.

use diagnostics::Span;
use syntax::{Kind, Value};

/// A kind of file of the old layout.
#[derive(PartialEq, Debug)]
pub struct LegacyKind {
    /// The name of the kind, as part of a message.
    pub what: &'static str,
    /// The component type that replaces it.
    pub component: &'static str,
    /// How to migrate it, as an imperative.
    advice: &'static str,
    /// Whether `hsmeta migrate` converts it.
    is_converted: bool,
    /// Each property with its new path; `None` if nothing replaces it.
    properties: &'static [(&'static str, Option<&'static str>)],
}

/// A file of the old layout.
#[derive(Clone, PartialEq, Debug)]
pub struct LegacyContent {
    pub kind: &'static LegacyKind,
    /// The property by which it was recognized.
    pub span: Span,
    /// The indices of the properties that it has.
    present: Vec<usize>,
}

/// `app.json` and `public-app.json`.
pub static APP: LegacyKind = LegacyKind {
    what: "app file of the project layout before 2025.2",
    component: "app",
    advice: "write it as a component of type `app` in `app`",
    is_converted: true,
    properties: &[
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
pub static CARD: LegacyKind = LegacyKind {
    what: "card of the project layout before 2025.2",
    component: "card",
    advice: "write it as a component of type `card` in `app/cards`",
    is_converted: true,
    properties: &[
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

/// A card without React, for which HubSpot fetched the contents.
pub static CLASSIC_CARD: LegacyKind = LegacyKind {
    what: "classic CRM card of the project layout before 2025.2",
    component: "card",
    advice: "rewrite it as a component of type `card` in `app/cards`; HubSpot does not convert it",
    is_converted: false,
    properties: &[
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
    is_converted: true,
    properties: &[("runtime", None), ("version", None), ("environment", None)],
};

/// `webhooks.json`.
pub static WEBHOOKS: LegacyKind = LegacyKind {
    what: "webhooks of the project layout before 2025.2",
    component: "webhooks",
    advice: "write it as a component of type `webhooks` in `app/webhooks`, `objectName` as `objectType`",
    is_converted: true,
    properties: &[
        ("settings", Some("config.settings")),
        ("subscriptions", Some("config.subscriptions")),
    ],
};

/// A workflow action of 2021, implemented by a function.
static WORKFLOW_ACTION: LegacyKind = LegacyKind {
    what: "workflow action of the project layout before 2025.2",
    component: "workflow-action",
    advice: "write it as a component of type `workflow-action` in `app/workflow-actions` with your own `actionUrl`",
    is_converted: false,
    properties: &[
        ("data.name", Some("config.labels.en.actionName")),
        (
            "data.objectRequestOptions",
            Some("config.objectRequestOptions"),
        ),
        ("data.outputFields", Some("config.outputFields")),
        ("data.execution", None),
    ],
};

/// Any of these means that a file without `config` is an app of the old layout.
const OLD_APP_PROPERTIES: &[&str] = &["scopes", "public", "extensions"];

/// So does any of these together with `name`.
const APP_PROPERTIES: &[&str] = &["auth", "allowedUrls", "distribution", "support"];

/// Recognizes a file of the old layout.
pub fn recognize(root: Value<'_>) -> Option<LegacyContent> {
    if root.kind() != Kind::Object || root.is_incomplete() {
        return None;
    }
    let (kind, span) = kind_of(root)?;
    let mut present = Vec::new();
    for (index, (path, _)) in kind.properties.iter().enumerate() {
        let names: Vec<&str> = path.split('.').collect();
        if root.at(&names).is_some() {
            present.push(index);
        }
    }
    Some(LegacyContent {
        kind,
        span,
        present,
    })
}

fn kind_of(root: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    if let Some(functions) = object(root, "appFunctions") {
        return Some((&FUNCTIONS, functions.key()?.span));
    }
    if let Some(endpoints) = object(root, "endpoints")
        && root.get("runtime").is_some()
    {
        return Some((&FUNCTIONS, endpoints.key()?.span));
    }
    match root.get("config") {
        Some(config) if config.kind() == Kind::Object => kind_in_config(root, config),
        Some(_) => None,
        None => match object(root, "data") {
            Some(data) => kind_in_data(root, data),
            None => kind_at_root(root),
        },
    }
}

/// A partly migrated file: its `config` has properties of the old layout. `None` if it has the new ones too, as HubSpot then
/// accepts the file and ignores the old ones.
fn kind_in_config(root: Value<'_>, config: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    if is_type(root, &["card", "crm-card", "app-card"]) {
        let evidence =
            if config.get("entrypoint").is_none() && config.at(&["module", "file"]).is_some() {
                "module"
            } else if config.get("name").is_none() && has_old_objects(config) {
                "title"
            } else {
                return None;
            };
        return Some((&CARD, config.member(evidence)?.key.span));
    }
    let is_app = root.get("type").is_none() || is_type(root, &["app"]);
    if !is_app || config.get("auth").is_some() || config.get("distribution").is_some() {
        return None;
    }
    let mut old_fields = config
        .members()
        .filter(|member| OLD_APP_PROPERTIES.contains(&member.key.text));
    // A single one may be a property in the wrong object.
    let (first, _) = old_fields.next().zip(old_fields.next())?;
    Some((&APP, first.key.span))
}

/// Whether a card lists its objects as in the old layout: as objects with a name.
fn has_old_objects(config: Value<'_>) -> bool {
    let Some(types) = config.get("objectTypes") else {
        return false;
    };
    types
        .elements()
        .any(|element| element.get("name").is_some())
}

fn kind_in_data(root: Value<'_>, data: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    let has_module = data.get("module").is_some();
    let data_key = data.key()?.span;
    let type_span = root
        .get("type")
        .map_or(data_key, |type_name| type_name.span());
    if is_type(root, &["automation-action"]) {
        return Some((&WORKFLOW_ACTION, type_span));
    }
    let is_old_card = is_type(root, &["crm-card", "crmCard"]);
    let is_card = is_old_card || is_type(root, &["card"]);
    if !is_card && !is_type(root, &["app-card"]) && root.get("type").is_some() {
        return None;
    }
    if data.get("fetch").is_some() && !has_module {
        return Some((&CLASSIC_CARD, type_span));
    }
    if !is_old_card && !has_module && data.get("location").is_none() {
        return None;
    }
    // A correct `type` is no evidence.
    let is_correct_type = is_card && !is_old_card;
    Some((&CARD, if is_correct_type { data_key } else { type_span }))
}

fn kind_at_root(root: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    let has_type = root.get("type").is_some();
    if !has_type
        && root.get("uid").is_none()
        && object(root, "settings").is_some()
        && let Some(subscriptions) = object(root, "subscriptions")
    {
        return Some((&WEBHOOKS, subscriptions.key()?.span));
    }
    if has_type && !is_type(root, &["app"]) {
        return None;
    }
    let has_name = root.get("name").is_some();
    let first = root.members().find(|member| {
        OLD_APP_PROPERTIES.contains(&member.key.text)
            || has_name && APP_PROPERTIES.contains(&member.key.text)
    })?;
    Some((&APP, first.key.span))
}

/// Whether `type` is one of these, ignoring letter case.
fn is_type(root: Value<'_>, names: &[&str]) -> bool {
    let Some(own) = root.get("type").and_then(|value| value.as_str()) else {
        return false;
    };
    names.iter().any(|name| own.eq_ignore_ascii_case(name))
}

fn object<'a>(root: Value<'a>, name: &str) -> Option<Value<'a>> {
    let value = root.get(name)?;
    match value.kind() {
        Kind::Object => Some(value),
        _ => None,
    }
}

impl LegacyKind {
    fn help_for<'p>(
        &self,
        properties: impl Iterator<Item = &'p (&'static str, Option<&'static str>)>,
    ) -> String {
        let mut moved: Vec<(Vec<&str>, &str)> = Vec::new();
        let mut dropped: Vec<&str> = Vec::new();
        for &(from, to) in properties {
            let Some(to) = to else {
                dropped.push(from);
                continue;
            };
            // A property that keeps its name is listed with its new object: `name`, `description` → `config`.
            let target = match to.rsplit_once('.') {
                Some((object, name)) if name == from => object,
                _ => to,
            };
            match moved.iter_mut().find(|(_, other)| *other == target) {
                Some((names, _)) => names.push(from),
                None => moved.push((vec![from], target)),
            }
        }
        let mut help = self.advice.to_owned();
        for (index, (names, target)) in moved.iter().enumerate() {
            help += if index == 0 { ": " } else { ", " };
            help += &format!("{} → `{target}`", quoted_list(names));
        }
        if !dropped.is_empty() {
            help += &format!("; remove {}", quoted_list(&dropped));
        }
        help
    }
}

impl LegacyContent {
    /// How to migrate the file.
    pub fn help(&self) -> String {
        if self.kind.is_converted {
            format!("run `hsmeta migrate`, or {}", self.by_hand())
        } else {
            self.by_hand()
        }
    }

    /// How to rewrite the file, with the properties that it has.
    pub fn by_hand(&self) -> String {
        let present = self.present.iter();
        self.kind
            .help_for(present.map(|index| &self.kind.properties[*index]))
    }
}

fn quoted_list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
