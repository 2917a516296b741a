//! The source code of a project, as rules see it: what each component reaches, which calls there are, and which texts their
//! arguments may have. What is unknown is said to be unknown, never guessed.

mod api_calls;
mod calls;
mod counts;
mod definition;
mod exports;
mod extension_folder;
mod imports;
mod locations;
mod main_export;
mod missing_variables;
mod origin;
mod permitted;
mod reach;
mod resolve;
mod sdk;
mod sdk_elements;
mod texts;
mod unreached;
mod uses;
mod variable_reads;

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::RelPath;
use project::index::Index;
use project::source_file::SourceFile;
use project::sources::{CodeComponents, Runtime};
use source::Value;

use api_calls::{Passed, SetTokens};
use calls::Calls;
use imports::CodeFile;

pub use api_calls::{ApiCall, ApiPath, ApiTarget, Segment, SegmentText, Token};
pub use counts::{CallCount, CodeCounts};
pub use extension_folder::ExtensionFolder;
pub use imports::ImportTarget;
pub use locations::CodeLocations;
pub use main_export::MainExport;
pub use missing_variables::MissingVariable;
pub use origin::Origin;
pub use permitted::PermittedUrls;
pub use reach::{ComponentCode, FileEnvRead, Runtimes};
pub use sdk::{MissingExport, SdkImport, SdkSource, SdkVersions, newer_sdk, packages_around};
pub use sdk_elements::sdk_path;
pub use texts::{Piece, Resolved, ResolvedText};
pub use uses::{CodeUse, Judged, UseGroup, UseSite, group};

/// The code of a project, computed once a check.
pub struct Code<'c> {
    pub index: &'c Index<'c>,
    files: BTreeMap<&'c RelPath, CodeFile<'c>>,
    components: Vec<ComponentCode<'c>>,
    runtimes: BTreeMap<&'c RelPath, Runtimes>,
    /// UI code that no component reaches.
    unreached_ui: BTreeSet<&'c RelPath>,
    ui_files: Vec<&'c SourceFile>,
    calls: Calls<'c>,
    set_tokens: SetTokens<'c>,
    api_calls: Vec<ApiCall<'c>>,
    unread_entrypoints: BTreeSet<RelPath>,
}

