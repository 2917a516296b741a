//! Which files the client is asked to watch.

use std::collections::BTreeSet;

use catalog::FileKind;
use project::config;
use serde_json::json;
use tower_lsp_server::ls_types::{Registration, Unregistration};

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// Files that are relevant in every folder, in addition to component and project files.
const EVERYWHERE: [&str; 5] = [
    config::NAME,
    config::HIDDEN_NAME,
    ".hsignore",
    ".gitignore",
    ".hsmeta/schemas/*.json",
];

#[derive(Default)]
pub(crate) struct FileWatchers {
    globs: BTreeSet<String>,
    /// The number of registrations so far; each has an identifier of its own.
    count: usize,
}

impl FileWatchers {
    /// The registration to send and the one that it replaces, if the globs differ from the current
    /// ones. They include everything below the source folders, because entrypoints can be created
    /// and deleted, and the folders of imported schemas that `hsmeta.toml` files name.
    pub(crate) fn update(
        &mut self,
        source_folders: impl Iterator<Item = String>,
        schema_folders: impl Iterator<Item = String>,
    ) -> Option<(Registration, Option<Unregistration>)> {
        let mut globs = BTreeSet::new();
        for kind in FileKind::ALL {
            globs.insert(format!("**/{}", kind.glob()));
        }
        for name in EVERYWHERE {
            globs.insert(format!("**/{name}"));
        }
        for folder in source_folders {
            globs.insert(match folder.as_str() {
                "" => "**/*".to_owned(),
                folder => format!("**/{}/**/*", escape(folder)),
            });
        }
        for folder in schema_folders {
            globs.insert(format!("**/{}/*.json", escape(&folder)));
        }
        if globs == self.globs {
            return None;
        }
        let mut old = None;
        if self.count > 0 {
            old = Some(Unregistration {
                id: self.id(),
                method: METHOD.to_owned(),
            });
        }
        self.count += 1;
        self.globs = globs;
        let watchers: Vec<_> = self
            .globs
            .iter()
            .map(|glob| json!({ "globPattern": glob }))
            .collect();
        let new = Registration {
            id: self.id(),
            method: METHOD.to_owned(),
            register_options: Some(json!({ "watchers": watchers })),
        };
        Some((new, old))
    }

    fn id(&self) -> String {
        format!("hsmeta/watch/{}", self.count)
    }
}

/// A folder name as a glob. The protocol has no escapes, so special characters become `?`, which
/// matches any character.
pub(crate) fn escape(folder: &str) -> String {
    folder
        .chars()
        .map(|c| if "*?{}[],!".contains(c) { '?' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    fn update(
        watchers: &mut FileWatchers,
        folders: &[&str],
    ) -> Option<(Registration, Option<Unregistration>)> {
        let folders = folders.iter().map(|&folder| folder.to_owned());
        watchers.update(folders, std::iter::empty())
    }

    #[test]
    fn only_changed_globs_are_registered() {
        let mut watchers = FileWatchers::default();
        let first = update(&mut watchers, &[]);
        assert!(first.is_some_and(|(_, old)| old.is_none()));
        let (new, old) = update(&mut watchers, &["src", "a{b}"]).unwrap();
        let new = format!("{new:?}");
        assert!(
            new.contains("**/src/**/*") && new.contains("**/a?b?/**/*"),
            "{new}"
        );
        assert!(old.is_some());
        assert!(update(&mut watchers, &["a{b}", "src"]).is_none());
    }
}
