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
//! Write the file anew as `{ "uid": …, "type": …, "config": { … } }`; a legacy project can be converted with
//! `hs project migrate`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js` and `validation.js`; legacy keys: `hs project migrate` in npm
//! `@hubspot/cli` 8.14.0.

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
        true => "write it as `{ \"uid\": …, \"type\": …, \"config\": { … } }`, or convert it with `hs project migrate`",
        false => "write it as `{ \"uid\": …, \"type\": …, \"config\": { … } }`",
    };
    let span = Span { end: root.span().start + 1, ..root.span() };
    RULE.at(&document.path, span, message).help(help)
}
