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
use diagnostics::{Diagnostic, RelPath, Safety, Span, message};
use project::facts::{ProjectFacts, Spanned};
use project::index::{Component, Index};
use syntax::edit;

rule! {
    file: "missing_app.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

/// More skipped files with an app are not listed.
const MAX_SKIPPED_APPS: usize = 3;

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(manifest) = index.manifest else {
        return;
    };
    if !required_app::is_missing(index) {
        return;
    }
    let children: Vec<&Component<'_>> = required_app::children(index).collect();
    let consequence = match children.len() {
        1 => "HubSpot refuses the component that requires an app".to_owned(),
        number => format!("HubSpot refuses the {number} components that require an app"),
    };
    let misspelled = index
        .components
        .iter()
        .find_map(|component| Some((component, misspelled_app(component)?)));
    let mut diagnostic = match misspelled {
        Some((app, type_name)) => change_type(app, type_name, &consequence),
        None => add_app(index, manifest, &consequence),
    };
    // One diagnostic names every file that HubSpot refuses for this reason.
    for child in children {
        if let Some(type_name) = &child.facts.type_name {
            diagnostic = diagnostic.related(child.path, type_name.span, "requires an app");
        }
    }
    out.push(diagnostic);
}

/// `type` of an app, if HubSpot accepts it without recognizing the app.
fn misspelled_app<'i>(component: &'i Component<'_>) -> Option<&'i Spanned> {
    let facts = component.facts;
    if facts.component?.name != "app" || facts.spelling != Spelling::Tolerated {
        return None;
    }
    facts.type_name.as_ref()
}

fn change_type(app: &Component<'_>, type_name: &Spanned, consequence: &str) -> Diagnostic {
    let message = format!(
        "type {} does not count as `app`; {consequence}",
        message::quoted(&type_name.text)
    );
    RULE.at(app.path, type_name.span, message)
        .help("change to `app`")
        .fix(
            "change to `app`",
            Safety::Unsafe,
            [(type_name.span, edit::quote("app"))],
        )
}

fn add_app(
    index: &Index<'_>,
    (manifest, project): (&RelPath, &ProjectFacts),
    consequence: &str,
) -> Diagnostic {
    let message = format!("project has no component of type `app`; {consequence}");
    let folder = index.src_dir.as_ref().and_then(|src| src.join("app"));
    let folder = folder.as_ref().unwrap_or(manifest);
    let mut diagnostic = RULE
        .at(manifest, anchor(project), message)
        .help(format!("add a component of type `app` in `{folder}/`"));
    let skipped_apps = index
        .skipped_files
        .iter()
        .filter(|file| required_app::is_app(file.facts));
    for file in skipped_apps.take(MAX_SKIPPED_APPS) {
        diagnostic = diagnostic.related(
            file.path,
            file.facts.anchor,
            "HubSpot does not read this app",
        );
    }
    diagnostic
}

fn anchor(project: &ProjectFacts) -> Span {
    match &project.src_dir {
        Some(src_dir) => src_dir.span,
        None => project.anchor,
    }
}
