//! # changed-action-field
//!
//! A field of a workflow action changes in a way that existing workflows do not know.
//!
//! ## What it does
//!
//! Compares `config.inputFields` and `config.outputFields` of workflow actions by name with those
//! at the git ref: fields and options that are gone, other types, and inputs that are newly
//! required.
//!
//! ## Why
//!
//! Existing workflows keep the values and tokens that they have of the old fields.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "isPublished": true } }
//! ```
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "inputFields": [
//!       {
//!         "typeDefinition": { "name": "depot", "type": "number", "fieldType": "number" },
//!         "supportedValueTypes": ["STATIC_VALUE"],
//!         "isRequired": true
//!       }
//!     ]
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
//!     "inputFields": [
//!       {
//!         "typeDefinition": { "name": "depot", "type": "string", "fieldType": "text" },
//!         "supportedValueTypes": ["STATIC_VALUE"],
//!         "isRequired": true
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Keep the old fields, and add new ones that are optional; or add another action with a new
//! `uid`.
//!
//! ## Source
//!
//! <https://github.com/juanfariasdev/custom-api-workflow-action>, commit 14300c5, which made
//! another action instead; the effect is an inference, so this is an info.

use super::fields::{self, FieldChange};
use crate::rule;
use analysis::changes::{Changes, Pair};
use diagnostics::{Diagnostic, message};
use syntax::{Kind, Value};

rule! {
    file: "changed_action_field.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

const EFFECT: &str = "existing workflows keep the old values";

/// Where a field of a workflow action has its name, type and options.
const DEFINITION: [&str; 1] = ["typeDefinition"];

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for action in changes.pairs_of("workflow-action") {
        for (list, noun) in [("inputFields", "input"), ("outputFields", "output")] {
            for change in fields::changes(&action, list, &DEFINITION) {
                let name = message::quoted(change.name());
                let message = match change {
                    FieldChange::Removed { .. } => format!("{noun} {name} is gone: {EFFECT}"),
                    FieldChange::Retyped { old, .. } => format!(
                        "the type of {noun} {name} was {}: {EFFECT}",
                        message::quoted(old)
                    ),
                };
                let span = change.span().or_else(|| action.nearest(&[list]));
                out.push(action.at(&RULE, span, message).help(HELP));
            }
        }
        check_inputs(&action, out);
    }
}

/// `None` if it is not known.
fn is_required(field: Value<'_>) -> Option<bool> {
    match field.get("isRequired").map(|value| value.kind()) {
        Some(Kind::Unknown) => None,
        Some(Kind::Bool(required)) => Some(required),
        _ => Some(false),
    }
}

const HELP: &str = "keep the old field, and add a new optional one beside it";

/// Inputs that are newly required, and options that are gone.
fn check_inputs(action: &Pair<'_>, out: &mut Vec<Diagnostic>) {
    // What has no known name may be any of those of now.
    if !fields::are_known(action.before, "inputFields", &DEFINITION) {
        return;
    }
    let before = fields::by_name(action.before, "inputFields", &DEFINITION);
    for (name, field) in fields::by_name(action.after, "inputFields", &DEFINITION) {
        let old = before.get(name).copied();
        if let Some(message) = newly_required(name, old, field) {
            let span = field.get("isRequired").map(|value| value.span());
            out.push(action.at(&RULE, span, message).help(HELP));
        }
        if let Some(old) = old {
            check_options(action, name, old, field, out);
        }
    }
}

/// What is wrong with an input that is required now and was not before.
fn newly_required(name: &str, old: Option<Value<'_>>, now: Value<'_>) -> Option<String> {
    if is_required(now) != Some(true) {
        return None;
    }
    let name = message::quoted(name);
    match old.map(is_required) {
        None => Some(format!(
            "required input {name} is new: existing workflows have no value"
        )),
        Some(Some(false)) => Some(format!(
            "input {name} was not required: existing workflows may have no value"
        )),
        Some(_) => None,
    }
}

fn check_options(
    action: &Pair<'_>,
    name: &str,
    old: Value<'_>,
    now: Value<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let options = now.at(&["typeDefinition", "options"]);
    let key = options.and_then(|options| options.key());
    for option in fields::removed_options(old, now) {
        let message = format!(
            "option {} of input {} is gone: {EFFECT}",
            message::quoted(option),
            message::quoted(name)
        );
        let span = key.map(|key| key.span);
        out.push(action.at(&RULE, span, message).help("keep the option"));
    }
}
