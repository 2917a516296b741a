//! # functions-without-component
//!
//! A folder contains code of functions, but no component file declares a function.
//!
//! ## What it does
//!
//! Looks for code in `app/functions` without a component file, and for folders of the older project
//! layout such as `app.functions`. Both are relative to `srcDir`.
//!
//! ## Why
//!
//! HubSpot builds only the functions that component files in `app/functions` declare. The code is
//! uploaded but never runs.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json` is missing
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "get_orders",
//!   "type": "app-function",
//!   "config": { "entrypoint": "/app/functions/getOrders.js" }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add a component file of type `app-function` for each function, such as
//! `src/app/functions/get-orders-hsmeta.json`, or delete the folder.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `files.js`; verified by running
//! it.

use crate::rule;
use std::collections::{BTreeMap, BTreeSet};

use crate::layout::missing_hsmeta_suffix;
use analysis::{misnamed_files, source_folder};
use catalog::FileKind;
use diagnostics::path::has_ending;
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::index::Index;
use project::{Entry, is_in_dot_folder};

rule! {
    file: "functions_without_component.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview",
    check: Project(check),
}

/// The folder of functions, below the source folder.
pub const FUNCTIONS: &str = "app/functions";

/// The end of the name of a folder of functions in the older project layout.
const OLD: &str = ".functions";

/// The file of the older project layout that says which functions there are.
const OLD_FILE: &str = "serverless.json";

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src) = source_folder::folder(index) else {
        return;
    };
    if let Some(code) = undeclared_code(index) {
        let folder = source_folder::shown(&src, FUNCTIONS);
        let message = format!(
            "code in {} belongs to no component; HubSpot does not build it",
            message::quoted(&folder)
        );
        let stem = code.file_name().split('.').next().unwrap_or_default();
        let component = message::quoted(&format!("{folder}/{stem}-hsmeta.json"));
        let help = format!("add {component} of type `app-function`, or delete the folder");
        out.push(RULE.at(code, Span::default(), message).help(help));
    }
    for (folder, file) in old_folders(index, &src) {
        let message = format!(
            "folder {} is from the project layout before 2025.2; HubSpot builds nothing in it",
            message::quoted(&source_folder::shown(&src, folder))
        );
        let new = message::quoted(&source_folder::shown(&src, FUNCTIONS));
        let help = format!(
            "move what you need to {new} with a `*-hsmeta.json` for each function, or delete the folder"
        );
        out.push(RULE.at(file, Span::default(), message).help(help));
    }
}

/// The first file of code in the folder of functions, if no file there is, or was most likely meant to be, a component.
fn undeclared_code<'p>(index: &Index<'p>) -> Option<&'p RelPath> {
    let code = code_of_functions(index)?;
    let has_misnamed_component = missing_hsmeta_suffix::misnamed(index)
        .iter()
        .any(|misnamed| misnamed.is_in(FUNCTIONS));
    if has_misnamed_component {
        None
    } else {
        Some(code)
    }
}

/// The first file of code in the folder of functions, if no file there is a component.
pub fn code_of_functions<'p>(index: &Index<'p>) -> Option<&'p RelPath> {
    let src = source_folder::folder(index)?;
    let mut code = None;
    for (path, below, entry) in source_folder::entries_below(index, &src) {
        let Some(rest) = below
            .strip_prefix(FUNCTIONS)
            .and_then(|rest| rest.strip_prefix('/'))
        else {
            continue;
        };
        let name = path.file_name();
        if is_reported(name) {
            return None;
        }
        let is_code = entry == Entry::File
            && is_code(name)
            && !is_in_dot_folder(rest)
            && !index.is_nested(path);
        if is_code && code.is_none() {
            code = Some(path);
        }
    }
    code
}

/// Whether a file declares functions, or was meant to: HubSpot reads it, or another rule reports it.
fn is_reported(name: &str) -> bool {
    FileKind::of(name) == Some(FileKind::Component)
        || misnamed_files::looks_like_component(name)
        || name == OLD_FILE
}

/// The folders of functions of the older layout, relative to the source folder, with a file in each; only those that no
/// other rule reports. Themes may have such folders.
fn old_folders<'p>(index: &Index<'p>, src: &RelPath) -> BTreeMap<&'p str, &'p RelPath> {
    let mut folders: BTreeMap<&str, &RelPath> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    for (path, below, entry) in source_folder::entries_below(index, src) {
        let Some(folder) = old_folder(below) else {
            continue;
        };
        let is_theme = below.starts_with("theme/") || below.starts_with("cms-assets/");
        if is_theme || entry != Entry::File || is_in_dot_folder(below) || index.is_nested(path) {
            continue;
        }
        if is_reported(path.file_name()) {
            reported.insert(folder);
        }
        let file = folders.entry(folder).or_insert(path);
        if is_code(path.file_name()) && !is_code(file.file_name()) {
            *file = path;
        }
    }
    folders.retain(|folder, _| !reported.contains(folder));
    folders
}

/// The outermost folder of functions that contains a file.
fn old_folder(below: &str) -> Option<&str> {
    let mut end = 0;
    for part in source_folder::folder_of(below).split('/') {
        end += part.len();
        if part.len() > OLD.len() && part.ends_with(OLD) {
            return below.get(..end);
        }
        end += 1;
    }
    None
}

/// Whether a file is code that could run, by its name.
fn is_code(name: &str) -> bool {
    let is_script = [".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".jsx", ".tsx"]
        .iter()
        .any(|end| has_ending(name, end));
    is_script && !name.starts_with('.') && !name.contains(".d.") && !name.contains(".config.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_folder_of_old_functions_is_found() {
        for (below, folder) in [
            ("app/app.functions/send.js", Some("app/app.functions")),
            (
                "app/app.functions/lib/b.functions/send.js",
                Some("app/app.functions"),
            ),
            ("x.functions/send.js", Some("x.functions")),
            ("app/functions/send.js", None),
            ("app/.functions/send.js", None),
            ("app/app.functions", None),
        ] {
            assert_eq!(old_folder(below), folder, "{below}");
        }
    }
}
