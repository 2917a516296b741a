//! What the names of imports mean, across files.

use std::collections::BTreeSet;

use diagnostics::RelPath;
use project::source_file::SourceFile;
use source::{Callee, Root, Value};

use super::{Code, ImportTarget};

/// The most files through which a name is followed.
pub(super) const MOST_FILES: usize = 40;

/// A value in a file, with the names of members that are used of it.
#[derive(Clone)]
pub(super) struct Located<'c> {
    pub(super) file: &'c SourceFile,
    pub(super) value: &'c Value,
    pub(super) members: Vec<&'c str>,
}

/// A function of a package: `hubspot.fetch` of `@hubspot/ui-extensions`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct PackageFunction<'c> {
    pub(super) specifier: &'c str,
    /// The name of the export, then those of members.
    pub(super) names: Vec<&'c str>,
}

impl<'c> Code<'c> {
    /// What `find` finds of an import: in the file that exports the name, or in the one whose name it exports again.
    pub(super) fn find_export<T>(
        &self,
        from: &'c SourceFile,
        specifier: &'c str,
        name: Option<&'c str>,
        find: impl Fn(&'c SourceFile, &'c str) -> Option<T>,
    ) -> Option<T> {
        let (mut file, mut specifier) = (from, specifier);
        let mut name = name.unwrap_or("default");
        for _ in 0..MOST_FILES {
            let ImportTarget::Source(target) = self.import_target(&file.path, specifier) else {
                return None;
            };
            file = target;
            if let Some(found) = find(file, name) {
                return Some(found);
            }
            match file.facts.exports.names.get(name) {
                Some(Value::Imported {
                    specifier: next,
                    name: other,
                    members,
                    ..
                }) if members.is_empty() => {
                    specifier = next;
                    name = other.as_deref().unwrap_or("default");
                }
                _ => return None,
            }
        }
        None
    }

    /// The value that names mean in the file that a specifier leads to: the first is that of an export.
    pub(super) fn exported(
        &self,
        from: &RelPath,
        specifier: &str,
        names: &[&'c str],
    ) -> Option<Located<'c>> {
        let ImportTarget::Source(file) = self.import_target(from, specifier) else {
            return None;
        };
        let Some((name, members)) = names.split_first() else {
            return self.export(file, "default", &[]);
        };
        if let Some(found) = self.export(file, name, members) {
            return Some(found);
        }
        // Without a default export, the default import is what a CommonJS module exports.
        match members.split_first() {
            Some((first, members)) if *name == "default" => self.export(file, first, members),
            _ => None,
        }
    }

    /// The value that a file exports as `name`, itself or by `export *`.
    fn export(&self, file: &'c SourceFile, name: &str, members: &[&'c str]) -> Option<Located<'c>> {
        let mut seen = BTreeSet::from([&file.path]);
        let mut pending = vec![file];
        while let Some(file) = pending.pop() {
            if let Some(value) = file.facts.exports.names.get(name) {
                return Some(Located {
                    file,
                    value,
                    members: members.to_vec(),
                });
            }
            for specifier in &file.facts.exports.all_of {
                if let ImportTarget::Source(other) = self.import_target(&file.path, specifier)
                    && seen.len() < MOST_FILES
                    && seen.insert(&other.path)
                {
                    pending.push(other);
                }
            }
        }
        None
    }

    /// The function of a package that a callee means, also if a file of the project exports it again.
    pub(super) fn package_function(
        &self,
        file: &'c SourceFile,
        callee: &'c Callee,
    ) -> Option<PackageFunction<'c>> {
        let Root::Imported { .. } = callee.root else {
            return None;
        };
        let names = callee.members.iter().map(String::as_str).collect();
        self.of_package(file, &callee.root, names)
    }

    /// What names of a root mean in a package.
    pub(super) fn of_package(
        &self,
        file: &'c SourceFile,
        root: &'c Root,
        members: Vec<&'c str>,
    ) -> Option<PackageFunction<'c>> {
        let Root::Imported { specifier, name } = root else {
            return None;
        };
        let mut file = file;
        let mut specifier = specifier.as_str();
        let mut names: Vec<&str> = name.as_deref().into_iter().chain(members).collect();
        for _ in 0..MOST_FILES {
            if let ImportTarget::Package = self.import_target(&file.path, specifier) {
                return Some(PackageFunction { specifier, names });
            }
            let found = self.exported(&file.path, specifier, &names)?;
            let Value::Imported {
                specifier: next,
                name,
                members,
                ..
            } = found.value
            else {
                return None;
            };
            names = name.as_deref().into_iter().collect();
            names.extend(members.iter().map(String::as_str));
            names.extend(&found.members);
            file = found.file;
            specifier = next;
        }
        None
    }
}
