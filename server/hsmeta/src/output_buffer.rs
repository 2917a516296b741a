//! The rendered problems of all projects until they are printed: sorted by path, and at most as many as are printed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::fingerprint::hash_of_copy;
use crate::fix::Note;
use crate::format::Format;
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
        (&self.path, &self.problems, &self.diff, &self.fixed)
    }
}

#[derive(Default)]
pub(crate) struct OutputBuffer {
    pub(crate) projects: Vec<RenderedProject>,
    /// The number of problems in them.
    pub(crate) len: usize,
}

impl OutputBuffer {
    /// Adds a project. Problems over the limit are dropped regularly, to bound the memory.
    pub(crate) fn push(&mut self, project: RenderedProject, limit: usize) {
        self.len += project.problems.len();
        self.projects.push(project);
        if self.len / 2 > limit {
            self.sort_and_truncate(limit);
        }
    }

    pub(crate) fn sort_and_truncate(&mut self, limit: usize) {
        self.projects
            .sort_by(|one, other| one.sort_key().cmp(&other.sort_key()));
        self.len = 0;
        for project in &mut self.projects {
            project.problems.truncate(limit - self.len);
            project.problems.shrink_to_fit();
            self.len += project.problems.len();
        }
    }

    pub(crate) fn summary(&self) -> Summary {
        let mut sum = Summary::default();
        for project in &self.projects {
            sum.add(project.summary);
        }
        sum
    }

    /// Problems over the limit.
    pub(crate) fn omitted(&self) -> usize {
        let printable = self.projects.iter().map(|project| project.printable);
        printable.sum::<usize>() - self.len
    }

    pub(crate) fn take_fixed(&mut self) -> Vec<FixedProblem> {
        self.projects
            .iter_mut()
            .flat_map(|project| std::mem::take(&mut project.fixed))
            .collect()
    }

    pub(crate) fn write_diff(&self, out: &mut dyn Write) -> io::Result<()> {
        for project in &self.projects {
            out.write_all(project.diff.as_bytes())?;
        }
        Ok(())
    }

    pub(crate) fn write_report(
        &self,
        format: &Format,
        totals: &Totals,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        out.write_all((format.header)(totals).as_bytes())?;
        let mut fingerprints = BTreeSet::new();
        let problems = self.projects.iter().flat_map(|project| &project.problems);
        for (index, problem) in problems.enumerate() {
            if index > 0 {
                out.write_all(format.separator.as_bytes())?;
            }
            let text = problem.with_unique_fingerprint(&mut fingerprints);
            out.write_all(text.as_bytes())?;
        }
        out.write_all((format.footer)(totals).as_bytes())
    }
}
