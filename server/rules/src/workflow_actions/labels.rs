//! Labels of the fields of a workflow action.

use std::collections::HashSet;

use analysis::components::{Language, WorkflowAction};
use analysis::declared_names::{DeclaredNames, NameUse};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Rule, message};
use syntax::{Kind, Value};

/// Adds diagnostics about fields of a kind, `input` or `output`, that a language has no label for. A language without any
/// labels of the kind gets one diagnostic.
pub(super) fn unlabeled<'a>(
    action: &WorkflowAction<'a>,
    cx: &FileContext<'_>,
    rule: &Rule,
    kind: &str,
    fields: &DeclaredNames<'a>,
    out: &mut Vec<Diagnostic>,
) {
    let labels = format!("{kind}FieldLabels");
    for language in action.languages() {
        if language.is_incomplete() {
            continue;
        }
        let key = language.member.key;
        let code = message::quoted(key.text);
        if language.get(&labels).is_none() && fields.all.len() > 1 {
            let names = message::all_of(fields.all.iter().map(|(_, name)| *name));
            let message = format!("language {code} has no labels for the {kind} fields {names}");
            out.push(
                cx.at(rule, key.span, message)
                    .help(format!("add `{labels}` with a label for each field")),
            );
            continue;
        }
        let unlabeled = without_label(fields, language, &labels);
        let diagnostics = unlabeled.into_iter().map(|(value, name)| {
            let name = message::quoted(name);
            let message = format!("{kind} field {name} has no label in language {code}");
            cx.at(rule, value.span(), message)
                .help(format!("add {name} to `{labels}` of {code}"))
                .related(&cx.document.path, key.span, "language defined here")
        });
        list_limit::add(diagnostics, out);
    }
}

/// The fields that have no string in the object `labels` of a language.
fn without_label<'a>(
    fields: &DeclaredNames<'a>,
    language: Language<'a>,
    labels: &str,
) -> Vec<(Value<'a>, &'a str)> {
    let labels = language.get(labels);
    if labels.is_some_and(|labels| labels.kind() != Kind::Object || labels.is_incomplete()) {
        return Vec::new();
    }
    let labeled: HashSet<&str> = NameUse::keys(labels)
        .filter_map(|used| labeled_field(fields, used.name))
        .collect();
    fields
        .all
        .iter()
        .copied()
        .filter(|(_, name)| !labeled.contains(name))
        .collect()
}

/// The field that a label is for. A misspelled label is one problem, which `unknown-field-name` reports.
fn labeled_field<'a>(fields: &DeclaredNames<'a>, key: &'a str) -> Option<&'a str> {
    if fields.lacks(key) {
        fields.nearest(key)
    } else {
        Some(key)
    }
}