impl<'c> Code<'c> {
    /// `None` if no component has code, or it is not read.
    pub fn of(index: &'c Index<'c>) -> Option<Code<'c>> {
        let roots = CodeComponents::of(index.project)?;
        let resolver = &roots.resolver;
        let mut code = Code {
            index,
            files: BTreeMap::new(),
            components: Vec::new(),
            runtimes: BTreeMap::new(),
            unreached_ui: BTreeSet::new(),
            ui_files: Vec::new(),
            calls: Calls::default(),
            set_tokens: SetTokens::default(),
            api_calls: Vec::new(),
            unread_entrypoints: roots.entrypoints(),
        };
        code.unread_entrypoints
            .retain(|path| !index.project.has_read(path));
        for (path, source) in &index.project.sources {
            let file = CodeFile::of(index.project, resolver, source);
            code.files.insert(path, file);
        }
        code.components = reach::components(&code, resolver);
        unreached::sort(&mut code, &roots);
        code.runtimes = reach::runtimes(&code.components);
        code.ui_files = code.find_ui_files();
        code.calls = calls::find(&code);
        code.set_tokens = api_calls::set_tokens(&code);
        code.api_calls = api_calls::find(&code);
        Some(code)
    }

    /// The source files that components reach and that were not read: an editor may have a new import.
    pub fn unread_sources(&self) -> BTreeSet<RelPath> {
        let mut unread = self.unread_entrypoints.clone();
        let of_components = self
            .components
            .iter()
            .flat_map(|component| &component.files);
        let mut paths: BTreeSet<&RelPath> = of_components.map(|file| &file.path).collect();
        paths.extend(&self.unreached_ui);
        for path in paths {
            if let Some(file) = self.files.get(path) {
                unread.extend(file.unread.iter().cloned());
            }
        }
        unread
    }

    /// The source files of components, also extensions beside them that nothing reaches.
    pub fn sources(&self) -> impl Iterator<Item = &'c SourceFile> + '_ {
        let files = self.files.values();
        files
            .filter(|file| file.is_of_component)
            .map(|file| file.source)
    }

    fn find_ui_files(&self) -> Vec<&'c SourceFile> {
        let files = self.files.values().map(|file| file.source);
        files
            .filter(|file| {
                self.runtimes(&file.path).is_ui || self.unreached_ui.contains(&file.path)
            })
            .collect()
    }

    /// The source files whose code runs in the browser, and those in folders of UI code that no component reaches: those that
    /// import the SDK or React, with what they import.
    pub fn ui_files(&self) -> impl Iterator<Item = &'c SourceFile> + '_ {
        self.ui_files.iter().copied()
    }

    /// The components in the browser that reach a file.
    pub fn ui_components_of(
        &self,
        file: &'c SourceFile,
    ) -> impl Iterator<Item = &ComponentCode<'c>> {
        self.components
            .iter()
            .filter(move |component| component.runtime == Runtime::Ui && component.reaches(file))
    }

    /// The components that have an entrypoint.
    pub fn components(&self) -> &[ComponentCode<'c>] {
        &self.components
    }

    /// The source file at `path`, if it was read.
    pub fn source(&self, path: &RelPath) -> Option<&'c SourceFile> {
        Some(self.files.get(path)?.source)
    }

    /// The texts that a value of a file may have.
    pub fn resolve(&self, file: &'c SourceFile, value: &'c Value) -> Resolved<'c> {
        resolve::resolve(self, file, value, None)
    }

    /// The same in a function, for a call of it.
    fn resolve_passed(
        &self,
        file: &'c SourceFile,
        value: &'c Value,
        passed: Option<Passed<'c>>,
    ) -> Resolved<'c> {
        resolve::resolve(self, file, value, passed)
    }

    /// Where the code of a file runs. Tests, stories and configurations run nowhere, also if something imports them.
    pub fn runtimes(&self, path: &RelPath) -> Runtimes {
        self.runtimes.get(path).copied().unwrap_or_default()
    }

    /// The files whose code runs in a place.
    pub fn files_of(&self, runtime: Runtime) -> impl Iterator<Item = &'c SourceFile> + '_ {
        self.sources()
            .filter(move |file| self.runtimes(&file.path).has(runtime))
    }

    /// Where an import of a file leads.
    pub fn import_target(&self, file: &RelPath, specifier: &str) -> ImportTarget<'c> {
        let Some(file) = self.files.get(file) else {
            return ImportTarget::Unknown;
        };
        match file.target(specifier) {
            ImportTarget::Source(source) if !self.files.contains_key(&source.path) => {
                ImportTarget::Unknown
            }
            target => target,
        }
    }

    /// The calls of `hubspot.fetch` in UI code, with their URLs.
    pub fn fetches(&self) -> &[CodeUse<'c>] {
        &self.calls.fetches
    }

    /// The calls of `hubspot.serverless` and `runServerlessFunction` in UI code, with the names of functions.
    pub fn serverless_calls(&self) -> &[CodeUse<'c>] {
        &self.calls.serverless
    }

    /// What UI code shows in an `iframe`, with the URLs.
    pub fn iframes(&self) -> &[CodeUse<'c>] {
        &self.calls.iframes
    }

    /// The images of UI code, with their URLs.
    pub fn images(&self) -> &[CodeUse<'c>] {
        &self.calls.images
    }

    /// The HTTP requests that code sends other than by `hubspot.fetch`, with their URLs or paths: those of functions, and
    /// `fetchHubSpotApi` in UI code.
    pub fn requests(&self) -> &[CodeUse<'c>] {
        &self.calls.requests
    }

    /// The calls of HubSpot's API in code that runs. Requests whose URL is unknown are in [`requests`](Code::requests) and
    /// [`fetches`](Code::fetches) only.
    pub fn api_calls(&self) -> &[ApiCall<'c>] {
        &self.api_calls
    }

    /// The calls of `hubspot.extend` in any file that was read.
    pub fn extend_calls(&self) -> &[CodeUse<'c>] {
        &self.calls.extends
    }

    /// How many calls there are, and how many of them are known.
    pub fn counts(&self) -> CodeCounts {
        counts::of(self)
    }
}

#[cfg(test)]
mod tests;
