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
use analysis::components::{WorkflowAction, is_no_name};
use analysis::declared_names::{self, DeclaredNames, NameUse};
use analysis::{FileContext, list_limit, template};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unknown_field_name.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

/// The objects in the texts of a language whose keys are input fields.
const BY_INPUT: [&str; 3] = [
    "inputFieldLabels",
    "inputFieldDescriptions",
    "inputFieldOptionLabels",
];

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let unknown = |names: &DeclaredNames<'_>, kind: &str, used: NameUse<'_>| {
        let name = message::quoted(used.name);
        let message = format!("{name} is not an {kind} field of this action");
        names
            .lacks(used.name)
            .then(|| declared_names::undeclared(cx, &RULE, &used, names, message))
    };
    let inputs = action.input_names();
    list_limit::add(
        of_inputs(action).filter_map(|used| unknown(&inputs, "input", used)),
        out,
    );
    let outputs = action.output_names();
    list_limit::add(
        of_outputs(action).filter_map(|used| unknown(&outputs, "output", used)),
        out,
    );
}

fn of_inputs<'a>(action: &WorkflowAction<'a>) -> impl Iterator<Item = NameUse<'a>> {
    let texts = action.languages().flat_map(|language| {
        let labels = BY_INPUT
            .iter()
            .flat_map(move |name| NameUse::keys(language.value.get(name)));
        labels.chain(template::tokens(language.value.get("actionCardContent")))
    });
    let dependencies = action.field_dependencies().flat_map(|dependency| {
        let controlling = dependency
            .value
            .get("controllingFieldName")
            .filter(|name| !is_no_name(*name));
        controlling.into_iter().chain(dependency.dependents())
    });
    texts.chain(dependencies.filter_map(NameUse::value))
}

fn of_outputs<'a>(action: &WorkflowAction<'a>) -> impl Iterator<Item = NameUse<'a>> {
    let labels = action
        .languages()
        .flat_map(|language| NameUse::keys(language.value.get("outputFieldLabels")));
    let rules = action.execution_rules();
    labels.chain(rules.flat_map(|rule| NameUse::keys(rule.get("conditions"))))
}
