//! What the server knows: the projects as they were read, with the texts that are open in the editor in the place of
//! those on the disk, and the findings about them. Pure bookkeeping; nothing here reads, sends or waits.

mod configs;
mod held;
mod links;
mod names;
mod opened;
mod reading;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::Uri;

use super::document::Open;
use super::loader::Scope;
use super::uri;
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath};
use project::is_set_aside;

pub(super) use configs::is_config;
pub(super) use held::Held;
use names::Names;
pub(super) use view::{Texts, View};

/// Everything that the server knows of files.
#[derive(Default)]
pub(super) struct Workspace {
    /// By their folders.
    projects: BTreeMap<PathBuf, Held>,
    /// The configuration files that are for these, by their folders, with the findings about them.
    configs: BTreeMap<PathBuf, Held>,
    /// Folders below which everything was read.
    searched: BTreeSet<PathBuf>,
    /// Texts that lie in no folder, each in a project of its own.
    alone: BTreeMap<Uri, Held>,
    open: BTreeMap<Uri, Open>,
    /// The URIs of the open files that lie on the disk: of several for one file the one that was used last.
    open_paths: BTreeMap<PathBuf, Uri>,
    /// Counts the uses of open files.
    clock: u64,
    names: Names,
    /// The folders of the projects that have to be checked.
    dirty: BTreeSet<PathBuf>,
    /// Files whose findings may be others than those published.
    stale: BTreeSet<Uri>,
}

impl Workspace {
    /// What to read to know all about a file: the outermost project that it lies in, else what is found around it.
    pub(super) fn scope_of(&self, path: PathBuf) -> Scope {
        self.outermost(&path)
            .cloned()
            .map_or(Scope::Around(path), Scope::Below)
    }

    /// The URI of a file: that of the client where it is open.
    fn uri(&self, path: &Path) -> Option<Uri> {
        self.open_paths
            .get(path)
            .cloned()
            .or_else(|| self.names.uri(path))
    }

    /// The path of a file.
    pub(super) fn path(&self, uri: &Uri) -> Option<PathBuf> {
        self.names.path(uri)
    }

    /// Learns how the client spells a folder. Files that were published under other names get new ones.
    pub(super) fn learn(&mut self, folder: &str) {
        let unknown = self.names.unknown_folders(folder);
        if !unknown.is_empty() {
            self.publish_all();
            self.names.learn(unknown);
            self.publish_all();
        }
    }

    /// The projects that a file lies in, with its path in each: the innermost first.
    pub(super) fn containing(&self, path: &Path) -> Vec<(View<'_>, RelPath)> {
        let above = path
            .ancestors()
            .skip(1)
            .filter_map(|root| self.projects.get(root));
        let within = above.filter_map(|held| {
            let path = RelPath::relative(&held.project.root, path)?;
            held.may_hold(&path).then_some((
                View {
                    workspace: self,
                    held,
                    uri: None,
                },
                path,
            ))
        });
        within.collect()
    }

    /// The folders of all projects.
    pub(super) fn roots(&self) -> impl Iterator<Item = &PathBuf> {
        self.projects.keys()
    }

    /// The folder of the outermost project that a file lies in; loose files are in none.
    pub(super) fn outermost(&self, path: &Path) -> Option<&PathBuf> {
        let mut outermost: Option<&PathBuf> = None;
        for folder in path.ancestors().skip(1) {
            let Some((root, held)) = self.projects.get_key_value(folder) else {
                continue;
            };
            if outermost.is_some_and(|inner| is_set_aside(inner, root)) {
                break;
            }
            if held.project.manifest.is_some() {
                outermost = Some(root);
            }
        }
        outermost
    }

    /// The source folders of all projects, each once.
    pub(super) fn source_folders(&self) -> impl Iterator<Item = String> {
        let folders = self
            .projects
            .values()
            .filter_map(|held| held.source_folder());
        folders
            .map(|folder| folder.to_string())
            .collect::<BTreeSet<String>>()
            .into_iter()
    }

    /// Has all findings published again that differ from what was published.
    pub(super) fn publish_all(&mut self) {
        let files = self
            .projects
            .iter()
            .chain(&self.configs)
            .flat_map(|(root, held)| {
                held.findings
                    .keys()
                    .filter_map(|path| self.uri(&root.join(path.as_str())))
            });
        let files: Vec<Uri> = files.chain(self.open.keys().cloned()).collect();
        self.stale.extend(files);
    }

