//! Makes the fixes that findings offer, until there is nothing left to make: from a project to the same project with
//! other texts. Pure: `cli::write` writes files, an editor takes edits. The check is handed in, so that whatever decides
//! what is found decides here too.

mod round;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::path::RelPath;
use crate::project::Project;
use crate::project::document::Document;
use crate::syntax::Syntax;
use crate::text::Span;
use round::Round;

/// Rounds after which fixes that still call for others are given up. One mistake hides a few others at most.
const MOST_ROUNDS: usize = 100;

/// Checks a project; every finding, sorted.
pub type CheckFn<'a> = dyn FnMut(&Project) -> Vec<Diagnostic> + 'a;

/// Whether a file of a project may be changed.
pub type MayChangeFn<'a> = dyn Fn(&Project, &RelPath) -> bool + 'a;

/// A project after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The project with the new texts.
    pub project: Project,
    /// What is left to find in it.
    pub findings: Vec<Diagnostic>,
    /// What was mended, in the order of the rounds; each with the one fix that was made. Places are those of the text as
    /// it was in that round.
    pub mended: Vec<Diagnostic>,
    /// The changed files as they were before.
    pub before: BTreeMap<RelPath, Arc<Document>>,
    /// Files that a fix would change and that may not be changed.
    pub kept: BTreeSet<RelPath>,
    /// Files that were healthy and would not be any more. No fix may do that; one that does must not reach the disk.
    pub broken: BTreeSet<RelPath>,
    /// Whether there is nothing left to make; `false` where the rounds did not come to an end.
    pub is_stable: bool,
}

/// The fix that may be made without asking. Of several that are alike in safety a person has to choose one.
pub fn applicable(finding: &Diagnostic, up_to: Safety) -> Option<&Fix> {
    let mut safe = finding.fixes.iter().filter(|fix| fix.safety == Safety::Safe);
    match (safe.next(), safe.next(), finding.fixes.as_slice()) {
        (Some(fix), None, _) => Some(fix),
        (None, None, [only]) if up_to == Safety::Unsafe => Some(only),
        _ => None,
    }
}

/// Makes every applicable fix that changes only files which `may_change`. `findings` are those of the project as it is.
pub fn fix(
    mut project: Project,
    mut findings: Vec<Diagnostic>,
    up_to: Safety,
    may_change: &MayChangeFn<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    // A person reads the first mistakes of a text. Mending no more in a round would take a hundred rounds for 5,000.
    if list(&mut project, Syntax::with_more_errors) {
        findings = check(&project);
    }
    let mut fixed = fix_listed(project, findings, up_to, may_change, check);
    if list(&mut fixed.project, Syntax::with_first_errors) {
        fixed.findings = check(&fixed.project);
    }
    fixed
}

/// Makes the fixes of a project whose files list all mistakes of their texts.
fn fix_listed(
    project: Project,
    findings: Vec<Diagnostic>,
    up_to: Safety,
    may_change: &MayChangeFn<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    let mut fixed = Fixed { is_stable: false, ..Fixed::nothing(project, findings) };
    for _ in 0..MOST_ROUNDS {
        let may_change = |file: &RelPath| !fixed.broken.contains(file) && may_change(&fixed.project, file);
        let round = Round::choose(&fixed.findings, up_to, &may_change);
        let texts = round.documents(&fixed.project);
        fixed.kept.extend(round.kept);
        let broken = broken(&fixed.project, &texts);
        if !broken.is_empty() {
            fixed.broken.extend(broken);
            continue;
        }
        if round.mended.is_empty() {
            fixed.is_stable = true;
            break;
        }
        fixed.mended.extend(round.mended);
        fixed.take(texts);
        list(&mut fixed.project, Syntax::with_more_errors);
        fixed.findings = check(&fixed.project);
    }
    fixed
}

/// Lets the files of a project list other errors, where they have any. Whether one did.
fn list(project: &mut Project, errors: impl Fn(&Syntax) -> Option<Syntax>) -> bool {
    let mut any = false;
    for document in project.documents.values_mut() {
        if let Some(syntax) = errors(&document.syntax) {
            *document = Arc::new(Document { syntax, ..Document::clone(document) });
            any = true;
        }
    }
    any
}

