//! # unknown-message-token
//!
//! The message of an execution rule has a token that is not a field of the workflow action.
//!
//! ## What it does
//!
//! Compares the tokens in `labels.<language>.executionRules` with the output fields and the input
//! fields of the action.
//!
//! ## Why
//!
//! HubSpot replaces `{{name}}` with the value of the output field. Whether it replaces any other
//! name is not documented.
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
//!     "executionRules": [{ "labelName": "done", "conditions": {} }],
//!     "labels": { "en": { "executionRules": { "done": "Reserved at {{depto}}." } } }
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
//!     "executionRules": [{ "labelName": "done", "conditions": {} }],
//!     "labels": { "en": { "executionRules": { "done": "Reserved at {{depot}}." } } }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Write the name of an output field, or define one.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>

use crate::rule;
use analysis::components::WorkflowAction;
use analysis::{FileContext, declared_names, list_limit, template};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_message_token.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let (inputs, outputs) = (action.input_names(), action.output_names());
    let diagnostics = action
        .languages()
        .filter_map(|language| language.execution_messages())
        .flat_map(|messages| messages.members())
        .flat_map(|member| template::tokens(Some(member.value)))
        .filter(|used| inputs.lacks(used.name) && outputs.lacks(used.name))
        .map(|used| {
            let message = format!(
                "{} is not an output field of this action",
                message::quoted(used.name)
            );
            declared_names::undeclared(cx, &RULE, &used, &outputs, message)
        });
    list_limit::add(diagnostics, out);
}
