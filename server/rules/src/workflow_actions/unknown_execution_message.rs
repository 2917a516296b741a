//! # unknown-execution-message
//!
//! An execution rule of a workflow action names a message that one of the languages does not
//! define.
//!
//! ## What it does
//!
//! Compares each `labelName` in `executionRules` with `labels.<language>.executionRules` of every
//! language.
//!
//! ## Why
//!
//! When the rule applies, HubSpot shows the message with that name. Without it, users learn nothing
//! about the outcome.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "executionRules": [{ "labelName": "depot_full", "conditions": {} }] } }
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
//! Add the message to each language, or correct `labelName`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>

use crate::rule;
use analysis::components::WorkflowAction;
use analysis::declared_names::{DeclaredNames, NameUse};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message, suggest};
use syntax::{Kind, edit};

rule! {
    file: "unknown_execution_message.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let names = DeclaredNames::of(action.config, "executionRules", &["labelName"]);
    for language in action
        .languages()
        .filter(|language| !language.value.is_incomplete())
    {
        let messages = language.value.get("executionRules");
        if messages
            .is_some_and(|messages| messages.kind() != Kind::Object || messages.is_incomplete())
        {
            continue;
        }
        let has = |name: &str| messages.is_some_and(|messages| messages.member(name).is_some());
        let found = names
            .all
            .iter()
            .filter(|(_, name)| !has(name))
            .map(|(value, name)| {
                let (shown, code) = (message::quoted(name), message::quoted(language.key.text));
                let found = cx.at(
                    &RULE,
                    value.span(),
                    format!("message {shown} is not defined in the language {code}"),
                );
                let found = found.related(
                    &cx.document.path,
                    language.key.span,
                    "labels of this language",
                );
                match suggest::nearest(
                    name,
                    NameUse::keys(messages).map(|used| used.name).take(1_000),
                ) {
                    Some(near) => found
                        .help(format!("did you mean {}?", message::quoted(near)))
                        .fix(
                            format!("change to `{near}`"),
                            Safety::Unsafe,
                            edit::replace_value(*value, &edit::quote(near)),
                        ),
                    None => found.help("add it to `executionRules` of the language"),
                }
            });
        list_limit::add(found, out);
    }
}
