//! One round: the fixes that can be applied together.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{Diagnostic, Edit, Fix, RelPath, RuleId, Safety, Span};
use project::{Project, ProjectFile};
use syntax::edit;

/// A fix that may be applied, with its diagnostic.
#[derive(Clone, Copy)]
pub(crate) struct Candidate<'f> {
    pub(crate) diagnostic: &'f Diagnostic,
    pub(crate) fix: &'f Fix,
}

impl<'f> Candidate<'f> {
    /// The candidate of a diagnostic that was in a round: it has only the chosen fix.
    pub(crate) fn chosen(diagnostic: &'f Diagnostic) -> Candidate<'f> {
        Candidate {
            diagnostic,
            fix: &diagnostic.fixes[0],
        }
    }
}

#[derive(Default)]
pub(crate) struct Round {
    /// The fixed diagnostics, each with the one fix that is applied.
    pub(crate) fixes: Vec<Diagnostic>,
    /// The new text of each span. Spans of different fixes do not touch.
    edits: BTreeMap<RelPath, BTreeMap<Span, String>>,
}

impl Round {
    /// Chooses safe fixes first, then the others, in the order of the diagnostics. A fix whose edits touch those of an earlier
    /// one is left for another round, and so is that of a diagnostic related to a fixed one.
    pub(crate) fn choose(candidates: &[Candidate<'_>]) -> Round {
        let mut round = Round::default();
        let mut fixed: BTreeSet<(RuleId, &RelPath, Span)> = BTreeSet::new();
        for safety in [Safety::Safe, Safety::Unsafe] {
            for Candidate { diagnostic, fix } in candidates {
                if fix.safety != safety {
                    continue;
                }
                // Two components with the same uid have a diagnostic each, related to the other: one new uid is enough.
                let mut related = diagnostic.related.iter();
                if related.any(|other| fixed.contains(&(diagnostic.rule, &other.file, other.span)))
                {
                    continue;
                }
                if round.add(diagnostic, fix) {
                    fixed.insert((diagnostic.rule, &diagnostic.file, diagnostic.span));
                }
            }
        }
        round
    }

    /// Adds a fix, unless it conflicts with an earlier one. Whether it was added.
    fn add(&mut self, diagnostic: &Diagnostic, fix: &Fix) -> bool {
        // Several diagnostics may offer the same edits: moving all support fields at once.
        let is_known = fix.edits.iter().all(|edit| self.contains(edit));
        if !is_known && fix.edits.iter().any(|edit| self.touches(edit)) {
            return false;
        }
        for edit in &fix.edits {
            let edits = self.edits.entry(edit.file.clone()).or_default();
            edits.insert(edit.span, edit.new_text.clone());
        }
        self.fixes.push(Diagnostic {
            fixes: vec![fix.clone()],
            ..diagnostic.clone()
        });
        true
    }

    fn contains(&self, edit: &Edit) -> bool {
        match self.edits.get(&edit.file) {
            Some(edits) => edits.get(&edit.span) == Some(&edit.new_text),
            None => false,
        }
    }

    /// Whether an edit touches a chosen one. Adjacent edits may conflict too: an insertion after a member that is removed.
    fn touches(&self, edit: &Edit) -> bool {
        let Some(edits) = self.edits.get(&edit.file) else {
            return false;
        };
        let previous = edits.range(..=edit.span).next_back();
        let next = edits.range(edit.span..).next();
        [previous, next]
            .into_iter()
            .flatten()
            .any(|(other, _)| other.start <= edit.span.end && edit.span.start <= other.end)
    }

    /// The changed files.
    pub(crate) fn files(&self, project: &Project) -> Vec<ProjectFile> {
        let mut files = Vec::new();
        for (path, edits) in &self.edits {
            if let Some(file) = project.file(path) {
                let edits: Vec<(Span, String)> = edits
                    .iter()
                    .map(|(span, text)| (*span, text.clone()))
                    .collect();
                files.extend(file.with_text(edit::apply(file.text(), &edits)));
            }
        }
        files
    }
}
