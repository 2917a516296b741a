//! What can be done about the problems at a place: every fix of theirs, all missing properties of an object at once, and
//! everything that is safe in the whole file. Works on problems that are there already.

use std::collections::{BTreeMap, BTreeSet};

use super::Cx;
use analysis::rule_ids;
use diagnostics::{Diagnostic, Edit, Fix, RelPath, Safety, Span};
use fixer::{CheckFn, Selection};
use project::Project;
use syntax::edit;

/// Something that an editor offers to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Action {
    /// An imperative that begins with a capital letter.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// Changes that do not overlap.
    pub edits: Vec<Edit>,
    /// Whether there is one obvious thing to do and this is it.
    pub is_preferred: bool,
    /// The problem that it mends, by its place in the list; `None` where it mends several.
    pub fixes: Option<usize>,
}

/// What an action is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActionKind {
    /// It mends problems at the place.
    QuickFix,
    /// It mends everything that is safe in the file.
    FixAll,
}

/// What can be done about the problems of this file that touch `span`. `findings` may be those of a whole project.
pub fn actions(cx: &Cx<'_>, findings: &[Diagnostic], span: Span) -> Vec<Action> {
    let touches = |other: Span| other.start <= span.end && span.start <= other.end;
    let here = |finding: &Diagnostic| finding.file == cx.document.path && touches(finding.span);
    let here: Vec<(usize, &Diagnostic)> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| here(finding))
        .collect();
    let mut actions: Vec<Action> = Vec::new();
    // Several problems may offer the very same: moving all support fields at once.
    let mut known: BTreeSet<(&str, &[Edit])> = BTreeSet::new();
    for (at, finding) in &here {
        let obvious = fixer::applicable(finding, Safety::Unsafe);
        for fix in &finding.fixes {
            if known.insert((&fix.title, &fix.edits)) {
                let is_preferred = obvious == Some(fix);
                let (title, edits) = (capitalized(&fix.title), fix.edits.clone());
                actions.push(Action {
                    title,
                    kind: ActionKind::QuickFix,
                    edits,
                    is_preferred,
                    fixes: Some(*at),
                });
            }
        }
    }
    actions.extend(all_missing(&here));
    actions
}

/// Every safe fix of this file and whatever is safe to fix then: what `check --fix` would make of it. `check` is asked
/// about the project as it comes to be.
pub fn fix_all(cx: &Cx<'_>, findings: &[Diagnostic], check: &mut CheckFn<'_>) -> Option<Action> {
    let (project, file) = (cx.index.project, &cx.document.path);
    // Asked at every move of the cursor; mostly there is nothing to do.
    findings.iter().find(|finding| {
        finding.file == *file && fixer::applicable(finding, Safety::Safe).is_some()
    })?;
    let is_own = |_: &Project, other: &RelPath| other == file;
    let selection = Selection::all(Safety::Safe, &is_own);
    // Those of the whole project: errors are counted before and after.
    let fixed = fixer::fix(project.clone(), check(project), selection, check);
    let edits = fixer::line_edits(
        file,
        cx.source(),
        fixed.project.documents.get(file)?.syntax.source(),
    );
    (!edits.is_empty()).then(|| Action {
        title: "Apply all safe fixes".to_owned(),
        kind: ActionKind::FixAll,
        edits,
        is_preferred: false,
        fixes: None,
    })
}

/// For each object that lacks several properties: all of them at once.
fn all_missing(here: &[(usize, &Diagnostic)]) -> Vec<Action> {
    let mut by_place: BTreeMap<Span, Vec<&[Edit]>> = BTreeMap::new();
    for (_, finding) in here
        .iter()
        .filter(|(_, finding)| finding.rule == rule_ids::MISSING_PROPERTY)
    {
        if let [Fix { edits, .. }] = finding.fixes.as_slice()
            && let [edit] = edits.as_slice()
        {
            by_place.entry(edit.span).or_default().push(edits);
        }
    }
    let together = |(span, insertions): (Span, Vec<&[Edit]>)| {
        let first = insertions.first()?.first()?;
        let texts: BTreeSet<&str> = insertions
            .iter()
            .flat_map(|edits| edits.iter())
            .map(|edit| &*edit.new_text)
            .collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let new_text = edit::insertions_at_once(&texts).filter(|_| texts.len() > 1)?;
        Some(Action {
            title: format!("Add all {} missing properties", texts.len()),
            kind: ActionKind::QuickFix,
            edits: vec![Edit {
                file: first.file.clone(),
                span,
                new_text,
            }],
            is_preferred: false,
            fixes: None,
        })
    };
    by_place.into_iter().filter_map(together).collect()
}

fn capitalized(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
