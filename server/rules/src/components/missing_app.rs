//! # missing-app
//!
//! A project has cards, functions or other parts of an app, and no component of type `app`.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses each of them: `This … component must be a child of the 'app' component`. Themes and CMS assets are the
//! only components that stand alone. A type that is accepted by accident only, such as `APPLICATION`, does not count.
//!
//! ## Example
//!
//! ```text
//! hsproject.json
//! src/app/cards/order-history-hsmeta.json   { "uid": "order_history", "type": "card", … }
//! ```
//!
//! ## How to fix
//!
//! Add the app: a file such as `src/app/app-hsmeta.json` with the type `app`. If there is one elsewhere, move it there.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; executed.

use crate::{Check, Rule};
use catalog::Spelling;
use diagnostics::{Diagnostic, Safety, Severity, message};
use project::facts::ComponentFacts;
use project::index::{Component, Index};
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "missing-app",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("missing_app.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let (Some((manifest, project)), true) = (index.manifest, is_missing(index)) else {
        return;
    };
    let children: Vec<_> = children(index).collect();
    let need = match children.len() {
        1 => "HubSpot refuses the component that needs one".to_owned(),
        number => format!("HubSpot refuses the {number} components that need one"),
    };
    let diagnostic = match index.components.iter().find_map(misspelt) {
        Some((app, span, text)) => {
            let message = format!(
                "{} does not count as the app: {need}",
                message::quoted(text)
            );
            let change = [(span, edit::quote("app"))];
            RULE.at(app.path, span, message).help("write `app`").fix(
                "change to `app`",
                Safety::Unsafe,
                change,
            )
        }
        None => {
            let span = project
                .src_dir
                .as_ref()
                .map_or(project.anchor, |src_dir| src_dir.span);
            let message = format!("the project has no component of type `app`: {need}");
            let folder = index
                .src_dir
                .as_ref()
                .and_then(|src| src.join("app"))
                .unwrap_or_else(|| manifest.clone());
            let elsewhere = index
                .skipped_files
                .iter()
                .filter(|other| is_app(other.facts));
            let diagnostic = RULE.at(manifest, span, message);
            match elsewhere.clone().next() {
                Some(_) => elsewhere.take(3).fold(diagnostic, |diagnostic, other| {
                    diagnostic.related(
                        other.path,
                        other.facts.anchor,
                        "HubSpot does not read this app",
                    )
                }),
                None => diagnostic,
            }
            .help(format!("put a file with the type `app` in `{folder}/`"))
        }
    };
    // All of them: each file that HubSpot refuses for this is named, and there is one finding only.
    let places = children
        .iter()
        .filter_map(|child| Some((child.path, child.facts.type_name.as_ref()?.span)));
    let name = |diagnostic: Diagnostic, (path, span)| {
        diagnostic.related(path, span, "this must be part of an app")
    };
    out.push(places.fold(diagnostic, name));
}

/// Whether components need an app and none is there. A file in the app's folder whose type cannot be read, or means
/// nothing, may be the app: then that is the mistake.
pub fn is_missing(index: &Index<'_>) -> bool {
    let may_be_app = |component: &Component<'_>| {
        let is_uncertain = component.facts.spelling == Spelling::Unknown
            || component.facts.type_mismatch.is_some();
        is_app(component.facts) || component.folder.name == "app" && is_uncertain
    };
    children(index).next().is_some() && !index.components.iter().any(may_be_app)
}

fn is_app(facts: &ComponentFacts) -> bool {
    facts.counts_as("app")
}

/// The components that HubSpot looks for an app for: it does so for exact spellings only.
fn children<'i, 'p>(index: &'i Index<'p>) -> impl Iterator<Item = &'i Component<'p>> {
    index.components.iter().filter(|component| {
        let facts = component.facts;
        facts.spelling == Spelling::Exact
            && facts
                .component
                .is_some_and(|component| component.requires_app)
    })
}

/// An app whose type is accepted by accident.
fn misspelt<'i, 'p>(
    component: &'i Component<'p>,
) -> Option<(&'i Component<'p>, diagnostics::Span, &'p str)> {
    let facts = component.facts;
    let is_app = facts
        .component
        .is_some_and(|component| component.name == "app");
    let name = facts
        .type_name
        .as_ref()
        .filter(|_| is_app && facts.spelling == Spelling::Tolerated)?;
    Some((component, name.span, &name.text))
}
