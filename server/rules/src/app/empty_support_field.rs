//! # empty-support-field
//!
//! A field of `config.support` is empty.
//!
//! ## Why it is wrong
//!
//! The fields are optional, but each that is there should help: an e-mail address, an `https` URL, or a telephone
//! number. HubSpot accepts the empty text at present, and it tells users nothing.
//!
//! ## Example
//!
//! ```json
//! "support": { "supportEmail": "help@orders.tech", "supportPhone": "" }
//! ```
//!
//! ## How to fix
//!
//! Fill it in, or remove the field.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::analysis::app_config;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Safety, Severity};
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "empty-support-field",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("empty_support_field.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(support) = cx.config_of("app").and_then(|config| config.get("support")) else {
        return;
    };
    let fields = app_config::SUPPORT_FIELDS
        .iter()
        .filter_map(|name| support.member(name));
    let empty = fields.filter(|field| {
        field
            .value
            .as_str()
            .is_some_and(|text| text.trim().is_empty())
    });
    out.extend(empty.map(|field| {
        let name = field.key.text;
        cx.at(&RULE, field.value.span(), format!("`{name}` is empty"))
            .help("fill it in, or remove it")
            .fix(
                format!("remove `{name}`"),
                Safety::Unsafe,
                edit::remove_member(support, field),
            )
    }));
}
