//! # missing-entrypoint
//!
//! The `entrypoint` of a component does not exist.
//!
//! ## What it does
//!
//! Resolves the path relative to the source folder. If it differs from an existing file only in its
//! Unicode normalization (file names created on macOS may have two code points for an accented
//! letter), the message shows the code points.
//!
//! ## Why
//!
//! HubSpot has no file to build, and reports it only after the upload.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/OrderList.tsx" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.tsx" } }
//! ```
//!
//! ## How to fix
//!
//! Correct the path, or add the file.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, which builds UI extensions and functions.

use crate::rule;
use analysis::entrypoints::{self, Entrypoint, EntrypointProblem};
use analysis::files;
use diagnostics::{Diagnostic, RelPath, Safety, message};
use project::index::Index;
use syntax::edit;

rule! {
    file: "missing_entrypoint.rs",
    severity: Error,
    since: "0.1.0",
    check: Entrypoint(check),
}

fn check(index: &Index<'_>, found: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let name = message::quoted(&found.reference.name);
    let message = match found.problem {
        EntrypointProblem::Missing if found.reference.name.is_empty() => {
            "entrypoint is empty".to_owned()
        }
        EntrypointProblem::Missing => format!("entrypoint {name} does not exist"),
        EntrypointProblem::Folder => format!("entrypoint {name} is a folder"),
        _ => return,
    };
    let diagnostic = RULE.at(found.component.path, found.reference.span, message);
    if let Some(path) = index.path_of(found.component.path, found.reference)
        && let Some(file) = index.in_other_form(&path)
        && let Some(difference) = files::difference(path.as_str(), file.as_str())
    {
        return out.push(in_other_form(diagnostic, index, file, &difference));
    }
    let help = "correct the path, which is relative to the source folder, or add the file";
    out.push(entrypoints::suggest(diagnostic, index, found, help));
}

/// The names look alike, so the message has to show the difference.
fn in_other_form(
    mut found: Diagnostic,
    index: &Index<'_>,
    file: &RelPath,
    difference: &str,
) -> Diagnostic {
    found.message = format!("{}: {difference}", found.message);
    let place = found.span;
    let found = found.help("write the name in the Unicode form of the file, or rename the file");
    match index
        .src_dir
        .as_ref()
        .and_then(|src| files::rooted(src, file))
    {
        Some(right) => {
            let title = "write the name in the Unicode form of the file";
            found.fix(title, Safety::Unsafe, [(place, edit::quote(&right))])
        }
        None => found,
    }
}