    /// Every project.
    pub(super) fn projects(&self) -> impl Iterator<Item = View<'_>> {
        self.projects.values().map(|held| View {
            workspace: self,
            held,
            uri: None,
        })
    }

    /// A text that lies in no folder.
    fn view_alone(&self, uri: &Uri) -> Option<(View<'_>, RelPath)> {
        let (uri, held) = self.alone.get_key_value(uri)?;
        let path = held.project.documents.keys().next()?.clone();
        Some((
            View {
                workspace: self,
                held,
                uri: Some(uri),
            },
            path,
        ))
    }

    /// A configuration file in its innermost project, or alone.
    pub(super) fn view(&self, uri: &Uri) -> Option<(View<'_>, RelPath)> {
        let home = self.path(uri).and_then(|path| self.home(&path));
        home.or_else(|| self.view_alone(uri))
    }

    /// The innermost project that has read this file.
    fn home(&self, path: &Path) -> Option<(View<'_>, RelPath)> {
        let mut homes = self.containing(path).into_iter();
        homes.find(|(view, path)| view.held.project.documents.contains_key(path))
    }

    /// Puts what was typed into the projects.
    pub(super) fn parse(&mut self) {
        self.parse_configs();
        for open in self.open.values_mut().filter(|open| open.is_changed) {
            open.is_changed = false;
            self.stale.insert(open.uri.clone());
            if open
                .path
                .as_ref()
                .is_some_and(|path| self.open_paths.get(path) != Some(&open.uri))
            {
                self.alone.remove(&open.uri);
                continue;
            }
            let mut has_home = false;
            for root in open.path.iter().flat_map(|path| path.ancestors().skip(1)) {
                if let (Some(held), Some(path)) = (self.projects.get_mut(root), &open.path)
                    && let Some(path) =
                        RelPath::relative(root, path).filter(|path| held.may_hold(path))
                {
                    held.overlay(&path, open);
                    self.dirty.insert(root.to_owned());
                    has_home = true;
                }
            }
            if has_home {
                self.alone.remove(&open.uri);
            } else if open.is_settled {
                parse_alone(&mut self.alone, open);
            }
        }
    }

    /// Checks what changed.
    pub(super) fn check(&mut self) {
        let mut stale = Vec::new();
        for root in std::mem::take(&mut self.dirty) {
            let changed = self
                .projects
                .get_mut(&root)
                .map(Held::check)
                .unwrap_or_default();
            stale.extend(changed.into_iter().map(|path| root.join(path.as_str())));
        }
        stale.extend(self.check_configs());
        let named: Vec<Uri> = stale.iter().filter_map(|path| self.uri(path)).collect();
        self.stale.extend(named);
        self.alone
            .values_mut()
            .filter(|held| held.is_dirty())
            .for_each(|held| drop(held.check_alone()));
    }

    /// The files whose findings may have changed since this was asked last. Those of which nothing is known yet stay.
    pub(super) fn take_stale(&mut self) -> Vec<Uri> {
        let waits = |uri: &Uri| self.open.get(uri).is_some_and(|open| !open.is_settled);
        let (later, now) = std::mem::take(&mut self.stale).into_iter().partition(waits);
        self.stale = later;
        now.into_iter().collect::<Vec<Uri>>()
    }

    /// The findings about a file, with the projects that they come from. A file that is open has them under the name
    /// that the client gave it only.
    pub(super) fn findings(&self, uri: &Uri) -> Vec<(View<'_>, &Diagnostic)> {
        let mut views: Vec<_> = match self.path(uri) {
            Some(path) if self.uri(&path).as_ref() == Some(uri) => self
                .containing(&path)
                .into_iter()
                .chain(self.config_at(&path))
                .collect(),
            Some(_) => return Vec::new(),
            None => Vec::new(),
        };
        if views.is_empty() {
            views.extend(self.view_alone(uri));
        }
        let found = views.into_iter().filter_map(|(view, path)| {
            let found = view.held.findings.get(&path)?;
            Some(found.iter().map(move |one| (view, one)))
        });
        found.flatten().collect()
    }

    /// After a panic nothing is certain: everything that is open is read and checked again.
    pub(super) fn distrust(&mut self) {
        self.open
            .values_mut()
            .for_each(|open| open.is_changed = true);
    }
}

/// A profile alone says nothing: the command line does not look at one either.
fn parse_alone(alone: &mut BTreeMap<Uri, Held>, open: &Open) {
    let name = match &open.path {
        Some(path) => path.to_string_lossy().into_owned(),
        None => uri::document_name(&open.uri),
    };
    let path = RelPath::new("")
        .join(&name.replace('\\', "/"))
        .unwrap_or_else(|| RelPath::new("unnamed"));
    let kind = FileKind::of(path.file_name())
        .filter(|kind| open.path.is_none() || *kind != FileKind::Profile);
    if let Some(kind) = kind {
        let held = alone.entry(open.uri.clone()).or_default();
        held.put(open.parse(path, kind));
    }
}
