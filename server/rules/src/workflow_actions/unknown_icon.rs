//! # unknown-icon
//!
//! The icon of a bulk action is not an icon of UI extensions.
//!
//! ## What it does
//!
//! Compares `icon` with the names of the `Icon` component.
//!
//! ## Why
//!
//! The button of the action has no icon. HubSpot's own template once had `bolt`, which is not one
//! of the names.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/actions/export-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "export",
//!   "type": "crm-bulk-action",
//!   "config": {
//!     "label": "Export orders",
//!     "icon": "bolt",
//!     "entrypoint": "/app/actions/Export.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! `src/app/actions/Export.tsx`
//!
//! ```tsx
//! import { Text, hubspot } from "@hubspot/ui-extensions";
//!
//! hubspot.extend(() => <Text>Export</Text>);
//! ```
//!
//! `src/app/actions/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! Good:
//!
//! `src/app/actions/export-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "export",
//!   "type": "crm-bulk-action",
//!   "config": {
//!     "label": "Export orders",
//!     "icon": "download",
//!     "entrypoint": "/app/actions/Export.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! `src/app/actions/Export.tsx`
//!
//! ```tsx
//! import { Text, hubspot } from "@hubspot/ui-extensions";
//!
//! hubspot.extend(() => <Text>Export</Text>);
//! ```
//!
//! `src/app/actions/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! ## How to fix
//!
//! Choose a name of the `Icon` component of `@hubspot/ui-extensions`. Completion in the editor
//! lists them.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions` 0.17.0, `iconNames`;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/create-a-bulk-action>

use crate::rule;
use analysis::FileContext;
use analysis::components::BulkAction;
use diagnostics::{Diagnostic, Safety, message, suggest};
use syntax::edit;

rule! {
    file: "unknown_icon.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: BulkAction(check),
}

fn check(action: &BulkAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(icon) = action.icon() else { return };
    let Some(name) = icon.as_str() else { return };
    let known = known_icons();
    if known.contains(&name) {
        return;
    }
    let message = format!("unknown icon {}", message::quoted(name));
    let diagnostic = cx.at(&RULE, icon.span(), message);
    out.push(match suggest::nearest(name, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(
            format!("change to `{near}`"),
            Safety::Unsafe,
            edit::replace_value(icon, &edit::quote(near)),
        ),
        None => {
            diagnostic.help("use an icon of the `Icon` component of UI extensions, such as `right`")
        }
    });
}

/// The icons in the schema.
fn known_icons() -> &'static [&'static str] {
    schema::schema("crm-bulk-action")
        .and_then(|schema| schema.facts_at(&["config", "icon"]))
        .map_or(&[], |icon| icon.texts("x-knownValues"))
}
