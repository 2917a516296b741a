//! The rendered problems of all projects, until they are printed: sorted by path, and not more than are wanted. What comes first
//! can be printed before the rest is known.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::fingerprint::hash_of_copy;
use crate::fix::Note;
use crate::format::{Format, Header};
use crate::summary::{FixedProblem, Summary, Totals};

pub(crate) struct RenderedProject {
    /// Absolute, so that the order does not depend on the working directory.
    pub(crate) path: String,
    /// The first problems to print.
    pub(crate) problems: Vec<RenderedProblem>,
    /// Problems to print, those left out included.
    pub(crate) printable: usize,
    /// The output of `--diff`.
    pub(crate) diff: String,
    /// What was fixed, or would be with `--diff`.
    pub(crate) fixed: Vec<FixedProblem>,
    /// Notes about its files, with their printed paths.
    pub(crate) notes: Vec<(String, Note)>,
    pub(crate) summary: Summary,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RenderedProblem {
    pub(crate) text: String,
    /// The fingerprint in `text`.
    pub(crate) fingerprint: Option<String>,
}

impl RenderedProblem {
    /// The text with a fingerprint that is not in `taken`: two projects may be copies with the same problems.
    fn with_unique_fingerprint(&self, taken: &mut BTreeSet<String>) -> Cow<'_, str> {
        let Some(fingerprint) = &self.fingerprint else {
            return Cow::Borrowed(&self.text);
        };
        if taken.insert(fingerprint.clone()) {
            return Cow::Borrowed(&self.text);
        }
        let mut number = 1;
        loop {
            let unique = hash_of_copy(fingerprint, number);
            if taken.insert(unique.clone()) {
                return Cow::Owned(self.text.replace(fingerprint, &unique));
            }
            number += 1;
        }
    }
}

impl RenderedProject {
    /// Files outside of projects are grouped by folder only, so several groups may have one path.
    fn sort_key(&self) -> impl Ord {
        (&self.problems, &self.diff, &self.fixed)
    }
}

pub(crate) struct OutputBuffer {
    /// By path.
    projects: BTreeMap<String, Vec<RenderedProject>>,
    /// Problems in them.
    len: usize,
    /// How many problems are printed.
    limit: usize,
    has_begun: bool,
    printed: usize,
    /// Of what was printed; unique in the report.
    fingerprints: BTreeSet<String>,
    /// Of projects that were printed.
    fixed: Vec<FixedProblem>,
    /// Of all projects, as everything below.
    pub(crate) summary: Summary,
    /// Problems to print, those over the limit included.
    printable: usize,
    /// A file of two projects has its note once.
    pub(crate) notes: BTreeSet<(String, Note)>,
    /// Whether no project was added.
    pub(crate) is_empty: bool,
}

impl OutputBuffer {
    pub(crate) fn new(limit: usize) -> OutputBuffer {
        OutputBuffer {
            projects: BTreeMap::new(),
            len: 0,
            limit,
            has_begun: false,
            printed: 0,
            fingerprints: BTreeSet::new(),
            fixed: Vec::new(),
            summary: Summary::default(),
            printable: 0,
            notes: BTreeSet::new(),
            is_empty: true,
        }
    }

    /// Adds a project. Problems over the limit are dropped now and then, so that a million of them need no memory.
    pub(crate) fn push(&mut self, mut project: RenderedProject) {
        self.is_empty = false;
        self.summary.add(project.summary);
        self.printable += project.printable;
        self.notes.extend(std::mem::take(&mut project.notes));
        self.len += project.problems.len();
        let path = std::mem::take(&mut project.path);
        let group = self.projects.entry(path).or_default();
        group.push(project);
        group.sort_by(|one, other| one.sort_key().cmp(&other.sort_key()));
        if self.len / 2 > self.limit {
            self.truncate();
        }
    }

    /// Drops the problems over the limit.
    fn truncate(&mut self) {
        self.len = 0;
        for project in self.projects.values_mut().flatten() {
            project
                .problems
                .truncate(self.limit - self.printed - self.len);
            project.problems.shrink_to_fit();
            self.len += project.problems.len();
        }
    }

    /// Problems in the report.
    pub(crate) fn reported(&self) -> usize {
        self.printable.min(self.limit)
    }

    /// Problems over the limit.
    pub(crate) fn omitted(&self) -> usize {
        self.printable - self.reported()
    }

    pub(crate) fn take_fixed(&mut self) -> Vec<FixedProblem> {
        let mut fixed = std::mem::take(&mut self.fixed);
        for project in self.projects.values_mut().flatten() {
            fixed.append(&mut project.fixed);
        }
        fixed
    }

    pub(crate) fn write_diff(&self, out: &mut dyn Write) -> io::Result<()> {
        for project in self.projects.values().flatten() {
            out.write_all(project.diff.as_bytes())?;
        }
        Ok(())
    }

    /// Writes the projects with paths before `end`, which must be complete. Nothing if the header requires the totals.
    pub(crate) fn write_before(
        &mut self,
        end: &str,
        format: &Format,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Header::Fixed(header) = format.header else {
            return Ok(());
        };
        if !self.has_begun {
            out.write_all(header.as_bytes())?;
            self.has_begun = true;
        }
        while let Some(first) = self.projects.first_entry()
            && first.key().as_str() < end
        {
            for project in first.remove() {
                self.write_project(project, format, out)?;
            }
        }
        Ok(())
    }

    /// Writes the report, or the rest of it.
    pub(crate) fn write_report(
        &mut self,
        format: &Format,
        totals: &Totals,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !self.has_begun {
            match format.header {
                Header::Fixed(header) => out.write_all(header.as_bytes())?,
                Header::OfTotals(header) => out.write_all(header(totals).as_bytes())?,
            }
        }
        for project in std::mem::take(&mut self.projects).into_values().flatten() {
            self.write_project(project, format, out)?;
        }
        out.write_all((format.footer)(totals).as_bytes())
    }

    fn write_project(
        &mut self,
        project: RenderedProject,
        format: &Format,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.len -= project.problems.len();
        self.fixed.extend(project.fixed);
        for problem in project.problems.iter().take(self.limit - self.printed) {
            let separator = match self.printed {
                0 => format.before_first,
                _ => format.separator,
            };
            out.write_all(separator.as_bytes())?;
            let text = problem.with_unique_fingerprint(&mut self.fingerprints);
            out.write_all(text.as_bytes())?;
            self.printed += 1;
        }
        Ok(())
    }
}
