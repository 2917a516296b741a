//! The source files that the client is asked to send: those below projects only, so that the editor's own support of
//! JavaScript and TypeScript is not disturbed anywhere else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use catalog::SOURCE_ENDINGS;
use serde_json::{Value, json};
use tower_lsp_server::ls_types::{Registration, Unregistration};

use crate::capabilities::{FIX_ALL, TRIGGERS};
use crate::watchers::escape;

/// What to send to the client: first the registrations to remove, then the new ones.
#[derive(PartialEq, Debug)]
pub(crate) struct Update {
    pub(crate) old: Vec<Unregistration>,
    pub(crate) new: Vec<Registration>,
}

/// The registrations of source files. No file is in two of them: the client would send its edits twice.
#[derive(Default)]
pub(crate) struct SourceDocuments {
    /// The outermost folders of projects.
    roots: BTreeSet<PathBuf>,
    registered: Vec<Unregistration>,
    /// The number of registrations so far; each has an identifier of its own.
    count: usize,
}

impl SourceDocuments {
    /// What to send if the folders of projects differ from those that are registered.
    pub(crate) fn update<'p>(
        &mut self,
        roots: impl Iterator<Item = &'p PathBuf>,
    ) -> Option<Update> {
        let roots = outermost(roots);
        if roots == self.roots {
            return None;
        }
        let mut update = Update {
            old: Vec::new(),
            new: Vec::new(),
        };
        // A root that is gone may be below a new one.
        let added: Vec<&PathBuf> = if self.roots.is_subset(&roots) {
            roots.difference(&self.roots).collect()
        } else {
            update.old = std::mem::take(&mut self.registered);
            roots.iter().collect()
        };
        if !added.is_empty() {
            self.count += 1;
            let selector = selector(&added);
            for (method, options) in methods() {
                let registration = self.registration(method, &selector, options);
                self.registered.push(Unregistration {
                    id: registration.id.clone(),
                    method: registration.method.clone(),
                });
                update.new.push(registration);
            }
        }
        self.roots = roots;
        Some(update)
    }

    fn registration(&self, method: &str, selector: &Value, mut options: Value) -> Registration {
        if let Some(options) = options.as_object_mut() {
            options.insert("documentSelector".to_owned(), selector.clone());
        }
        Registration {
            id: format!("hsmeta/source/{}/{method}", self.count),
            method: method.to_owned(),
            register_options: Some(options),
        }
    }
}

/// What source files are registered for. Edits come first: one of a file that is not open yet is ignored, but one that is
/// not sent after a file was opened would be missing.
fn methods() -> [(&'static str, Value); 10] {
    [
        // 2: incremental.
        ("textDocument/didChange", json!({ "syncKind": 2 })),
        ("textDocument/didClose", json!({})),
        ("textDocument/didSave", json!({ "includeText": false })),
        ("textDocument/didOpen", json!({})),
        (
            "textDocument/completion",
            json!({ "triggerCharacters": TRIGGERS, "resolveProvider": false }),
        ),
        ("textDocument/hover", json!({})),
        ("textDocument/definition", json!({})),
        ("textDocument/references", json!({})),
        ("textDocument/rename", json!({ "prepareProvider": true })),
        (
            "textDocument/codeAction",
            json!({ "codeActionKinds": ["quickfix", FIX_ALL] }),
        ),
    ]
}

/// The folders that are below no other one.
fn outermost<'p>(roots: impl Iterator<Item = &'p PathBuf>) -> BTreeSet<PathBuf> {
    let all: BTreeSet<&PathBuf> = roots.collect();
    let mut outermost = BTreeSet::new();
    for root in &all {
        if !root
            .ancestors()
            .skip(1)
            .any(|folder| contains(&all, folder))
        {
            outermost.insert((*root).clone());
        }
    }
    outermost
}

fn contains(roots: &BTreeSet<&PathBuf>, folder: &Path) -> bool {
    roots.contains(&folder.to_owned())
}

fn selector(roots: &[&PathBuf]) -> Value {
    let endings: Vec<&str> = SOURCE_ENDINGS
        .iter()
        .map(|ending| ending.trim_start_matches('.'))
        .collect();
    let endings = endings.join(",");
    let mut filters = Vec::new();
    for root in roots {
        let folder = root.to_string_lossy().replace('\\', "/");
        let folder = escape(folder.trim_end_matches('/'));
        let pattern = format!("{folder}/**/*.{{{endings}}}");
        filters.push(json!({ "scheme": "file", "pattern": pattern }));
    }
    Value::Array(filters)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    fn update(documents: &mut SourceDocuments, roots: &[&str]) -> Option<Update> {
        let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
        documents.update(roots.iter())
    }

    #[test]
    fn only_source_files_below_projects_are_registered() {
        let mut documents = SourceDocuments::default();
        let first = update(&mut documents, &["/a/b{1}", "/a/b{1}/inner", "/c"]).unwrap();
        assert!(first.old.is_empty());
        let options = first.new[0].register_options.as_ref().unwrap();
        assert_eq!(
            options["documentSelector"],
            json!([
                { "scheme": "file", "pattern": "/a/b?1?/**/*.{mjs,js,ts,jsx,tsx,cjs}" },
                { "scheme": "file", "pattern": "/c/**/*.{mjs,js,ts,jsx,tsx,cjs}" },
            ])
        );
        assert_eq!(update(&mut documents, &["/c", "/a/b{1}"]), None);
    }

    #[test]
    fn no_file_is_registered_twice() {
        let mut documents = SourceDocuments::default();
        let first = update(&mut documents, &["/a/b"]).unwrap();
        let second = update(&mut documents, &["/a/b", "/c"]).unwrap();
        assert!(second.old.is_empty());
        assert!(!format!("{:?}", second.new).contains("/a/b"));
        // The project that contains a known one takes its place.
        let third = update(&mut documents, &["/a", "/a/b", "/c"]).unwrap();
        assert_eq!(third.old.len(), first.new.len() + second.new.len());
        let none = update(&mut documents, &[]).unwrap();
        assert_eq!((none.old.len(), none.new.len()), (third.new.len(), 0));
    }
}