impl Fixed {
    /// A project in which nothing was fixed.
    pub fn nothing(project: Project, findings: Vec<Diagnostic>) -> Fixed {
        Fixed {
            project,
            findings,
            mended: Vec::new(),
            before: BTreeMap::new(),
            kept: BTreeSet::new(),
            broken: BTreeSet::new(),
            is_stable: true,
        }
    }

    /// The changed files: what they were, and what they are.
    pub fn changes(&self) -> impl Iterator<Item = (&Document, &Document)> {
        self.before.iter().filter_map(|(file, old)| {
            let new = self.project.documents.get(file)?;
            (old.syntax.source() != new.syntax.source()).then_some((&**old, &**new))
        })
    }

    /// Takes back what was done to files, which could not be written.
    pub fn take_back(&mut self, files: &BTreeSet<RelPath>, check: &mut CheckFn<'_>) {
        for file in files {
            if let Some(document) = self.before.remove(file) {
                self.project.documents.insert(file.clone(), document);
            }
        }
        list(&mut self.project, Syntax::with_first_errors);
        let concerns = |finding: &Diagnostic| edits(finding).any(|edit| files.contains(&edit.file));
        self.mended.retain(|finding| !concerns(finding));
        self.findings = check(&self.project);
    }

    fn take(&mut self, texts: Vec<Document>) {
        for document in texts {
            let path = document.path.clone();
            if let Some(old) = self.project.documents.insert(path.clone(), Arc::new(document)) {
                self.before.entry(path).or_insert(old);
            }
        }
    }
}

fn edits(finding: &Diagnostic) -> impl Iterator<Item = &Edit> {
    finding.fixes.iter().flat_map(|fix| &fix.edits)
}

/// The files that were healthy and would not be any more.
fn broken(project: &Project, texts: &[Document]) -> Vec<RelPath> {
    let was_healthy = |path: &RelPath| project.documents.get(path).is_some_and(|old| old.syntax.errors.is_empty());
    let broken = texts.iter().filter(|new| !new.syntax.errors.is_empty() && was_healthy(&new.path));
    broken.map(|new| new.path.clone()).collect()
}

/// The smallest edits, by lines, that make one text of the other.
pub fn difference(file: &RelPath, old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (Lines::of(old), Lines::of(new));
    let edit = |op: DiffOp| {
        let (tag, was, is) = op.as_tag_tuple();
        (tag != similar::DiffTag::Equal).then(|| {
            let (was, is) = (old_lines.bytes(was), new_lines.bytes(is));
            let (start, end) = alike(&old[was.clone()], &new[is.clone()]);
            let span = Span::new(was.start + start, was.end - end);
            Edit { file: file.clone(), span, new_text: new[is.start + start..is.end - end].to_owned() }
        })
    };
    let ops = capture_diff_slices(Algorithm::Myers, &old_lines.texts, &new_lines.texts);
    ops.into_iter().filter_map(edit).collect()
}

/// A text in lines that keep their line breaks.
struct Lines<'t> {
    texts: Vec<&'t str>,
    /// Where each line begins, and the end of the text.
    starts: Vec<usize>,
}

impl Lines<'_> {
    fn of(text: &str) -> Lines<'_> {
        let texts: Vec<&str> = text.split_inclusive('\n').collect();
        let ends = texts.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        let starts = std::iter::once(0).chain(ends).collect();
        Lines { texts, starts }
    }

    fn bytes(&self, lines: std::ops::Range<usize>) -> std::ops::Range<usize> {
        self.starts[lines.start]..self.starts[lines.end]
    }
}

/// How many bytes at the beginning and at the end two texts have in common.
fn alike(one: &str, other: &str) -> (usize, usize) {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let length = |pair: (char, char)| pair.0.len_utf8();
    let start = one.chars().zip(other.chars()).take_while(same).map(length).sum();
    let (one, other) = (&one[start..], &other[start..]);
    (start, one.chars().rev().zip(other.chars().rev()).take_while(same).map(length).sum())
}
