//! Where the imports of a file lead.

use std::collections::BTreeMap;

use catalog::PACKAGE_JSON;
use diagnostics::RelPath;
use project::Project;
use project::facts::Facts;
use project::source_file::SourceFile;
use project::sources::{RelativeImport, Resolver, is_relative, specifiers};

/// Where an import leads.
#[derive(Clone, Copy, Debug)]
pub enum ImportTarget<'c> {
    /// A source file that was read.
    Source(&'c SourceFile),
    /// A file without code: JSON, styles, images, types.
    NoCode,
    /// A package that is not part of the project, so that it cannot call what belongs to it.
    Package,
    /// It cannot be followed.
    Unknown,
}

/// A source file with the targets of its imports.
pub(super) struct CodeFile<'c> {
    pub(super) source: &'c SourceFile,
    /// By specifier.
    targets: BTreeMap<&'c str, ImportTarget<'c>>,
    /// The files among them that were not read yet.
    pub(super) unread: Vec<RelPath>,
    /// Whether a component reaches it, or it may be an extension beside one.
    pub(super) is_of_component: bool,
}

impl<'c> CodeFile<'c> {
    pub(super) fn of(
        project: &'c Project,
        resolver: &Resolver<'c>,
        source: &'c SourceFile,
    ) -> CodeFile<'c> {
        let mut file = CodeFile {
            source,
            targets: BTreeMap::new(),
            unread: Vec::new(),
            is_of_component: false,
        };
        for specifier in specifiers(&source.facts) {
            if !file.targets.contains_key(specifier) {
                let target = file.find(project, resolver, specifier);
                file.targets.insert(specifier, target);
            }
        }
        file
    }

    pub(super) fn target(&self, specifier: &str) -> ImportTarget<'c> {
        match self.targets.get(specifier) {
            Some(target) => *target,
            None => ImportTarget::Unknown,
        }
    }

    /// The files that this one imports.
    pub(super) fn imported(&self) -> impl Iterator<Item = &'c SourceFile> + '_ {
        self.targets.values().filter_map(|target| match target {
            ImportTarget::Source(file) => Some(*file),
            _ => None,
        })
    }

    /// Whether everything that runs because of this file, other than what it imports from known files, is known.
    pub(super) fn is_known(&self) -> bool {
        let facts = &self.source.facts;
        !facts.is_incomplete
            && !self.source.text.trim().is_empty()
            && facts
                .imports
                .iter()
                .all(|import| import.specifier.is_some())
            && self
                .targets
                .values()
                .all(|target| !matches!(target, ImportTarget::Unknown))
    }
}

impl<'c> CodeFile<'c> {
    fn find(
        &mut self,
        project: &'c Project,
        resolver: &Resolver<'c>,
        specifier: &str,
    ) -> ImportTarget<'c> {
        let from = &self.source.path;
        if !is_relative(specifier) {
            let package = package_name(specifier);
            return if is_well_known(specifier, package) || is_installed(project, from, package) {
                ImportTarget::Package
            } else {
                ImportTarget::Unknown
            };
        }
        match resolver.resolve(from, specifier) {
            RelativeImport::Source(path) => match project.sources.get(&path) {
                Some(source) => ImportTarget::Source(source),
                None => {
                    if !project.has_read(&path) {
                        self.unread.push(path);
                    }
                    ImportTarget::Unknown
                }
            },
            RelativeImport::NoCode => ImportTarget::NoCode,
            RelativeImport::Unknown => ImportTarget::Unknown,
        }
    }
}

/// The name of the package in a specifier: `@hubspot/ui-extensions` of `@hubspot/ui-extensions/crm`.
pub(super) fn package_name(specifier: &str) -> &str {
    let slashes = if specifier.starts_with('@') { 1 } else { 0 };
    match specifier.match_indices('/').nth(slashes) {
        Some((end, _)) => &specifier[..end],
        None => specifier,
    }
}

/// Modules of Node.js, which functions import without a prefix too. Their names are exact: `util/format` is a file of the
/// project that an alias leads to.
const NODE_MODULES: [&str; 36] = [
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "crypto",
    "dns",
    "dns/promises",
    "events",
    "fs",
    "fs/promises",
    "http",
    "http2",
    "https",
    "module",
    "net",
    "os",
    "path",
    "path/posix",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "stream",
    "stream/promises",
    "string_decoder",
    "timers",
    "timers/promises",
    "tls",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "worker_threads",
    "zlib",
];

/// Whether HubSpot's build and runtime provide a module.
pub(super) fn is_well_known(specifier: &str, package: &str) -> bool {
    package.starts_with("@hubspot/")
        || specifier.starts_with("node:")
        || matches!(package, "react" | "react-dom")
        || NODE_MODULES.contains(&specifier)
}

/// Whether a `package.json` in a folder of the file, or in a parent folder, installs the package from outside of the project.
fn is_installed(project: &Project, from: &RelPath, package: &str) -> bool {
    from.parents().chain([""]).any(|folder| {
        let path = match folder {
            "" => PACKAGE_JSON.to_owned(),
            folder => format!("{folder}/{PACKAGE_JSON}"),
        };
        match project.documents.get(path.as_str()) {
            Some(document) => match &document.facts {
                Facts::Package(facts) => facts.installed.contains(package),
                _ => false,
            },
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_of_a_specifier_has_no_path() {
        for (specifier, package) in [
            ("react", "react"),
            ("lodash/get", "lodash"),
            ("@hubspot/ui-extensions", "@hubspot/ui-extensions"),
            ("@hubspot/ui-extensions/crm", "@hubspot/ui-extensions"),
            ("@/api", "@/api"),
            ("", ""),
        ] {
            assert_eq!(package_name(specifier), package);
        }
    }
}
