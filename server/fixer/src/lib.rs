//! Makes the fixes that findings offer, until there is nothing left to make: from a project to the same project with
//! other texts. Pure: `hsmeta::write` writes files, an editor takes edits. The check is handed in, so that whatever decides
//! what is found decides here too.

mod round;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use diagnostics::{Diagnostic, Edit, Fix, RelPath, RuleId, Safety, Severity, Span};
use project::Project;
use project::document::Document;
use round::{Candidate, Round};
use syntax::Syntax;

/// Rounds after which fixes that still call for others are given up. One mistake hides a few others at most.
const MOST_ROUNDS: usize = 100;

/// Checks a project; every finding, sorted.
pub type CheckFn<'a> = dyn FnMut(&Project) -> Vec<Diagnostic> + 'a;

/// Whether a file of a project may be changed.
pub type MayChangeFn<'a> = dyn Fn(&Project, &RelPath) -> bool + 'a;

/// Which of the diagnostics of a project are reported, one answer for each.
pub type IsReportedFn<'a> = dyn Fn(&Project, &[Diagnostic]) -> Vec<bool> + 'a;

/// Which fixes are applied.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The least safe fixes among them.
    pub up_to: Safety,
    /// The files that they may change.
    pub may_change: &'a MayChangeFn<'a>,
    /// The diagnostics whose fixes they are: what nobody is shown is not changed either.
    pub is_reported: &'a IsReportedFn<'a>,
}

impl<'a> Selection<'a> {
    /// The fixes of all diagnostics.
    pub fn all(up_to: Safety, may_change: &'a MayChangeFn<'a>) -> Selection<'a> {
        Selection {
            up_to,
            may_change,
            is_reported: &|_, found| vec![true; found.len()],
        }
    }
}

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
    /// Files with a fix that is left out because there would be more errors after it than before.
    pub worse: BTreeSet<RelPath>,
    /// Whether there is nothing left to make; `false` where the rounds did not come to an end.
    pub is_stable: bool,
}

/// The fix that may be made without asking. Of several that are alike in safety a person has to choose one.
pub fn applicable(finding: &Diagnostic, up_to: Safety) -> Option<&Fix> {
    for safety in [Safety::Safe, Safety::Unsafe] {
        let mut fixes = finding.fixes.iter().filter(|fix| fix.safety == safety);
        if let Some(fix) = fixes.next() {
            return if safety <= up_to && fixes.next().is_none() {
                Some(fix)
            } else {
                None
            };
        }
    }
    None
}

/// Makes every applicable fix of the selection. `findings` are those of the project as it is.
pub fn fix(
    mut project: Project,
    mut findings: Vec<Diagnostic>,
    selection: Selection<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    // A person reads the first mistakes of a text. Mending no more in a round would take a hundred rounds for 5,000.
    if list(&mut project, Syntax::with_more_errors) {
        findings = check(&project);
    }
    let mut fixed = fix_listed(project, findings, selection, check);
    if list(&mut fixed.project, Syntax::with_first_errors) {
        fixed.findings = check(&fixed.project);
    }
    fixed
}

/// Makes the fixes of a project whose files list all mistakes of their texts.
fn fix_listed(
    project: Project,
    findings: Vec<Diagnostic>,
    selection: Selection<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    let mut fixed = Fixed {
        is_stable: false,
        ..Fixed::nothing(project, findings)
    };
    let mut left_out = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let (candidates, kept) = candidates(&fixed, selection, &left_out);
        let round = Round::choose(&candidates);
        fixed.kept.extend(kept);
        if round.fixes.is_empty() {
            fixed.is_stable = true;
            break;
        }
        let texts = round.documents(&fixed.project);
        let broken = broken(&fixed.project, &texts);
        if !broken.is_empty() {
            fixed.broken.extend(broken);
            continue;
        }
        let next = with_texts(&fixed.project, texts);
        let found = check(&next);
        if is_worse(&fixed, &round, &found) {
            for culprit in worsening(&fixed, &round.fixes, check) {
                fixed.worse.insert(culprit.file.clone());
                left_out.insert(key(&culprit));
            }
            continue;
        }
        fixed.mended.extend(round.fixes);
        fixed.take(next, found);
    }
    fixed
}

