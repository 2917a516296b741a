//! Which files the client should watch.

use std::collections::BTreeSet;

use serde_json::json;
use tower_lsp_server::ls_types::{Registration, Unregistration};

use catalog::FileKind;
use project::config;

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// What the client was asked to watch.
#[derive(Default)]
pub(super) struct Watched {
    globs: BTreeSet<String>,
    /// Each registration has an identifier of its own; this counts them.
    count: usize,
}

/// What matters wherever it lies, beside configuration files.
const EVERYWHERE: [&str; 4] = [config::NAME, config::HIDDEN_NAME, ".hsignore", ".gitignore"];

impl Watched {
    /// What to ask for, if anything is new: everything below the source folders too, because entrypoints come and go.
    pub(super) fn update(
        &mut self,
        source_folders: impl Iterator<Item = String>,
    ) -> Option<(Vec<Registration>, Vec<Unregistration>)> {
        let below = source_folders.map(|folder| match folder.as_str() {
            "" => "**/*".to_owned(),
            folder => format!("**/{}/**/*", escaped(folder)),
        });
        let names = FileKind::ALL
            .iter()
            .map(|kind| kind.glob())
            .chain(EVERYWHERE);
        let globs: BTreeSet<String> = names
            .map(|name| format!("**/{name}"))
            .chain(below)
            .collect();
        if globs == self.globs {
            return None;
        }
        let old = (self.count > 0).then(|| Unregistration {
            id: self.id(),
            method: METHOD.to_owned(),
        });
        self.count += 1;
        let watchers: Vec<_> = globs
            .iter()
            .map(|glob| json!({ "globPattern": glob }))
            .collect();
        let options = Some(json!({ "watchers": watchers }));
        let new = Registration {
            id: self.id(),
            method: METHOD.to_owned(),
            register_options: options,
        };
        self.globs = globs;
        Some((vec![new], old.into_iter().collect()))
    }

    fn id(&self) -> String {
        format!("hsmeta/watch/{}", self.count)
    }
}

/// A folder as it stands in a glob: what has a meaning there stands for any character.
fn escaped(folder: &str) -> String {
    folder
        .chars()
        .map(|c| if "*?{}[],!".contains(c) { '?' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_asked_again_only_for_something_new() {
        let mut watched = Watched::default();
        let folders = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
                .into_iter()
        };
        let first = watched.update(folders(&[]));
        assert!(first.is_some_and(|(_, old)| old.is_empty()));
        let second = watched
            .update(folders(&["src", "a{b}"]))
            .map(|(new, old)| (format!("{new:?}"), old.len()));
        assert!(second.is_some_and(|(new, old)| new.contains("**/src/**/*")
            && new.contains("**/a?b?/**/*")
            && old == 1));
        assert!(watched.update(folders(&["a{b}", "src"])).is_none());
    }
}
