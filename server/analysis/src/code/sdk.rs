//! What UI code imports from HubSpot's SDK, and the versions of the SDK that it may run with.

use catalog::{
    NewerSdk, NpmVersion, PACKAGE_JSON, PossibleVersions, SDK, SdkVersion, is_newer_export,
    sdk_module, sdk_modules,
};
use diagnostics::{RelPath, Span, suggest};
use project::Project;
use project::facts::{Facts, PackageEntry, PackageFacts, Spanned};
use project::source_file::SourceFile;
use source::{Import, ImportKind, ImportedName, Value};

use super::{Code, sdk_path};

/// Whether the SDK of a file is newer than the known versions. Without an entry, any version may be installed.
pub fn newer_sdk(project: &Project, file: &RelPath) -> NewerSdk {
    let Some((path, entry)) = nearest_entry(project, file) else {
        return NewerSdk::Possible;
    };
    if let Some(installed) = project.sdk_versions.get(path) {
        return NewerSdk::at(installed);
    }
    let text = entry.version.as_ref();
    match text.and_then(|text| NpmVersion::parse(&text.text)) {
        Some(version) => NewerSdk::allowed(&version),
        None => NewerSdk::Possible,
    }
}

/// Why the versions of the SDK are the possible ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SdkSource<'c> {
    /// No `package.json` of the project lists the SDK.
    Unlisted,
    /// It is installed in this version.
    Installed(&'c str),
    /// `package.json` names one version.
    Exact(&'c str),
    /// `package.json` has a range with several.
    Range(&'c Spanned),
    /// `package.json` leaves the choice to npm: `latest`.
    Newest,
}

/// The versions of the SDK that a file may run with.
#[derive(Clone, PartialEq, Debug)]
pub struct SdkVersions<'c> {
    /// The `package.json` that lists the SDK.
    pub package: Option<&'c RelPath>,
    pub source: SdkSource<'c>,
    pub possible: PossibleVersions,
}

/// A value that a file imports from the SDK, or a module of it.
#[derive(Clone, Copy, Debug)]
pub struct SdkImport<'c> {
    pub file: &'c RelPath,
    /// What follows the name of the package in the specifier: empty or `/crm`.
    pub module: &'c str,
    /// `None` for the module itself.
    pub name: Option<&'c str>,
    /// The name, or the specifier with its quotes.
    pub span: Span,
}

/// What the known versions of the SDK say about an import that none of the possible ones has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MissingExport {
    /// The first version after the possible ones that has it.
    pub added: Option<SdkVersion>,
    /// The last version before the possible ones that had it.
    pub removed: Option<SdkVersion>,
}

impl<'c> Code<'c> {
    /// The versions of the SDK that a file may run with; `None` if they are not known.
    pub fn sdk_versions(&self, file: &RelPath) -> Option<SdkVersions<'c>> {
        let project = self.index.project;
        let Some((path, entry)) = nearest_entry(project, file) else {
            return Some(SdkVersions {
                package: None,
                source: SdkSource::Unlisted,
                possible: PossibleVersions::any(),
            });
        };
        let (source, possible) = match project.sdk_versions.get(path) {
            Some(installed) => {
                let possible = PossibleVersions::at(installed)?;
                (SdkSource::Installed(installed), possible)
            }
            None => {
                let text = entry.version.as_ref()?;
                let version = NpmVersion::parse(&text.text)?;
                let source = match &version {
                    NpmVersion::Exact(_) => SdkSource::Exact(text.text.trim()),
                    NpmVersion::Range(_) => SdkSource::Range(text),
                    NpmVersion::Newest => SdkSource::Newest,
                };
                (source, PossibleVersions::allowed(&version)?)
            }
        };
        Some(SdkVersions {
            package: Some(path),
            source,
            possible,
        })
    }

    /// What a file imports from the SDK, as far as it is there when the code runs: no types. What its folder may not import is
    /// left out: no version has it there.
    pub fn sdk_imports(&self, file: &'c SourceFile) -> Vec<SdkImport<'c>> {
        let mut imports = Vec::new();
        for import in &file.facts.imports {
            let specifier = import.specifier.as_deref().unwrap_or_default();
            // The build leaves `require` as it is, and the worker has none.
            let is_bundled = import.kind != ImportKind::Require;
            if import.is_type_only || !is_bundled || sdk_path(specifier).is_none() {
                continue;
            }
            if self.misplaced_in(&file.path, specifier).is_some() {
                continue;
            }
            let module = &specifier[SDK.len()..];
            let before = imports.len();
            for name in &import.names {
                add_names(file, module, import, name, &mut imports);
            }
            let runs = import.names.is_empty()
                || imports.len() > before
                || import.names.iter().any(|name| name.is_value);
            if runs {
                imports.push(SdkImport {
                    file: &file.path,
                    module,
                    name: None,
                    span: import.span,
                });
            }
        }
        imports
    }
}