/// The fixes that may be applied next, and the files that they would change but may not. Broken text comes first and alone:
/// what it hides may be an error, and is no fault of its fix.
fn candidates<'f>(
    fixed: &'f Fixed,
    selection: Selection<'_>,
    left_out: &BTreeSet<Key>,
) -> (Vec<Candidate<'f>>, BTreeSet<RelPath>) {
    let mut kept = BTreeSet::new();
    let mut candidates = Vec::new();
    let reported = (selection.is_reported)(&fixed.project, &fixed.findings);
    for (finding, is_reported) in fixed.findings.iter().zip(reported) {
        let Some(fix) = applicable(finding, selection.up_to) else {
            continue;
        };
        if !is_reported || left_out.contains(&key(finding)) {
            continue;
        }
        let may_change = |edit: &&Edit| {
            !fixed.broken.contains(&edit.file) && (selection.may_change)(&fixed.project, &edit.file)
        };
        if fix.edits.iter().all(|edit| may_change(&edit)) {
            candidates.push(Candidate { finding, fix });
        } else {
            kept.extend(
                fix.edits
                    .iter()
                    .filter(|edit| !may_change(edit))
                    .map(|edit| edit.file.clone()),
            );
        }
    }
    if candidates
        .iter()
        .any(|candidate| is_in_broken_text(&fixed.project, candidate.fix))
    {
        candidates.retain(|candidate| is_in_broken_text(&fixed.project, candidate.fix));
    }
    (candidates, kept)
}

fn is_in_broken_text(project: &Project, fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| {
        project
            .documents
            .get(&edit.file)
            .is_some_and(|document| !is_healthy(document))
    })
}

fn is_healthy(document: &Document) -> bool {
    document.syntax.errors.is_empty()
}

/// Whether a round brings more errors than there were; never one in broken text.
fn is_worse(fixed: &Fixed, round: &Round, found: &[Diagnostic]) -> bool {
    let in_broken_text = round
        .fixes
        .iter()
        .flat_map(|one| &one.fixes)
        .any(|fix| is_in_broken_text(&fixed.project, fix));
    !in_broken_text && errors(found) > errors(&fixed.findings)
}

fn errors(found: &[Diagnostic]) -> usize {
    found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count()
}

/// Of these fixes, those that bring more errors; where only several together do, one of them. It halves the list until
/// one is left, so that it takes few checks.
fn worsening(fixed: &Fixed, fixes: &[Diagnostic], check: &mut CheckFn<'_>) -> Vec<Diagnostic> {
    if fixes.len() <= 1 {
        return fixes.to_vec();
    }
    let mut culprits = Vec::new();
    let (one, other) = fixes.split_at(fixes.len() / 2);
    for half in [one, other] {
        let candidates: Vec<Candidate<'_>> = half.iter().map(Candidate::only).collect();
        let round = Round::choose(&candidates);
        let next = with_texts(&fixed.project, round.documents(&fixed.project));
        if is_worse(fixed, &round, &check(&next)) {
            culprits.extend(worsening(fixed, half, check));
        }
    }
    if culprits.is_empty() {
        culprits.extend(other.last().cloned());
    }
    culprits
}

/// What a left-out fix is known by from round to round, while its place moves.
type Key = (RuleId, RelPath, String);

fn key(finding: &Diagnostic) -> Key {
    (finding.rule, finding.file.clone(), finding.message.clone())
}

/// The project with other texts, whose files list all mistakes.
fn with_texts(project: &Project, texts: Vec<Document>) -> Project {
    let mut project = project.clone();
    for document in texts {
        project
            .documents
            .insert(document.path.clone(), Arc::new(document));
    }
    list(&mut project, Syntax::with_more_errors);
    project
}

/// Lets the files of a project list other errors, where they have any. Whether one did.
fn list(project: &mut Project, errors: impl Fn(&Syntax) -> Option<Syntax>) -> bool {
    let mut any = false;
    for document in project.documents.values_mut() {
        if let Some(syntax) = errors(&document.syntax) {
            *document = Arc::new(Document {
                syntax,
                ..Document::clone(document)
            });
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
            worse: BTreeSet::new(),
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

    /// Goes on from the project after a round.
    fn take(&mut self, next: Project, findings: Vec<Diagnostic>) {
        for (path, old) in &self.project.documents {
            let is_same = next
                .documents
                .get(path)
                .is_some_and(|new| Arc::ptr_eq(old, new));
            if !is_same {
                self.before
                    .entry(path.clone())
                    .or_insert_with(|| old.clone());
            }
        }
        (self.project, self.findings) = (next, findings);
    }
}

fn edits(finding: &Diagnostic) -> impl Iterator<Item = &Edit> {
    finding.fixes.iter().flat_map(|fix| &fix.edits)
}

/// The files that were healthy and would not be any more.
fn broken(project: &Project, texts: &[Document]) -> Vec<RelPath> {
    let was_healthy = |path: &RelPath| {
        project
            .documents
            .get(path)
            .is_some_and(|old| is_healthy(old))
    };
    let broken = texts
        .iter()
        .filter(|new| !is_healthy(new) && was_healthy(&new.path));
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
            Edit {
                file: file.clone(),
                span,
                new_text: new[is.start + start..is.end - end].to_owned(),
            }
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
    let start = one
        .chars()
        .zip(other.chars())
        .take_while(same)
        .map(length)
        .sum();
    let (one, other) = (&one[start..], &other[start..]);
    (
        start,
        one.chars()
            .rev()
            .zip(other.chars().rev())
            .take_while(same)
            .map(length)
            .sum(),
    )
}
