//! The findings of all projects as they will be printed: in the order of the paths, and not more than are wanted.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::fix::Note;
use super::format::Format;
use super::identity::fingerprint_of_copy;
use super::summary::{Mended, Summary, Totals};

/// One checked project.
pub(super) struct Checked {
    /// Its absolute path: the order of a report is the same wherever the command runs.
    pub(super) path: String,
    /// The first findings to print.
    pub(super) findings: Vec<Printed>,
    /// Findings to print, those left out included.
    pub(super) printable: usize,
    /// What `--diff` prints of it.
    pub(super) diff: String,
    /// What was fixed, or would be with `--diff`.
    pub(super) fixed: Vec<Mended>,
    /// What there is to say about its files, with their paths as they are printed.
    pub(super) notes: Vec<(String, Note)>,
    pub(super) summary: Summary,
}

/// A finding as the format has it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Printed {
    pub(super) text: String,
    /// The fingerprint in it.
    pub(super) fingerprint: Option<String>,
}

impl Printed {
    /// The text with a fingerprint that none of `taken` has: two projects may be copies, and their findings alike.
    fn with_own_fingerprint(&self, taken: &mut BTreeSet<String>) -> Cow<'_, str> {
        let Some(fingerprint) = &self.fingerprint else {
            return Cow::Borrowed(&self.text);
        };
        if taken.insert(fingerprint.clone()) {
            return Cow::Borrowed(&self.text);
        }
        let mut number = 1;
        loop {
            let own = fingerprint_of_copy(fingerprint, number);
            if taken.insert(own.clone()) {
                return Cow::Owned(self.text.replace(fingerprint, &own));
            }
            number += 1;
        }
    }
}

impl Checked {
    /// What decides its place. Loose files have only their folder in common, so there may be several of one path.
    fn key(&self) -> impl Ord {
        (&self.path, &self.findings, &self.diff, &self.fixed)
    }
}

/// The projects that are checked.
#[derive(Default)]
pub(super) struct Rendered {
    pub(super) projects: Vec<Checked>,
    /// Findings in them.
    pub(super) findings: usize,
}

impl Rendered {
    /// Takes a project; what will never be printed is dropped now and then, so that a million findings need no memory.
    pub(super) fn take(&mut self, checked: Checked, most: usize) {
        self.findings += checked.findings.len();
        self.projects.push(checked);
        if self.findings / 2 > most {
            self.trim(most);
        }
    }

    /// Sorts the projects by their paths and drops the findings after the first `most`.
    pub(super) fn trim(&mut self, most: usize) {
        self.projects.sort_by(|a, b| a.key().cmp(&b.key()));
        self.findings = 0;
        for project in &mut self.projects {
            project.findings.truncate(most - self.findings);
            project.findings.shrink_to_fit();
            self.findings += project.findings.len();
        }
    }

    /// Numbers over all projects.
    pub(super) fn summary(&self) -> Summary {
        self.projects
            .iter()
            .fold(Summary::default(), |sum, project| sum.plus(project.summary))
    }

    /// Findings that were not wanted.
    pub(super) fn omitted(&self) -> usize {
        self.projects
            .iter()
            .map(|project| project.printable)
            .sum::<usize>()
            - self.findings
    }

    /// What was fixed in all projects, which forget it.
    pub(super) fn take_fixed(&mut self) -> Vec<Mended> {
        self.projects
            .iter_mut()
            .flat_map(|project| std::mem::take(&mut project.fixed))
            .collect()
    }

    /// Writes what `--diff` prints.
    pub(super) fn write_diff(&self, out: &mut dyn Write) -> io::Result<()> {
        self.projects
            .iter()
            .try_for_each(|project| out.write_all(project.diff.as_bytes()))
    }

    /// Writes the whole report.
    pub(super) fn write(
        &self,
        format: &Format,
        totals: &Totals,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        out.write_all((format.open)(totals).as_bytes())?;
        let mut fingerprints = BTreeSet::new();
        for (number, finding) in self
            .projects
            .iter()
            .flat_map(|project| &project.findings)
            .enumerate()
        {
            let between = if number == 0 { "" } else { format.between };
            out.write_all(between.as_bytes())?;
            out.write_all(finding.with_own_fingerprint(&mut fingerprints).as_bytes())?;
        }
        out.write_all((format.close)(totals).as_bytes())
    }
}
