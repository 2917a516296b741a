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
    fixes: Unsafe,
    since: "0.1.0",
    check: Entrypoint(check),
}

fn check(index: &Index<'_>, entrypoint: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let (path, reference) = (entrypoint.component.path, entrypoint.reference);
    let name = message::quoted(&reference.name);
    let message = match entrypoint.problem {
        EntrypointProblem::Missing if reference.name.is_empty() => "entrypoint is empty".to_owned(),
        EntrypointProblem::Missing => format!("entrypoint {name} does not exist"),
        EntrypointProblem::Folder => format!("entrypoint {name} is a folder"),
        _ => return,
    };
    if let Some(target) = index.path_of(path, reference)
        && let Some(file) = index.in_other_form(&target)
        && let Some(difference) = files::difference(target.as_str(), file.as_str())
    {
        let message = format!("{message}: {difference}");
        let diagnostic = RULE.at(path, reference.span, message);
        out.push(use_unicode_form(diagnostic, index, file));
        return;
    }
    let diagnostic = RULE.at(path, reference.span, message);
    let help = "correct the path, which is relative to the source folder, or add the file";
    out.push(entrypoints::suggest(diagnostic, index, entrypoint, help));
}

/// Suggests the name of a file that looks the same and differs in Unicode normalization.
fn use_unicode_form(diagnostic: Diagnostic, index: &Index<'_>, file: &RelPath) -> Diagnostic {
    let span = diagnostic.span;
    let diagnostic =
        diagnostic.help("write the name in the Unicode form of the file, or rename the file");
    let Some(src) = &index.src_dir else {
        return diagnostic;
    };
    let Some(right) = files::rooted(src, file) else {
        return diagnostic;
    };
    diagnostic.fix(
        "write the name in the Unicode form of the file",
        Safety::Unsafe,
        [(span, edit::quote(&right))],
    )
}
