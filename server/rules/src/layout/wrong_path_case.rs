//! # wrong-path-case
//!
//! A path differs in letter case from the file that it names.
//!
//! ## Why it is wrong
//!
//! Windows and macOS find the file all the same. HubSpot builds projects on another system, most likely one for which
//! `Orders.tsx` and `orders.tsx` are two files.
//!
//! ## Example
//!
//! ```text
//! src/app/cards/orders-hsmeta.json   … "entrypoint": "/app/cards/orders.tsx" …
//! src/app/cards/Orders.tsx
//! ```
//!
//! ## How to fix
//!
//! Write the path exactly as the file is called.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2 opens the path as it is written.

use crate::analysis::entrypoints::{self, Verdict};
use crate::analysis::{local_dependencies, theme_assets};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, RelPath, Safety, Severity, message};
use project::facts::{Reference, Spanned, Target};
use project::index::Index;
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "wrong-path-case",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    file: include_str!("wrong_path_case.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for found in entrypoints::of(index) {
        if let Verdict::WrongCase(right) = &found.verdict {
            out.push(finding(found.component.path, found.reference, right));
        }
    }
    for (component, reference, right) in theme_assets::in_other_case(index) {
        out.push(finding(component.path, reference, &right));
    }
    for broken in local_dependencies::broken(index) {
        if let local_dependencies::Verdict::WrongCase(right) = &broken.verdict {
            let Spanned { text, span } = &broken.dependency.spec;
            let reference = Reference {
                target: Target::NearbyFile,
                name: text.clone(),
                span: *span,
            };
            out.push(finding(broken.file, &reference, right));
        }
    }
}

fn finding(file: &RelPath, reference: &Reference, right: &str) -> Diagnostic {
    let (name, shown) = (message::quoted(&reference.name), message::quoted(right));
    RULE.at(
        file,
        reference.span,
        format!("{name} is called {shown}: letter case matters where HubSpot builds"),
    )
    .help(format!("write {shown}"))
    .fix(
        format!("change to {shown}"),
        Safety::Safe,
        [(reference.span, edit::quote(right))],
    )
}
