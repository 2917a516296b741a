//! Finds source files by the names that imports and components use.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog::{PACKAGE_JSON, SOURCE_ENDINGS, is_source};
use diagnostics::RelPath;

use super::{is_component_code, specifiers};
use crate::source_file::SourceFile;
use crate::{Entry, Project};

/// Where a relative import leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RelativeImport {
    /// A source file of the project.
    Source(RelPath),
    /// A file without code: JSON, styles, images, types.
    NoCode,
    /// Nothing, or something that is not read: a build folder, a package folder, a link, a nested project.
    Unknown,
}

/// Whether a specifier is relative to the file that contains it.
pub fn is_relative(specifier: &str) -> bool {
    matches!(specifier, "." | "..") || specifier.starts_with("./") || specifier.starts_with("../")
}

/// Finds source files by name.
pub struct Resolver<'p> {
    project: &'p Project,
    /// The folders of nested projects, which have sources of their own.
    nested: Arc<[String]>,
}

impl<'p> Resolver<'p> {
    pub fn new(project: &'p Project) -> Resolver<'p> {
        Resolver {
            project,
            nested: project.nested().map(str::to_owned).collect(),
        }
    }

    /// The resolver of a project whose nested projects are known: to find them, all entries are looked at.
    pub fn with_nested(project: &'p Project, nested: Arc<[String]>) -> Resolver<'p> {
        Resolver { project, nested }
    }

    /// The folders of nested projects.
    pub fn nested(&self) -> Arc<[String]> {
        self.nested.clone()
    }

    /// Where a relative specifier in the file `from` leads, as bundlers resolve it.
    pub fn resolve(&self, from: &RelPath, specifier: &str) -> RelativeImport {
        let Some(path) = RelPath::in_folder(from.folder(), specifier) else {
            return RelativeImport::Unknown;
        };
        match self.meant(&path) {
            Some(path) if is_in_build_folder(from, &path) || self.is_nested(&path) => {
                RelativeImport::Unknown
            }
            Some(path) if is_source(path.file_name()) => RelativeImport::Source(path),
            Some(path) if has_no_code(path.file_name()) => RelativeImport::NoCode,
            _ => RelativeImport::Unknown,
        }
    }

    /// The first file that a path without an ending, or with that of a compiled file, may mean.
    fn meant(&self, path: &RelPath) -> Option<RelPath> {
        if self.is_file(path.as_str()) {
            return Some(path.clone());
        }
        let written = self.compiled_from(path);
        if let Some(file) = written.or_else(|| self.with_an_ending(path.as_str())) {
            return Some(file);
        }
        // What a package folder leads to is in its `package.json`.
        let package = in_folder(path.as_str(), PACKAGE_JSON);
        if self.project.entry(path) != Some(Entry::Folder) || self.is_file(&package) {
            return None;
        }
        self.with_an_ending(&in_folder(path.as_str(), "index"))
    }

    /// The source file of an entrypoint: the file itself, or what a missing one is compiled from.
    pub fn entrypoint(&self, path: RelPath) -> Option<RelPath> {
        if !self.is_file(path.as_str()) {
            return self.compiled_from(&path);
        }
        if is_source(path.file_name()) {
            Some(path)
        } else {
            None
        }
    }

    /// The file beside a missing one that is compiled to it.
    fn compiled_from(&self, path: &RelPath) -> Option<RelPath> {
        for (compiled, written) in COMPILED {
            if let Some(stem) = path.as_str().strip_suffix(compiled) {
                let source = [stem, written].concat();
                if self.is_file(&source) {
                    return Some(RelPath::new(source));
                }
            }
        }
        None
    }

    fn with_an_ending(&self, path: &str) -> Option<RelPath> {
        for ending in SOURCE_ENDINGS.iter().chain(&[".json", ".d.ts"]) {
            let file = [path, ending].concat();
            if self.is_file(&file) {
                return Some(RelPath::new(file));
            }
        }
        None
    }

    fn is_file(&self, path: &str) -> bool {
        self.project.entry(path) == Some(Entry::File)
    }

    /// Whether a file belongs to a nested project.
    pub fn is_nested(&self, path: &RelPath) -> bool {
        self.nested
            .iter()
            .any(|nested| path.below(nested).is_some())
    }

    /// The source files that some import and that were not read.
    pub fn unread<'f>(&self, files: impl Iterator<Item = &'f SourceFile>) -> BTreeSet<RelPath> {
        let mut unread = BTreeSet::new();
        for file in files {
            for specifier in specifiers(&file.facts) {
                if is_relative(specifier)
                    && let RelativeImport::Source(path) = self.resolve(&file.path, specifier)
                    && !self.project.has_read(&path)
                {
                    unread.insert(path);
                }
            }
        }
        unread
    }

    /// The files of component code below a folder.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &'p RelPath> {
        let first = RelPath::new(in_folder(folder, ""));
        self.project
            .entries
            .range(first..)
            .take_while(move |(path, _)| path.below(folder).is_some())
            .filter(|(path, entry)| {
                **entry == Entry::File && is_component_code(path) && !self.is_nested(path)
            })
            .map(|(path, _)| path)
    }
}

/// The endings of compiled files, with those of the files that they are compiled from: TypeScript imports the former.
const COMPILED: [(&str, &str); 5] = [
    (".js", ".ts"),
    (".js", ".tsx"),
    (".jsx", ".tsx"),
    (".mjs", ".ts"),
    (".cjs", ".ts"),
];

fn in_folder(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        [folder, "/", name].concat()
    }
}

/// The endings of files that bundlers import as data.
const NO_CODE: [&str; 20] = [
    ".avif", ".css", ".d.ts", ".gif", ".graphql", ".html", ".ico", ".jpeg", ".jpg", ".json",
    ".less", ".md", ".pdf", ".png", ".sass", ".scss", ".svg", ".txt", ".webp", ".woff2",
];

fn has_no_code(name: &str) -> bool {
    NO_CODE.iter().any(|ending| name.ends_with(ending))
}

/// Folders of compiled files, in which the sources are no longer recognized.
const BUILD_FOLDERS: [&str; 3] = ["build", "dist", "out"];

/// Whether an import leads into a build folder from outside of it.
fn is_in_build_folder(from: &RelPath, path: &RelPath) -> bool {
    path.folder()
        .split('/')
        .any(|folder| BUILD_FOLDERS.contains(&folder))
        && !from
            .folder()
            .split('/')
            .any(|folder| BUILD_FOLDERS.contains(&folder))
}
