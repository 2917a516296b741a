//! Code actions for diagnostics: their fixes, all missing properties of an object at once, and all safe fixes of a file.

use std::collections::{BTreeMap, BTreeSet};

use super::Requested;
use analysis::rule_ids;
use diagnostics::{Diagnostic, Edit, Fix, Safety, Span};
use fixer::{CheckFn, Selection};
use syntax::edit;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Action {
    /// An imperative with a capital letter.
    pub title: String,
    pub kind: ActionKind,
    /// Edits that do not overlap.
    pub edits: Vec<Edit>,
    /// Whether this is the one obvious fix.
    pub is_preferred: bool,
    /// The index of the diagnostic that it fixes; `None` if it fixes several.
    pub fixes: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActionKind {
    /// Fixes diagnostics in the requested span.
    QuickFix,
    /// Applies all safe fixes of the file.
    FixAll,
}

/// The actions for the diagnostics of this file that touch `span`. `diagnostics` may be those of a whole project.
pub fn actions<'a>(
    file: impl Into<Requested<'a>>,
    diagnostics: &[Diagnostic],
    span: Span,
) -> Vec<Action> {
    let file = file.into();
    let mut actions: Vec<Action> = Vec::new();
    // Several diagnostics may offer the same edits: moving all support fields at once.
    let mut known: BTreeSet<(&str, &[Edit])> = BTreeSet::new();
    let mut insertions: BTreeMap<Span, Vec<&Edit>> = BTreeMap::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let at = diagnostic.span;
        if diagnostic.file != *file.path() || span.end < at.start || at.end < span.start {
            continue;
        }
        if let Some(edit) = property_insertion(diagnostic) {
            insertions.entry(edit.span).or_default().push(edit);
        }
        let preferred = fixer::applicable(diagnostic, Safety::Unsafe);
        for fix in &diagnostic.fixes {
            if known.insert((&fix.title, &fix.edits)) {
                actions.push(Action {
                    title: capitalized(&fix.title),
                    kind: ActionKind::QuickFix,
                    edits: fix.edits.clone(),
                    is_preferred: preferred == Some(fix),
                    fixes: Some(index),
                });
            }
        }
    }
    for (span, edits) in insertions {
        actions.extend(add_all_properties(span, &edits));
    }
    actions
}

/// The one edit of a diagnostic that adds a missing property.
fn property_insertion(diagnostic: &Diagnostic) -> Option<&Edit> {
    if diagnostic.rule != rule_ids::MISSING_PROPERTY {
        return None;
    }
    let [Fix { edits, .. }] = diagnostic.fixes.as_slice() else {
        return None;
    };
    match edits.as_slice() {
        [edit] => Some(edit),
        _ => None,
    }
}

/// Adds all missing properties of one object, if there are several. `edits` are those that add one each at `span`.
fn add_all_properties(span: Span, edits: &[&Edit]) -> Option<Action> {
    let texts: BTreeSet<&str> = edits.iter().map(|edit| edit.new_text.as_str()).collect();
    let texts: Vec<&str> = texts.into_iter().collect();
    if texts.len() < 2 {
        return None;
    }
    Some(Action {
        title: format!("Add all {} missing properties", texts.len()),
        kind: ActionKind::QuickFix,
        edits: vec![Edit {
            file: edits.first()?.file.clone(),
            span,
            new_text: edit::merge_insertions(&texts)?,
        }],
        is_preferred: false,
        fixes: None,
    })
}

/// All safe fixes of this file, and those that are safe to apply after them, as `check --fix` applies them. `check` checks the
/// edited project.
pub fn fix_all<'a>(
    requested: impl Into<Requested<'a>>,
    diagnostics: &[Diagnostic],
    check: &mut CheckFn<'_>,
) -> Option<Action> {
    let requested = requested.into();
    let (project, file) = (requested.index().project, requested.path());
    // Requested whenever the cursor moves; usually there is nothing to fix.
    if !diagnostics
        .iter()
        .any(|it| it.file == *file && fixer::applicable(it, Safety::Safe).is_some())
    {
        return None;
    }
    let fixed = fixer::fix(
        project.clone(),
        // Errors are counted before and after, so not only the diagnostics of this file.
        check(project),
        Selection::all(Safety::Safe, &|_, other| other == file),
        check,
    );
    let edits = fixer::line_edits(file, requested.text(), fixed.project.text(file)?);
    if edits.is_empty() {
        return None;
    }
    Some(Action {
        title: "Apply all safe fixes".to_owned(),
        kind: ActionKind::FixAll,
        edits,
        is_preferred: false,
        fixes: None,
    })
}

fn capitalized(title: &str) -> String {
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
