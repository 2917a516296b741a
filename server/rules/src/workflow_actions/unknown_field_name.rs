//! # unknown-field-name
//!
//! A label, dependency, condition or token of a workflow action names a field that the action does
//! not define.
//!
//! ## What it does
//!
//! Compares these names with `inputFields` and `outputFields`: the keys of the labels, descriptions
//! and option labels of each language, the tokens in `actionCardContent`, `inputFieldDependencies`,
//! and the conditions of `executionRules`. Names of input fields and of output fields are separate.
//!
//! ## Why
//!
//! HubSpot identifies a field by its name. With an unknown name, a label is not shown, a dependency
//! or condition never applies, and a token is not replaced.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "labels": { "en": { "actionCardContent": "Reserve at {{depto}}" } } } }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "labels": { "en": { "actionCardContent": "Reserve at {{depot}}" } } } }
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or define the field.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>;
//! HubSpot's API specification of workflow actions.

use crate::rule;
use analysis::names::{self, Names, Use};
use analysis::{FileContext, app_config, workflow};
use diagnostics::{Diagnostic, message};
use syntax::Value;

rule! {
    file: "unknown_field_name.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

/// The objects in the texts of a language whose keys are input fields.
const BY_INPUT: [&str; 3] = [
    "inputFieldLabels",
    "inputFieldDescriptions",
    "inputFieldOptionLabels",
];

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = workflow::config(cx) else {
        return;
    };
    let unknown = |names: &Names<'_>, kind: &str, used: Use<'_>| {
        let name = message::quoted(used.name);
        let message = format!("{name} is not an {kind} field of this action");
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
