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
use analysis::components::{Language, WorkflowAction};
use analysis::declared_names::NameUse;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Safety, message, suggest};
use syntax::{Kind, Value, edit};

rule! {
    file: "unknown_execution_message.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: WorkflowAction(check),
}

/// More messages than this are not compared for a suggestion.
const MOST_COMPARED: usize = 1_000;

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let names = action.execution_message_names();
    for language in action.languages() {
        if !is_certain(language) {
            continue;
        }
        let diagnostics = names
            .all
            .iter()
            .filter(|(_, name)| !has_message(language, name))
            .map(|(value, name)| diagnostic(language, *value, name, cx));
        list_limit::add(diagnostics, out);
    }
}

/// Whether a message that is absent is really absent.
fn is_certain(language: Language<'_>) -> bool {
    !language.is_incomplete()
        && language
            .execution_messages()
            .is_none_or(|messages| messages.kind() == Kind::Object && !messages.is_incomplete())
}

fn has_message(language: Language<'_>, name: &str) -> bool {
    language
        .execution_messages()
        .is_some_and(|messages| messages.member(name).is_some())
}

fn diagnostic(
    language: Language<'_>,
    value: Value<'_>,
    name: &str,
    cx: &FileContext<'_>,
) -> Diagnostic {
    let key = language.member.key;
    let message = format!(
        "message {} is not defined in the language {}",
        message::quoted(name),
        message::quoted(key.text)
    );
    let diagnostic = cx.at(&RULE, value.span(), message).related(
        &cx.document.path,
        key.span,
        "labels of this language",
    );
    let defined = NameUse::keys(language.execution_messages()).map(|used| used.name);
    match suggest::nearest(name, defined.take(MOST_COMPARED)) {
        Some(near) => diagnostic
            .help(format!("did you mean {}?", message::quoted(near)))
            .fix(
                format!("change to `{near}`"),
                Safety::Unsafe,
                edit::replace_value(value, &edit::quote(near)),
            ),
        None => diagnostic.help("add it to `executionRules` of the language"),
    }
}
