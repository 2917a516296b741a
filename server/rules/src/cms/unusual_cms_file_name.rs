//! # unusual-cms-file-name
//!
//! The component file of a theme or of CMS assets has a name that the local CMS server does not
//! find.
//!
//! ## What it does
//!
//! Compares the file name with `theme-hsmeta.json` or `cms-assets-hsmeta.json`. A project with
//! several such components in one folder is not reported, because only one of them can have the
//! name.
//!
//! ## Why
//!
//! HubSpot uploads any file whose name ends in `-hsmeta.json`, but the local CMS server reads only
//! these two.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/cms-assets/menus-hsmeta.json`
//!
//! ```json
//! { "uid": "menus", "type": "cms-assets", "config": { "themePath": "menus" } }
//! ```
//!
//! `src/cms-assets/menus/cms-assets.json`
//!
//! ```json
//! { "label": "Menus" }
//! ```
//!
//! Good:
//!
//! `src/cms-assets/menus-hsmeta.json` is removed
//!
//! `src/cms-assets/cms-assets-hsmeta.json`
//!
//! ```json
//! { "uid": "menus", "type": "cms-assets", "config": { "themePath": "menus" } }
//! ```
//!
//! `src/cms-assets/menus/cms-assets.json`
//!
//! ```json
//! { "label": "Menus" }
//! ```
//!
//! ## How to fix
//!
//! Rename the file if you use the local server.
//!
//! ## Source
//!
//! npm `@hubspot/cms-dev-server` 1.2.70. HubSpot's own migration writes other names.

use crate::rule;
use diagnostics::{Diagnostic, RelPath, message};
use project::index::Index;

rule! {
    file: "unusual_cms_file_name.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    // A component in the wrong folder has to move first.
    let well_placed = index
        .components
        .iter()
        .filter(|component| component.facts.declared == Some(component.folder));
    for component in well_placed {
        let Some((own, type_name)) = component
            .facts
            .component
            .zip(component.facts.type_name.as_ref())
        else {
            continue;
        };
        let name = schema::schema(own.name).and_then(|schema| schema.fact("fileName")?.as_str());
        let Some(name) = name.filter(|name| {
            !own.requires_app && own.name != "app" && component.path.file_name() != *name
        }) else {
            continue;
        };
        // Where several share the folder, one of them at most can have that name.
        let is_alone = index
            .components
            .iter()
            .filter(|other| other.path.folder() == component.path.folder())
            .count()
            == 1;
        let wanted = RelPath::new(component.path.folder()).join(name);
        let is_taken = wanted.is_none_or(|wanted| {
            index
                .in_any_case(&wanted)
                .is_some_and(|other| other != component.path)
        });
        if !is_alone || is_taken {
            continue;
        }
        let shown = message::quoted(component.path.file_name());
        let message = format!(
            "HubSpot's local CMS server reads {}, not {shown}",
            message::quoted(name)
        );
        out.push(
            RULE.at(component.path, type_name.span, message)
                .help("rename the file if you use the local CMS server"),
        );
    }
}
