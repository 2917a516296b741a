//! # circular-field-dependency
//!
//! An input field of a workflow action depends on itself.
//!
//! ## Why it is wrong
//!
//! A field that depends on another one cannot be filled in before that one has a value. A field that waits for itself, or two that
//! wait for each other, can never be filled in.
//!
//! ## Example
//!
//! ```json
//! "inputFieldDependencies": [
//!   { "dependencyType": "SINGLE_FIELD", "controllingFieldName": "berth", "dependentFieldNames": ["berth"] }
//! ]
//! ```
//!
//! ## How to fix
//!
//! Name another controlling field, or remove the field from the list.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>: dependent fields stay greyed
//! out, or hidden, until the controlling field has a value.

use std::collections::HashMap;

use super::{Check, DocumentCx, Rule, app_config, workflow};
use crate::diagnostic::{Diagnostic, Severity};
use crate::syntax::Value;
use crate::text::Span;
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "circular-field-dependency",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    file: include_str!("circular_field_dependency.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = workflow::config(cx) else { return };
    let mut known: HashMap<(&str, &str), Span> = HashMap::new();
    let mut found = Vec::new();
    for dependency in workflow::elements(config, "inputFieldDependencies") {
        let Some(controlling) = name(dependency.get("controllingFieldName")) else { continue };
        for dependent in workflow::dependents(dependency) {
            let Some(own) = name(Some(dependent)) else { continue };
            let shown = words::quoted(own);
            if own == controlling {
                let message = format!("field {shown} depends on itself: it can never be filled in");
                found.push(cx.at(&RULE, dependent.span(), message).help("name another field"));
            } else if let Some(other) = known.get(&(own, controlling)) {
                let message = format!(
                    "fields {shown} and {} depend on each other: neither can be filled in",
                    words::quoted(controlling)
                );
                let diagnostic = cx.at(&RULE, dependent.span(), message).help("remove one of the dependencies");
                found.push(diagnostic.related(&cx.document.path, *other, "the other dependency"));
            }
            known.entry((controlling, own)).or_insert(dependent.span());
        }
    }
    app_config::add(found.into_iter(), out);
}

fn name(value: Option<Value<'_>>) -> Option<&str> {
    value?.as_str().filter(|name| !name.trim().is_empty())
}
