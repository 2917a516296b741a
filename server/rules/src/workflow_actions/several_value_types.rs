//! # several-value-types
//!
//! An input field of a workflow action allows more than one kind of value.
//!
//! ## Why it is wrong
//!
//! `supportedValueTypes` is a list, and HubSpot takes one entry for each field: an app with two had to remove one
//! before it deployed.
//!
//! ## Example
//!
//! ```json
//! { "typeDefinition": { "name": "boat_class", "type": "string" },
//!   "supportedValueTypes": ["STATIC_VALUE", "OBJECT_PROPERTY"] }
//! ```
//!
//! ## How to fix
//!
//! Keep the one that users need: `OBJECT_PROPERTY` takes the value from the record, `STATIC_VALUE` the one that users
//! write.
//!
//! ## Source
//!
//! A commit that quotes the refusal (AlanChou890305/HubSpot-x-BotBonnie, fbf0e11: must be single value);
//! `schemas/README.md`, decisions.

use crate::analysis::{app_config, workflow};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "several-value-types",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    file: include_str!("several_value_types.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let fields = workflow::config(cx)
        .into_iter()
        .flat_map(|config| workflow::elements(config, "inputFields"));
    let types = fields.filter_map(|field| field.get("supportedValueTypes"));
    let found = types
        .filter(|types| types.elements().count() > 1)
        .map(|types| {
            let message = format!(
                "{} kinds of value in `supportedValueTypes`: HubSpot takes one",
                types.len()
            );
            cx.at(
                &RULE,
                types.key().map_or(types.span(), |key| key.span),
                message,
            )
            .help("keep one of them")
        });
    app_config::add(found, out);
}
