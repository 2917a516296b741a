//! One project with its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::document::Open;
use super::super::loader::Stamp;
use diagnostics::{Diagnostic, RelPath};
use project::Project;
use project::config::{Config, Usage};
use project::document::Document;
use project::index::Index;
use rules::check::{Checker, Report, check_alone};

/// One project with its findings.
#[derive(Default)]
pub struct Held {
    pub project: Project,
    /// What the last check found, by file.
    pub findings: BTreeMap<RelPath, Vec<Diagnostic>>,
    /// When the project was read.
    pub(super) stamp: Stamp,
    /// Files whose text is another one than at the last check.
    touched: BTreeSet<RelPath>,
    checker: Checker,
    /// What the last check made of the configuration.
    pub(super) usage: Usage,
    pub(super) is_dirty: bool,
}

impl Held {
    pub(super) fn new(project: Project, stamp: Stamp) -> Held {
        Held {
            project,
            stamp,
            is_dirty: true,
            ..Held::default()
        }
    }

    /// A configuration file with the findings about it, in a project of its own.
    pub(super) fn of_config(config: Config, found: Vec<Diagnostic>) -> Held {
        let findings = BTreeMap::from([(RelPath::new(config.file.name()), found)]);
        Held {
            project: Project::of_config(config),
            findings,
            ..Held::default()
        }
    }

    /// Whether a check is due.
    pub(super) fn is_dirty(&self) -> bool {
        self.is_dirty
    }

    /// Whether a file below the folder belongs to this project; loose files have only their own folder in common.
    pub(super) fn may_hold(&self, path: &RelPath) -> bool {
        self.project.manifest.is_some() || path.folder().is_empty()
    }

    /// The folder that `srcDir` names.
    pub(super) fn source_folder(&self) -> Option<RelPath> {
        Index::new(&self.project).src_dir
    }

    /// Whether the file on the disk begins with a byte-order mark.
    pub(super) fn has_mark(&self, path: &RelPath) -> bool {
        self.project
            .documents
            .get(path)
            .is_some_and(|document| document.has_byte_order_mark())
    }

    /// Puts an open text in the place of the file, if the file is one that would be read from the disk.
    pub(super) fn overlay(&mut self, path: &RelPath, open: &Open) {
        if path.as_str() == ".hsignore" {
            self.project.hsignore = Some(open.text.contents());
            self.is_dirty = true;
        } else if path.file_name() == ".gitignore" {
            // Elsewhere nobody asks for one.
            if let Some(text) = self
                .project
                .gitignores
                .get_mut(&RelPath::new(path.folder()))
            {
                *text = open.text.contents();
                self.is_dirty = true;
            }
        } else if let Some(kind) = self.project.kind_of(path)
            && self.project.reaches(path)
        {
            self.put(open.parse(path.clone(), kind));
        }
    }

    /// Puts a document in the place of the file; a text that is too large to be read changes nothing.
    pub(super) fn put(&mut self, document: Option<Document>) {
        if let Some(document) = document {
            self.touched.insert(document.path.clone());
            self.project.insert_unsaved(document);
            self.is_dirty = true;
        }
    }

    /// Takes the place of an earlier reading: what it found is what was published last.
    pub(super) fn follow(&mut self, old: Option<Held>) {
        let Some(old) = old else { return };
        let same = |path: &RelPath, document: &Document| {
            let before = old.project.documents.get(path);
            before.is_some_and(|before| before.syntax.source() == document.syntax.source())
        };
        let changed = self
            .project
            .documents
            .iter()
            .filter(|(path, document)| !same(path, document));
        self.touched.extend(changed.map(|(path, _)| path.clone()));
        self.touched.extend(old.touched);
        self.findings = old.findings;
    }

    /// Checks the project. Returns the files whose findings, or the places in them, may be others than before.
    pub(super) fn check(&mut self) -> Vec<RelPath> {
        self.checked(Checker::report)
    }

    /// Checks texts that lie in no folder.
    pub(super) fn check_alone(&mut self) -> Vec<RelPath> {
        self.checked(|_, project| Report {
            findings: check_alone(project),
            ..Report::default()
        })
    }

    fn checked(&mut self, check: fn(&mut Checker, &Project) -> Report) -> Vec<RelPath> {
        self.is_dirty = false;
        let touched = std::mem::take(&mut self.touched);
        let mut found: BTreeMap<RelPath, Vec<Diagnostic>> = BTreeMap::new();
        let (mut checker, project) = (std::mem::take(&mut self.checker), &self.project);
        let checking = AssertUnwindSafe(move || (check(&mut checker, project), checker));
        let Ok((Report { findings, usage }, checker)) = catch_unwind(checking) else {
            // The findings of before are better than none.
            tracing::error!("a panic while checking {}", self.project.root.display());
            return Vec::new();
        };
        (self.checker, self.usage) = (checker, usage);
        for finding in findings {
            found.entry(finding.file.clone()).or_default().push(finding);
        }
        let old = std::mem::replace(&mut self.findings, found);
        let files: BTreeSet<&RelPath> = old
            .keys()
            .chain(self.findings.keys())
            .chain(&touched)
            .collect();
        let moved = |finding: &Diagnostic| {
            finding
                .related
                .iter()
                .any(|related| touched.contains(&related.file))
        };
        let differs = |file: &RelPath| {
            let new = self.findings.get(file);
            touched.contains(file)
                || old.get(file) != new
                || new.is_some_and(|new| new.iter().any(moved))
        };
        files
            .into_iter()
            .filter(|file| differs(file))
            .cloned()
            .collect()
    }
}
