//! The function that HubSpot runs: the export `main` of the entrypoint.

use std::collections::BTreeSet;

use project::source_file::SourceFile;
use source::{Handler, Value};

use super::{Code, ImportTarget};

/// What a file exports as `main`.
#[derive(Clone, Copy, Debug)]
pub enum MainExport<'c> {
    /// The file that defines it, or from which it cannot be followed.
    Found(&'c SourceFile, &'c Handler),
    Missing,
    /// The file may export it.
    Unknown,
}

impl<'c> Code<'c> {
    /// What a file exports as `main`, itself or from other files.
    pub fn main_export(&self, file: &'c SourceFile) -> MainExport<'c> {
        let mut is_known = true;
        let mut seen = BTreeSet::from([&file.path]);
        let mut pending = vec![file];
        while let Some(file) = pending.pop() {
            let exports = &file.facts.exports;
            if let Some(handler) = &exports.main {
                match self.exported_again(file) {
                    Some(next) if seen.insert(&next.path) => {
                        pending = vec![next];
                        continue;
                    }
                    _ => return MainExport::Found(file, handler),
                }
            }
            // Some compilers make names of the properties of a default export.
            let may_be_property = match exports.names.get("default") {
                Some(default @ Value::Object { is_open, .. }) => {
                    *is_open || default.property("main").is_some()
                }
                _ => false,
            };
            is_known &= !file.facts.is_incomplete
                && !exports.is_open
                && !may_be_property
                && !file.text.trim().is_empty();
            for specifier in &exports.all_of {
                match self.import_target(&file.path, specifier) {
                    ImportTarget::Source(other) => {
                        if seen.insert(&other.path) {
                            pending.push(other);
                        }
                    }
                    ImportTarget::NoCode => {}
                    ImportTarget::Package | ImportTarget::Unknown => is_known = false,
                }
            }
        }
        if is_known {
            MainExport::Missing
        } else {
            MainExport::Unknown
        }
    }

    /// The file from which a file takes its export `main`, under the same name.
    fn exported_again(&self, file: &'c SourceFile) -> Option<&'c SourceFile> {
        let Some(Value::Imported {
            specifier,
            name: Some(name),
            members,
            ..
        }) = file.facts.exports.names.get("main")
        else {
            return None;
        };
        if name != "main" || !members.is_empty() {
            return None;
        }
        match self.import_target(&file.path, specifier) {
            ImportTarget::Source(other) if other.facts.exports.main.is_some() => Some(other),
            _ => None,
        }
    }
}
