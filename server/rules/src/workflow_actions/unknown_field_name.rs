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
use analysis::components::{FieldDependency, Language, WorkflowAction, is_no_name};
use analysis::declared_names::{self, DeclaredNames, NameUse};
use analysis::{FileContext, list_limit, template};
use diagnostics::{Diagnostic, message};
use syntax::Value;

rule! {
    file: "unknown_field_name.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: WorkflowAction(check),
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    report(
        uses_of_inputs(action),
        &action.input_names(),
        "input",
        cx,
        out,
    );
    report(
        uses_of_outputs(action),
        &action.output_names(),
        "output",
        cx,
        out,
    );
}

fn report<'a>(
    uses: impl Iterator<Item = NameUse<'a>>,
    fields: &DeclaredNames<'_>,
    kind: &str,
    cx: &FileContext<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let diagnostics = uses.filter(|used| fields.lacks(used.name)).map(|used| {
        let name = message::quoted(used.name);
        let message = format!("{name} is not an {kind} field of this action");
        declared_names::undeclared(cx, &RULE, &used, fields, message)
    });
    list_limit::add(diagnostics, out);
}

fn uses_of_inputs<'a>(action: &WorkflowAction<'a>) -> impl Iterator<Item = NameUse<'a>> {
    let in_languages = action.languages().flat_map(inputs_in_language);
    let in_dependencies = action.field_dependencies().flat_map(inputs_in_dependency);
    in_languages.chain(in_dependencies.filter_map(NameUse::value))
}

fn inputs_in_language<'a>(language: Language<'a>) -> impl Iterator<Item = NameUse<'a>> {
    language
        .objects_by_input_field()
        .flat_map(|object| NameUse::keys(Some(object)))
        .chain(template::tokens(language.card_content()))
}

fn inputs_in_dependency<'a>(dependency: FieldDependency<'a>) -> impl Iterator<Item = Value<'a>> {
    dependency
        .controlling_field()
        .into_iter()
        .filter(|name| !is_no_name(*name))
        .chain(dependency.dependents())
}

fn uses_of_outputs<'a>(action: &WorkflowAction<'a>) -> impl Iterator<Item = NameUse<'a>> {
    action
        .languages()
        .flat_map(|language| NameUse::keys(language.output_labels()))
        .chain(
            action
                .execution_conditions()
                .flat_map(|conditions| NameUse::keys(Some(conditions))),
        )
}
