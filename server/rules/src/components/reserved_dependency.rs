//! # reserved-dependency
//!
//! A key of `dependencies` is `app`, `allAppObjects` or `serverlessPackage`, which HubSpot sets
//! itself.
//!
//! ## What it does
//!
//! Checks the keys of `dependencies` of every component.
//!
//! ## Why
//!
//! HubSpot's tools use these keys for the references to the app, its objects and the package of its
//! functions, and overwrite any other value.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_app" }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "dependencies": { "app": "acme_app" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_app" }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "dependencies": {} }
//! ```
//!
//! ## How to fix
//!
//! Remove the entry. To depend on another component, choose another key.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `types.d.ts` and `transform.js`; verified by running
//! it.

use crate::rule;
use analysis::FileContext;
use analysis::components::ComponentFile;
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "reserved_dependency.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Component(check),
}

fn check(file: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(dependencies) = file.dependencies() else {
        return;
    };
    let reserved = reserved_names();
    for dependency in dependencies.members() {
        if !reserved.contains(&dependency.key.text) {
            continue;
        }
        let name = message::quoted(dependency.key.text);
        let message = format!("dependency {name} is reserved; HubSpot overwrites it");
        out.push(
            cx.at(&RULE, dependency.key.span, message)
                .help("remove it, or use a different name")
                .fix(
                    format!("remove {name}"),
                    Safety::Unsafe,
                    edit::remove_member(dependencies, dependency),
                ),
        );
    }
}

/// The names in the schema. All component schemas have the same outermost object.
fn reserved_names() -> &'static [&'static str] {
    schema::schema("app")
        .and_then(|schema| schema.facts_at(&["dependencies"]))
        .map_or(&[], |dependencies| dependencies.texts("x-reservedKeys"))
}
