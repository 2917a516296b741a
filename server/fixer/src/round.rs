//! One round of fixes: those that can be made together.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{Diagnostic, Edit, Fix, RelPath, RuleId, Safety, Span};
use project::Project;
use project::document::Document;
use syntax::edit;

/// A fix that may be applied, with the diagnostic that offers it.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'f> {
    pub(super) finding: &'f Diagnostic,
    pub(super) fix: &'f Fix,
}

impl<'f> Candidate<'f> {
    /// Of a diagnostic whose first fix was chosen before.
    pub(super) fn only(finding: &'f Diagnostic) -> Candidate<'f> {
        Candidate {
            finding,
            fix: &finding.fixes[0],
        }
    }
}

/// What is done in one round.
#[derive(Default)]
pub(super) struct Round {
    /// What is fixed, each with the one fix that is applied.
    pub(super) fixes: Vec<Diagnostic>,
    /// New texts by their places. No two touch, but those of one fix.
    edits: BTreeMap<RelPath, BTreeMap<Span, String>>,
}

impl Round {
    /// Chooses the safe fixes first, then the others, each in the order of the findings. What would change the same
    /// place as an earlier one is left for another round, and so is the other half of a mistake.
    pub(super) fn choose(candidates: &[Candidate<'_>]) -> Round {
        let mut round = Round::default();
        let mut places: BTreeSet<(RuleId, &RelPath, Span)> = BTreeSet::new();
        for safety in [Safety::Safe, Safety::Unsafe] {
            for Candidate { finding, fix } in candidates {
                // Two components with one uid are two findings that name each other: one new uid is enough.
                let mut others = finding
                    .related
                    .iter()
                    .map(|related| (finding.rule, &related.file, related.span));
                if fix.safety == safety
                    && !others.any(|other| places.contains(&other))
                    && round.take(finding, fix)
                {
                    places.insert((finding.rule, &finding.file, finding.span));
                }
            }
        }
        round
    }

    /// Takes a fix, if nothing speaks against it.
    fn take(&mut self, finding: &Diagnostic, fix: &Fix) -> bool {
        // Several findings may offer the very same: moving all support fields at once.
        if !fix.edits.iter().all(|edit| self.has(edit))
            && fix.edits.iter().any(|edit| self.touches(edit))
        {
            return false;
        }
        for Edit {
            file,
            span,
            new_text,
        } in &fix.edits
        {
            self.edits
                .entry(file.clone())
                .or_default()
                .insert(*span, new_text.clone());
        }
        self.fixes.push(Diagnostic {
            fixes: vec![fix.clone()],
            ..finding.clone()
        });
        true
    }

    fn has(&self, edit: &Edit) -> bool {
        self.edits
            .get(&edit.file)
            .and_then(|chosen| chosen.get(&edit.span))
            == Some(&edit.new_text)
    }

    /// Whether an edit touches a chosen one. What only touches may not fit together either: an insertion after a member
    /// that goes.
    fn touches(&self, edit: &Edit) -> bool {
        let Some(chosen) = self.edits.get(&edit.file) else {
            return false;
        };
        let before = chosen.range(..=edit.span).next_back();
        let after = chosen.range(edit.span..).next();
        let touches = |(other, _): (&Span, &String)| {
            other.start <= edit.span.end && edit.span.start <= other.end
        };
        before.is_some_and(touches) || after.is_some_and(touches)
    }

    /// The changed files.
    pub(super) fn documents(&self, project: &Project) -> Vec<Document> {
        let changed = |(file, edits): (&RelPath, &BTreeMap<Span, String>)| {
            let document = project.documents.get(file)?;
            let edits: Vec<(Span, String)> = edits
                .iter()
                .map(|(span, text)| (*span, text.clone()))
                .collect();
            Some(document.with_text(edit::apply(document.syntax.source(), &edits)))
        };
        self.edits.iter().filter_map(changed).collect()
    }
}
