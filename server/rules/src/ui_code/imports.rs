//! The imports of UI code.

use analysis::code::Code;
use diagnostics::{Diagnostic, Rule, Span};
use project::source_file::SourceFile;
use source::{Import, ImportKind};

/// An import by its specifier.
pub(super) struct SpecifiedImport<'c> {
    pub(super) file: &'c SourceFile,
    pub(super) import: &'c Import,
    pub(super) specifier: &'c str,
}

/// The imports that the build follows. What only types are imported from is among them if a statement imports it: HubSpot's
/// ESLint package reports that too. `require` is not: nothing of what it names is built.
pub(super) fn imports<'c>(code: &Code<'c>) -> Vec<SpecifiedImport<'c>> {
    let mut imports = Vec::new();
    for file in code.ui_files() {
        for import in &file.facts.imports {
            let is_followed = match import.kind {
                ImportKind::Static => true,
                ImportKind::ReExport | ImportKind::Dynamic => !import.is_type_only,
                ImportKind::Require => false,
            };
            if let Some(specifier) = &import.specifier
                && is_followed
            {
                imports.push(SpecifiedImport {
                    file,
                    import,
                    specifier,
                });
            }
        }
    }
    imports
}

impl SpecifiedImport<'_> {
    pub(super) fn report(&self, rule: &'static Rule, message: String) -> Diagnostic {
        rule.at(&self.file.path, self.span(), message)
    }

    /// The specifier, or the statement if that begins on an earlier line: ESLint reports it there.
    fn span(&self) -> Span {
        let specifier = self.import.span;
        let statement = self.import.statement;
        let before = Span {
            end: specifier.start,
            ..statement
        };
        match self.file.text.get(before.range()) {
            Some(text) if text.contains('\n') => statement,
            _ => specifier,
        }
    }
}