fn add_names<'c>(
    file: &'c SourceFile,
    module: &'c str,
    import: &'c Import,
    imported: &'c ImportedName,
    imports: &mut Vec<SdkImport<'c>>,
) {
    // TypeScript exports a type again like a value.
    let is_value = imported.is_value
        || is_javascript(&file.path)
            && (import.kind == ImportKind::ReExport || is_exported(file, import, imported));
    if imported.is_type || !is_value {
        return;
    }
    let of_all = imported.members.iter();
    let mut names: Vec<(&str, Span)> = of_all
        .map(|member| (member.name.as_str(), member.span))
        .collect();
    if let Some(name) = &imported.name {
        names.push((name, imported.span));
    }
    for (name, span) in names {
        // Bundlers give CommonJS and ES modules a default export.
        if name != "default" {
            imports.push(SdkImport {
                file: &file.path,
                module,
                name: Some(name),
                span,
            });
        }
    }
}

/// Whether a file exports what it imports: `export { Text }`.
fn is_exported(file: &SourceFile, import: &Import, imported: &ImportedName) -> bool {
    let mut exports = file.facts.exports.names.values();
    exports.any(|value| match value {
        Value::Imported {
            specifier, name, ..
        } => import.specifier.as_ref() == Some(specifier) && *name == imported.name,
        _ => false,
    })
}

/// Whether a file cannot have types, by its name.
fn is_javascript(path: &RelPath) -> bool {
    let endings = [".js", ".jsx", ".mjs", ".cjs"];
    endings.iter().any(|ending| path.as_str().ends_with(ending))
}

impl SdkImport<'_> {
    /// Whether a version of the SDK has it.
    pub fn is_in(&self, version: SdkVersion) -> bool {
        let Some(module) = sdk_module(self.module) else {
            return false;
        };
        match self.name {
            Some(name) => module.exports(name, version),
            None => module.is_in(version),
        }
    }

    /// What is known of an import that none of the possible versions has; `None` if one has it, or may have it, or if its
    /// module is missing already.
    pub fn missing(&self, possible: &PossibleVersions) -> Option<MissingExport> {
        let has = |import: &SdkImport<'_>| {
            let mut versions = possible.versions.iter();
            versions.any(|version| import.is_in(*version))
        };
        let module = SdkImport {
            name: None,
            ..*self
        };
        if has(self) || self.name.is_some() && !has(&module) {
            return None;
        }
        let removed = self.last_before(possible.oldest());
        if possible.may_be_newer && removed.is_none() && !self.is_missing_in_newer() {
            return None;
        }
        Some(MissingExport {
            added: self.first_after(possible.newest()),
            removed,
        })
    }

    /// Whether newer versions most likely lack too what no known version has in this module: another module had it once, or it
    /// is misspelled.
    fn is_missing_in_newer(&self) -> bool {
        let newest = SdkVersion::newest();
        let (word, near) = match self.name {
            Some(name) if is_newer_export(name) => return false,
            Some(name) if sdk_modules().iter().any(|it| it.has_exported(name)) => {
                // What another module still has may be in this one too.
                return !sdk_modules().iter().any(|it| it.exports(name, newest));
            }
            Some(name) => {
                let names = sdk_module(self.module).map(|module| module.names(newest));
                (name, suggest::nearest(name, names.into_iter().flatten()))
            }
            None => {
                let modules = sdk_modules().iter().filter(|it| it.is_in(newest));
                let paths = modules.map(|module| module.path);
                (self.module, suggest::nearest(self.module, paths))
            }
        };
        near.is_some_and(|near| suggest::is_misspelling(word, near))
    }

    /// The first version after `version` that has it.
    pub fn first_after(&self, version: SdkVersion) -> Option<SdkVersion> {
        let module = sdk_module(self.module)?;
        match self.name {
            Some(name) => module.first_after(name, version),
            None if module.first() > version => Some(module.first()),
            None => None,
        }
    }

    /// The last version before `version` that has it.
    pub fn last_before(&self, version: SdkVersion) -> Option<SdkVersion> {
        let module = sdk_module(self.module)?;
        match self.name {
            Some(name) => module.last_before(name, version),
            None if module.last() < version => Some(module.last()),
            None => None,
        }
    }
}

/// The entry of the SDK in the nearest `package.json` in a folder of a file that lists it: Node.js looks for packages there.
fn nearest_entry<'c>(
    project: &'c Project,
    file: &RelPath,
) -> Option<(&'c RelPath, &'c PackageEntry)> {
    for (path, facts) in packages_around(project, file) {
        if let Some(entry) = facts.entry(SDK) {
            return Some((path, entry));
        }
    }
    None
}

/// The `package.json` files in the folders of a file, the nearest first.
pub fn packages_around<'c>(
    project: &'c Project,
    file: &RelPath,
) -> impl Iterator<Item = (&'c RelPath, &'c PackageFacts)> {
    let mut packages = Vec::new();
    let mut path = String::new();
    for folder in file.parents().chain([""]) {
        path.clear();
        path.push_str(folder);
        if !folder.is_empty() {
            path.push('/');
        }
        path.push_str(PACKAGE_JSON);
        if let Some(document) = project.documents.get(path.as_str())
            && let Facts::Package(facts) = &document.facts
        {
            packages.push((&document.path, facts));
        }
    }
    packages.into_iter()
}
