//! # unavailable-component
//!
//! A UI extension uses a component or a hook of the SDK that its location does not have.
//!
//! ## What it does
//!
//! Compares what code imports from `@hubspot/ui-extensions/crm` with the components whose entrypoints
//! reach the file. CRM components and the hooks `useAssociations` and `useCrmProperties` are available
//! on cards only, and of the components only `CrmActionButton` and `CrmActionLink` in
//! `crm.record.sidebar`. The hook `usePageRoute` is available on pages only.
//!
//! A file that several components reach is reported if none of their locations has it. If a location
//! is not known, or code cannot be followed, nothing is reported. Imports that
//! [misplaced-sdk-import](misplaced-sdk-import.md) reports are not reported again.
//!
//! ## Why
//!
//! Each location has components and data of its own. What it does not have is not rendered.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.sidebar" } }
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//! import { CrmPropertyList } from '@hubspot/ui-extensions/crm';
//!
//! hubspot.extend(() => <CrmPropertyList properties={['email']} />);
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.tab" } }
//! ```
//!
//! ## How to fix
//!
//! Choose a location that has the component, or use another component.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! npm @hubspot/ui-extensions 0.17.0, `extension-points.synced.d.ts`.

use crate::rule;
use analysis::code::{Code, CodeLocations, sdk_path};
use analysis::related;
use catalog::locations_of_export;
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::source_file::SourceFile;
use source::{Import, ImportKind};

rule! {
    file: "unavailable_component.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for file in code.ui_files() {
        let mut limited = Vec::new();
        for import in &file.facts.imports {
            if import.kind != ImportKind::Require && !is_misplaced(code, file, import) {
                limited.extend(limited_exports(import));
            }
        }
        if limited.is_empty() {
            continue;
        }
        let locations = code.locations(file);
        if locations.is_open || has_several_parts(code, file) {
            continue;
        }
        for export in limited {
            if !locations.names.is_empty()
                && !locations
                    .names
                    .iter()
                    .any(|name| export.locations.contains(name))
            {
                out.push(describe(&file.path, &export, &locations));
            }
        }
    }
}

/// Whether a file is no entrypoint and exports several things: the one that uses a component may be the one that nothing
/// shows there.
fn has_several_parts(code: &Code<'_>, file: &SourceFile) -> bool {
    let exports = &file.facts.exports;
    let is_entrypoint = code
        .components()
        .iter()
        .filter_map(|component| component.entrypoint)
        .any(|entrypoint| entrypoint.path == file.path);
    !is_entrypoint && (exports.names.len() > 1 || exports.is_open || !exports.all_of.is_empty())
}

/// An export of the SDK that some locations lack.
struct LimitedExport<'f> {
    name: &'f str,
    /// Where it is imported, or used if all of the module is imported.
    span: Span,
    locations: &'static [&'static str],
}

fn is_misplaced(code: &Code<'_>, file: &SourceFile, import: &Import) -> bool {
    let specifier = import.specifier.as_deref().unwrap_or_default();
    code.misplaced_in(&file.path, specifier).is_some()
}

/// The exports in an import that some locations lack, as far as they are used. What a file exports again may be used nowhere.
fn limited_exports(import: &Import) -> Vec<LimitedExport<'_>> {
    let mut limited = Vec::new();
    let specifier = import.specifier.as_deref().unwrap_or_default();
    let Some(path) = sdk_path(specifier) else {
        return limited;
    };
    let path = path.split('/').next().unwrap_or_default();
    for imported in &import.names {
        if !imported.is_value {
            continue;
        }
        let names = match &imported.name {
            Some(name) => vec![(name, imported.span)],
            None => {
                let members = imported.members.iter();
                members.map(|member| (&member.name, member.span)).collect()
            }
        };
        for (name, span) in names {
            let is_new = limited
                .iter()
                .all(|other: &LimitedExport<'_>| other.name != name);
            if is_new && let Some(locations) = locations_of_export(path, name) {
                limited.push(LimitedExport {
                    name,
                    span,
                    locations,
                });
            }
        }
    }
    limited
}

fn describe(
    file: &RelPath,
    export: &LimitedExport<'_>,
    locations: &CodeLocations<'_>,
) -> Diagnostic {
    let name = message::quoted(export.name);
    let shown = message::all_of(locations.names.iter().copied());
    let message = format!("{name} is not available in {shown}");
    let others = message::any_of(export.locations.iter().copied());
    let diagnostic = RULE
        .at(file, export.span, message)
        .help(format!("use it in {others} only"));
    let places = locations.places.iter().copied();
    related::add(diagnostic, places, locations.places.len(), "shown here")
}
