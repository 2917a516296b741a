//! # unused-execution-message
//!
//! A language of a workflow action defines a message that no execution rule uses.
//!
//! ## What it does
//!
//! Compares the keys of `labels.<language>.executionRules` with the `labelName` of each rule in
//! `executionRules`. A key that is similar to a `labelName` is left to `unknown-execution-message`.
//!
//! ## Why
//!
//! HubSpot never shows the message.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "labels": { "en": { "executionRules": { "depot_full": "The depot is full." } } }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "executionRules": [{ "labelName": "depot_full", "conditions": {} }],
//!     "labels": { "en": { "executionRules": { "depot_full": "The depot is full." } } }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Remove the message, or add an execution rule that uses it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>

use crate::rule;
use analysis::components::WorkflowAction;
use analysis::declared_names::NameUse;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unused_execution_message.rs",
    severity: Info,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let names = action.execution_message_names();
    let diagnostics = action
        .languages()
        .flat_map(|language| NameUse::keys(language.execution_messages()))
        .filter(|used| names.lacks(used.name) && names.nearest(used.name).is_none())
        .map(|used| {
            let message = format!(
                "unused message {}: no execution rule shows it",
                message::quoted(used.name)
            );
            cx.at(&RULE, used.site.span(), message)
                .help("remove it, or add an execution rule that shows it")
        });
    list_limit::add(diagnostics, out);
}
