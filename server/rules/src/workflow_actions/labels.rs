//! Labels of the fields of a workflow action.

use std::collections::HashSet;

use analysis::components::{Language, WorkflowAction};
use analysis::declared_names::{DeclaredNames, NameUse};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Rule, message};
use syntax::{Kind, Value};

/// Adds the problems about fields of a kind, `input` or `output`, that a language has no label for. A language without any
/// such labels is one problem.
pub(super) fn unlabeled(
    action: &WorkflowAction<'_>,
    cx: &FileContext<'_>,
    rule: &Rule,
    kind: &str,
    fields: &DeclaredNames<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let labels = format!("{kind}FieldLabels");
    for language in action
        .languages()
        .filter(|language| !language.value.is_incomplete())
    {
        let code = message::quoted(language.key.text);
        if language.value.get(&labels).is_none() && fields.all.len() > 1 {
            let names = message::all_of(fields.all.iter().map(|(_, name)| *name));
            let message = format!("language {code} has no labels for the {kind} fields {names}");
            out.push(
                cx.at(rule, language.key.span, message)
                    .help(format!("add `{labels}` with a label for each field")),
            );
            continue;
        }
        let found = without_label(fields, language, &labels).map(|(value, name)| {
            let name = message::quoted(name);
            let message = format!("{kind} field {name} has no label in language {code}");
            let found = cx
                .at(rule, value.span(), message)
                .help(format!("add {name} to `{labels}` of {code}"));
            found.related(
                &cx.document.path,
                language.key.span,
                "language defined here",
            )
        });
        list_limit::add(found, out);
    }
}

/// The fields for which the object `labels` of a language has no text.
fn without_label<'n, 'a>(
    fields: &'n DeclaredNames<'a>,
    language: Language<'a>,
    labels: &str,
) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'n, 'a> {
    let labels = language.value.get(labels);
    let is_sure =
        labels.is_none_or(|labels| labels.kind() == Kind::Object && !labels.is_incomplete());
    let keys = NameUse::keys(labels).map(|used| used.name);
    // A misspelled label is one problem, which `unknown-field-name` reports.
    let meant = |key| {
        if fields.lacks(key) {
            fields.nearest(key)
        } else {
            Some(key)
        }
    };
    let labeled: HashSet<&str> = keys.filter_map(meant).collect();
    fields
        .all
        .iter()
        .copied()
        .filter(move |(_, name)| is_sure && !labeled.contains(name))
}
