//! # not-a-component
//!
//! A `*-hsmeta.json` file has none of `uid`, `type` and `config`, so it does not describe a component at all.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the file with one message for each property that it does not know. Most often it is the `app.json`
//! of a platform version before 2025.2, or was written from memory.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "scopes": ["crm.objects.deals.read"], "public": false, "extensions": {} }
//! ```
//!
//! ## How to fix
//!
//! Write the file anew as `{ "uid": …, "type": …, "config": { … } }`. Of a legacy `app.json`, `name` and `description` go into
//! `config`, `scopes` into `config.auth.requiredScopes`, and `public` becomes `config.distribution`: `marketplace` for `true`,
//! `private` for `false`. `hs project migrate` is no way to convert the file: it converts the app that is deployed in an account,
//! and refuses private apps.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js` and `validation.js`; legacy keys, and which apps are refused: npm
//! `@hubspot/cli` 8.14.0, `lib/app/migrate.js`.

use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::document::Document;
use crate::syntax::Value;
use crate::text::Span;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "not-a-component",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("not_a_component.rs"),
    check: Check::Syntax,
};

/// Keys of `app.json`, `public-app.json`, `serverless.json` and legacy cards.
const LEGACY: &[&str] =
    &["scopes", "public", "extensions", "webhooks", "allowedUrls", "runtime", "appFunctions", "data"];

/// The finding about the whole file.
pub(crate) fn describe(document: &Document, root: Value<'_>) -> Diagnostic {
    let legacy = root.members().any(|member| LEGACY.contains(&member.key.text));
    let message = match legacy {
        true => "this is not a component file: it has no `uid`, `type` or `config` and looks like a legacy `app.json`",
        false => "this is not a component file: it has no `uid`, `type` or `config`",
    };
    let help = match legacy {
        true => with_homes(root),
        false => SHAPE.to_owned(),
    };
    let span = Span { end: root.span().start + 1, ..root.span() };
    RULE.at(&document.path, span, message).help(help)
}

const SHAPE: &str = "write it as `{ \"uid\": …, \"type\": …, \"config\": { … } }`";

/// Properties of a legacy `app.json`, and where their values go.
const HOMES: [(&str, &str); 5] = [
    ("name", "goes into `config`"),
    ("description", "goes into `config`"),
    ("scopes", "become `config.auth.requiredScopes`"),
    ("public", "becomes `config.distribution`"),
    ("allowedUrls", "become `config.permittedUrls.fetch`"),
];

/// The help for a legacy file: the shape, and what goes where.
fn with_homes(root: Value<'_>) -> String {
    let mut help = SHAPE.to_owned();
    let mut separator = "; ";
    for (name, home) in HOMES {
        if root.get(name).is_some() {
            help.push_str(&format!("{separator}`{name}` {home}"));
            separator = ", ";
        }
    }
    help
}
