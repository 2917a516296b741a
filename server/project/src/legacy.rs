//! Files of the project layout before 2025.2: what they are, and what becomes of their fields. They are recognized by their
//! content, because many were given the name of a component file and nothing else.
//!
//! The mapping is that of HubSpot's migration guide for private apps and of what its server writes when it migrates an app:
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-private-app>.

use diagnostics::Span;
use syntax::{Kind, Value};

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
    fields: &[
        ("settings", Some("config.settings")),
        ("subscriptions", Some("config.subscriptions")),
    ],
};

/// A workflow action of 2021, whose code was a function.
static WORKFLOW_ACTION: LegacyKind = LegacyKind {
    what: "workflow action in a form before 2025.2",
    component: "workflow-action",
    advice: "write it as a component of type `workflow-action` in `app/workflow-actions` with an `actionUrl` of yours",
    fields: &[
        ("data.name", Some("config.labels.en.actionName")),
        (
            "data.objectRequestOptions",
            Some("config.objectRequestOptions"),
        ),
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
    let present = kind
        .fields
        .iter()
        .enumerate()
        .filter(|(_, (path, _))| field(root, path).is_some());
    Some(LegacyContent {
        kind,
        span,
        present: present.map(|(row, _)| row).collect(),
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
            None => kind_at_the_top(root),
        },
    }
}

/// Half of a migration: `config` of today with the fields of before. Not where HubSpot takes the file and ignores them,
/// because those of today are there too.
fn kind_in_config(root: Value<'_>, config: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    let lacks = |name: &str| config.get(name).is_none();
    if is_type(root, &["card", "crm-card", "app-card"]) {
        let module = config
            .at(&["module", "file"])
            .and(config.get("module"))
            .filter(|_| lacks("entrypoint"));
        let title = config
            .get("title")
            .filter(|_| lacks("name") && has_old_objects(config));
        return Some((&CARD, module.or(title)?.key()?.span));
    }
    let is_app = root.get("type").is_none() || is_type(root, &["app"]);
    if !is_app || !lacks("auth") || !lacks("distribution") {
        return None;
    }
    let mut old_fields = config
        .members()
        .filter(|member| OLD_APP_FIELDS.contains(&member.key.text));
    // One alone may be a property in the wrong object.
    let (first, _) = old_fields.next().zip(old_fields.next())?;
    Some((&APP, first.key.span))
}

/// Whether a card names its objects as it used to: by objects with a name.
fn has_old_objects(config: Value<'_>) -> bool {
    let Some(types) = config.get("objectTypes") else {
        return false;
    };
    types
        .elements()
        .any(|element| element.get("name").is_some())
}

fn kind_in_data(root: Value<'_>, data: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
    let has = |name: &str| data.get(name).is_some();
    let place = root
        .get("type")
        .map_or(data.key()?.span, |type_name| type_name.span());
    if is_type(root, &["automation-action"]) {
        return Some((&WORKFLOW_ACTION, place));
    }
    let is_old_card = is_type(root, &["crm-card", "crmCard"]);
    let is_card = is_old_card || is_type(root, &["card"]);
    if !is_card && !is_type(root, &["app-card"]) && root.get("type").is_some() {
        return None;
    }
    if has("fetch") && !has("module") {
        return Some((&CLASSIC_CARD, place));
    }
    if !is_old_card && !has("module") && !has("location") {
        return None;
    }
    // A right `type` shows nothing.
    let is_right_type = is_card && !is_old_card;
    Some((
        &CARD,
        if is_right_type {
            data.key()?.span
        } else {
            place
        },
    ))
}

fn kind_at_the_top(root: Value<'_>) -> Option<(&'static LegacyKind, Span)> {
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
    let is_of_app =
        |name: &str| OLD_APP_FIELDS.contains(&name) || has_name && APP_FIELDS.contains(&name);
    let first = root.members().find(|member| is_of_app(member.key.text))?;
    Some((&APP, first.key.span))
}

/// Whether `type` is one of these, whatever its letter case.
fn is_type(root: Value<'_>, names: &[&str]) -> bool {
    let Some(own) = root.get("type").and_then(|value| value.as_str()) else {
        return false;
    };
    names.iter().any(|name| own.eq_ignore_ascii_case(name))
}

fn object<'a>(root: Value<'a>, name: &str) -> Option<Value<'a>> {
    root.get(name).filter(|value| value.kind() == Kind::Object)
}

/// The value at a path such as `data.module.file`.
fn field<'a>(root: Value<'a>, path: &str) -> Option<Value<'a>> {
    path.split('.')
        .try_fold(root, |value, name| value.get(name))
}

impl LegacyKind {
    /// What to do with such a file, whatever is in it.
    pub fn help(&self) -> String {
        let rows = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, (path, _))| !path.starts_with("config."));
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
        let quoted = |names: &[&str]| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let moves: Vec<String> = moved
            .iter()
            .map(|(names, to)| format!("{} → `{to}`", quoted(names)))
            .collect();
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
