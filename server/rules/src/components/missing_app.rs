//! # missing-app
//!
//! A project has components that require an app, but no component of type `app`.
//!
//! ## What it does
//!
//! Themes and CMS assets are the only components that do not require an app. An `app` component
//! whose `type` is accepted by accident only, such as `APPLICATION`, does not count.
//!
//! ## Why
//!
//! HubSpot refuses each of these components: `This … component must be a child of the 'app'
//! component`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json` is missing
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_app", "type": "app" }
//! ```
//!
//! ## How to fix
//!
//! Add an app, such as `src/app/app-hsmeta.json` with the type `app`. If there is one elsewhere,
//! move it there.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;
use analysis::required_app;
use catalog::Spelling;
use diagnostics::{Diagnostic, Safety, message};
use project::index::{Component, Index};
use syntax::edit;

rule! {
    file: "missing_app.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let (Some((manifest, project)), true) = (index.manifest, required_app::is_missing(index))
    else {
        return;
    };
    let children: Vec<_> = required_app::children(index).collect();
    let need = match children.len() {
        1 => "HubSpot refuses the component that requires an app".to_owned(),
        number => format!("HubSpot refuses the {number} components that require an app"),
    };
    let diagnostic = match index.components.iter().find_map(misspelled) {
        Some((app, span, text)) => {
            let message = format!(
                "type {} does not count as `app`; {need}",
                message::quoted(text)
            );
            let change = [(span, edit::quote("app"))];
            RULE.at(app.path, span, message)
                .help("change to `app`")
                .fix("change to `app`", Safety::Unsafe, change)
        }
        None => {
            let span = project
                .src_dir
                .as_ref()
                .map_or(project.anchor, |src_dir| src_dir.span);
            let message = format!("project has no component of type `app`; {need}");
            let folder = index
                .src_dir
                .as_ref()
                .and_then(|src| src.join("app"))
                .unwrap_or_else(|| manifest.clone());
            let elsewhere = index
                .skipped_files
                .iter()
                .filter(|other| required_app::is_app(other.facts));
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
            .help(format!("add a component of type `app` in `{folder}/`"))
        }
    };
    // One diagnostic names every file that HubSpot refuses for this reason.
    let places = children
        .iter()
        .filter_map(|child| Some((child.path, child.facts.type_name.as_ref()?.span)));
    let name =
        |diagnostic: Diagnostic, (path, span)| diagnostic.related(path, span, "requires an app");
    out.push(places.fold(diagnostic, name));
}

/// An app whose type is accepted by accident.
fn misspelled<'i, 'p>(
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
