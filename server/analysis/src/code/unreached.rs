//! Files that no component reaches: extensions, and other UI code, which the rules about UI code look at too.

use std::collections::BTreeSet;

use diagnostics::RelPath;
use project::source_file::SourceFile;
use project::sources::{CodeComponents, is_component_code, is_helper, specifiers};

use super::Code;
use super::imports::package_name;

/// The packages that only UI code imports.
const UI_PACKAGES: [&str; 2] = ["@hubspot/ui-extensions", "react"];

/// Notes which files are code of components and which are other UI code, and drops the rest: files that an editor has open,
/// or that were imported before an edit. What is reported must not depend on them.
pub(super) fn sort<'c>(code: &mut Code<'c>, roots: &CodeComponents<'_>) {
    let of_components = code
        .components
        .iter()
        .flat_map(|component| &component.files);
    let reached: BTreeSet<&RelPath> = of_components.map(|file| &file.path).collect();
    code.unreached_ui = unreached_ui(code, roots, &reached);
    let unreached_ui = &code.unreached_ui;
    code.files.retain(|path, file| {
        file.is_of_component =
            reached.contains(path) || roots.may_be_extension(path, file.source.text.as_bytes());
        file.is_of_component || unreached_ui.contains(path)
    });
}

fn unreached_ui<'c>(
    code: &Code<'c>,
    roots: &CodeComponents<'_>,
    reached: &BTreeSet<&'c RelPath>,
) -> BTreeSet<&'c RelPath> {
    let mut pending: Vec<&RelPath> = Vec::new();
    for (path, file) in &code.files {
        let source = file.source;
        if !reached.contains(path)
            && roots.may_be_ui(path, source.text.as_bytes())
            && imports_ui(source)
            && !is_for_node(source)
        {
            pending.push(path);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(path) = pending.pop() {
        let is_code = is_component_code(path) && !is_helper(path);
        if reached.contains(path) || !is_code || !found.insert(path) {
            continue;
        }
        if let Some(file) = code.files.get(path) {
            pending.extend(file.imported().map(|imported| &imported.path));
        }
    }
    found
}

fn imports_ui(source: &SourceFile) -> bool {
    specifiers(&source.facts).any(|specifier| UI_PACKAGES.contains(&package_name(specifier)))
}

/// Packages and modules of Node.js that tests and scripts import.
const NODE_PACKAGES: [&str; 11] = [
    "child_process",
    "fs",
    "http",
    "https",
    "jest",
    "os",
    "path",
    "react-dom/server",
    "react-test-renderer",
    "url",
    "vitest",
];

/// Whether a file that nothing reaches is a test or a script by what it imports, or by its first line.
fn is_for_node(source: &SourceFile) -> bool {
    source.text.starts_with("#!") || specifiers(&source.facts).any(is_of_node)
}

fn is_of_node(specifier: &str) -> bool {
    let mut begins = ["node:", "@testing-library/", "@jest/"].into_iter();
    specifier == "@hubspot/ui-extensions/testing"
        || NODE_PACKAGES.contains(&specifier)
        || begins.any(|begin| specifier.starts_with(begin))
}
