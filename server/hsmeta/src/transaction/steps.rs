//! What a plan does to files, as plain data: the content of the journal.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Removed, journal};
use catalog::MANIFEST;
use diagnostics::RelPath;
use migration::{Action, Content, Plan, ProjectFiles};

/// All paths are relative to the folder of the project.
#[derive(Serialize, Deserialize, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Steps {
    /// Files that get another path, and nothing else.
    pub(super) moves: Vec<Move>,
    /// Files whose content is in other files afterwards, or in a new one of the same path. Deleted at the end.
    pub(super) replaced: Vec<String>,
    /// Files that are new, or have another text.
    pub(super) written: Vec<NewText>,
    /// Folders that are empty afterwards, from the innermost.
    pub(super) removed_folders: Vec<Folder>,
    /// Folders that do not exist yet, from the outermost.
    pub(super) created_folders: Vec<String>,
    /// Of those replaced, the ones that are gone afterwards.
    #[serde(skip)]
    pub(super) deleted: Vec<RelPath>,
    /// The originals that are kept, because git does not have them.
    #[serde(skip)]
    pub(super) set_aside: Vec<(RelPath, RelPath)>,
}

#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct NewText {
    pub(super) path: String,
    /// The file whose mode and owner it gets.
    pub(super) like: String,
    pub(super) kind: Kind,
    pub(super) text: String,
}

#[derive(Clone, Copy, Serialize, Deserialize, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) enum Kind {
    /// It is made from `like`, without being executable.
    Created,
    /// It is `like`, at another path. Its text may be another one.
    Moved,
    /// Another text replaces the old one, of which there is a copy: the file is never missing. Without `hsproject.json` nobody
    /// would find the project again.
    InPlace,
}

#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Folder {
    pub(super) path: String,
    /// Where the system has one.
    pub(super) mode: Option<u32>,
}

impl Steps {
    /// The steps for files. `checks::of_plan` adds those for folders.
    pub(super) fn new(before: &ProjectFiles, plan: &Plan, removed: &Removed<'_>) -> Steps {
        let mut steps = Steps::default();
        let leftover = free_folder(before, removed.folder);
        for (path, content) in &before.files {
            match plan.files.get(path) {
                None | Some(Action::Keep) => {}
                Some(Action::Move { to } | Action::Leave { to, .. }) => steps.add_move(path, to),
                Some(Action::Change { to, text }) if content.is_same(&Content::text(text)) => {
                    steps.add_move(path, to);
                }
                Some(Action::Change { to, text }) if to == path => {
                    steps.add_text(to, path, Kind::InPlace, text);
                    if !removed.committed.contains(path) {
                        steps.keep_copy(path, content, &leftover);
                    }
                }
                Some(Action::Change { to, text }) => {
                    steps.add_text(to, path, Kind::Moved, text);
                    if removed.committed.contains(path) {
                        steps.replaced.push(path.to_string());
                    } else {
                        steps.keep(path, &leftover);
                    }
                }
                Some(Action::Remove { .. }) if removed.committed.contains(path) => {
                    steps.replaced.push(path.to_string());
                    steps.deleted.push(path.clone());
                }
                Some(Action::Remove { .. }) => steps.keep(path, &leftover),
            }
        }
        for (path, file) in &plan.created {
            steps.add_text(path, &file.from, Kind::Created, &file.text);
        }
        steps
    }

    fn add_move(&mut self, from: &RelPath, to: &RelPath) {
        if from != to {
            self.moves.push(Move {
                from: from.to_string(),
                to: to.to_string(),
            });
        }
    }

    /// Moves an original to the folder of those that git does not have.
    fn keep(&mut self, path: &RelPath, leftover: &str) {
        let to = kept(path, leftover);
        self.add_move(path, &to);
        self.set_aside.push((path.clone(), to));
    }

    /// Writes the old text of a file that is never missing to that folder. What is not UTF-8 is no text that a plan changes.
    fn keep_copy(&mut self, path: &RelPath, content: &Content, leftover: &str) {
        if let Content::Bytes(bytes) = content
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            let to = kept(path, leftover);
            self.add_text(&to, path, Kind::Moved, text);
            self.set_aside.push((path.clone(), to));
        }
    }

    fn add_text(&mut self, path: &RelPath, like: &RelPath, kind: Kind, text: &str) {
        self.written.push(NewText {
            path: path.to_string(),
            like: like.to_string(),
            kind,
            text: text.to_owned(),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.moves.is_empty() && self.replaced.is_empty() && self.written.is_empty()
    }

    /// The files that leave their paths.
    pub(super) fn originals(&self) -> impl Iterator<Item = &str> {
        let moved = self.moves.iter().map(|step| step.from.as_str());
        moved.chain(self.replaced.iter().map(String::as_str))
    }

    /// The files that get another text and keep their paths.
    pub(super) fn in_place(&self) -> impl Iterator<Item = &NewText> {
        self.written.iter().filter(|new| new.kind == Kind::InPlace)
    }

    /// The paths that get a file, or another text.
    pub(super) fn targets(&self) -> impl Iterator<Item = &str> {
        let moved = self.moves.iter().map(|step| step.to.as_str());
        moved.chain(self.written.iter().map(|new| new.path.as_str()))
    }

    /// The folders that files leave or get into, and their parent folders.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for path in self.originals().chain(self.targets()) {
            folders.extend(parents(path));
        }
        let removed = self.removed_folders.iter().map(|folder| &*folder.path);
        for folder in removed.chain(self.created_folders.iter().map(|folder| &**folder)) {
            folders.insert(folder);
            folders.extend(parents(folder));
        }
        folders
    }

    /// The folders of files while they are on their way.
    pub(super) fn folders_on_the_way(&self) -> BTreeSet<String> {
        let mut folders = BTreeSet::from([journal::OLD.to_owned(), journal::NEW.to_owned()]);
        folders.insert(journal::FOLDER.to_owned());
        for path in self.originals() {
            folders.extend(parents(&journal::old(path)).map(str::to_owned));
        }
        for new in &self.written {
            folders.extend(parents(&journal::new(&new.path)).map(str::to_owned));
            if new.kind == Kind::InPlace {
                folders.extend(parents(&journal::old(&new.path)).map(str::to_owned));
            }
        }
        folders
    }
}

/// Where an original is kept. A second `hsproject.json` would be a second project, and `hsmeta check` reads components wherever
/// they are.
fn kept(path: &RelPath, leftover: &str) -> RelPath {
    let suffix = if path.file_name() == MANIFEST || path.file_name().ends_with("-hsmeta.json") {
        ".old"
    } else {
        ""
    };
    RelPath::new(format!("{leftover}/{path}{suffix}"))
}

/// The parent folders of a path, nearest first, without the folder of the project.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The parent folder, unless it is that of the project.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

/// A name that no earlier migration has used.
fn free_folder(before: &ProjectFiles, name: &str) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while before.contains(&free) || before.below(&free).next().is_some() {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}
