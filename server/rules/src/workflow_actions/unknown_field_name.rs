//! # unknown-field-name
//!
//! A workflow action speaks of an input or output field that it does not have.
//!
//! ## Why it is wrong
//!
//! Labels, descriptions, dependencies, conditions and `{{tokens}}` reach a field by its name. Where no field has the
//! name, the text is not shown, the dependency or condition never holds, and the token stays as it is. Input fields and
//! output fields have separate names.
//!
//! ## Example
//!
//! ```json
//! "inputFields": [{ "typeDefinition": { "name": "boat_class", "type": "string" } }],
//! "labels": { "en": { "actionName": "Reserve", "inputFieldLabels": { "boatClass": "Class" } } }
//! ```
//!
//! ## How to fix
//!
//! Write the name of the field, or declare it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>; the API
//! specification of workflow actions.

use crate::analysis::names::{self, Names, Use};
use crate::analysis::{app_config, workflow};
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};
use syntax::Value;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-field-name",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions",
    file: include_str!("unknown_field_name.rs"),
    check: Check::Document(check),
};

/// The objects in the texts of a language whose keys are input fields.
const BY_INPUT: [&str; 3] = [
    "inputFieldLabels",
    "inputFieldDescriptions",
    "inputFieldOptionLabels",
];

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = workflow::config(cx) else {
        return;
    };
    let unknown = |names: &Names<'_>, kind: &str, used: Use<'_>| {
        let name = message::quoted(used.name);
        let message = format!("{name} is no {kind} field of this action");
        names
            .lacks(used.name)
            .then(|| names::unknown(cx, &RULE, &used, names, message))
    };
    let inputs = workflow::inputs(config);
    app_config::add(
        of_inputs(config).filter_map(|used| unknown(&inputs, "input", used)),
        out,
    );
    let outputs = workflow::outputs(config);
    app_config::add(
        of_outputs(config).filter_map(|used| unknown(&outputs, "output", used)),
        out,
    );
}

fn of_inputs<'a>(config: Value<'a>) -> impl Iterator<Item = Use<'a>> {
    let texts = workflow::languages(config).flat_map(|language| {
        let labels = BY_INPUT
            .iter()
            .flat_map(move |name| Use::keys(language.value.get(name)));
        labels.chain(workflow::tokens(language.value.get("actionCardContent")))
    });
    let dependencies =
        workflow::elements(config, "inputFieldDependencies").flat_map(|dependency| {
            let controlling = dependency
                .get("controllingFieldName")
                .filter(|name| !workflow::is_no_name(*name));
            controlling
                .into_iter()
                .chain(workflow::dependents(dependency))
        });
    texts.chain(dependencies.filter_map(Use::value))
}

fn of_outputs<'a>(config: Value<'a>) -> impl Iterator<Item = Use<'a>> {
    let labels = workflow::languages(config)
        .flat_map(|language| Use::keys(language.value.get("outputFieldLabels")));
    let rules = workflow::elements(config, "executionRules");
    labels.chain(rules.flat_map(|rule| Use::keys(rule.get("conditions"))))
}
