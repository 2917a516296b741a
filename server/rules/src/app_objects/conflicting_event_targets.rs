//! # conflicting-event-targets
//!
//! An app event has both an `objectType` and `supportsCustomObject`.
//!
//! ## What it does
//!
//! Reports `"supportsCustomObject": true` next to `objectType`.
//!
//! ## Why
//!
//! With `supportsCustomObject`, each event occurrence specifies its own object. HubSpot documents
//! the two properties as alternatives, and does not document the effect of both.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "objectType": "CONTACT", "supportsCustomObject": true } }
//! ```
//!
//! Good:
//!
//! `src/app/app-events/order-shipped-hsmeta.json`
//!
//! ```json
//! { "config": { "objectType": "CONTACT" } }
//! ```
//!
//! ## How to fix
//!
//! Remove one of them. The object type cannot be changed after the first deploy.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>

use crate::rule;
use analysis::FileContext;
use analysis::components::AppEvent;
use diagnostics::{Diagnostic, Safety};
use syntax::edit;

rule! {
    file: "conflicting_event_targets.rs",
    severity: Info,
    fixes: EditorOnly,
    since: "0.1.0",
    check: AppEvent(check),
}

fn check(event: &AppEvent<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(custom) = event.supports_custom_object() else {
        return;
    };
    let Some(object) = event.object_type() else {
        return;
    };
    let message = "event has both `supportsCustomObject` and `objectType`; HubSpot allows only one";
    out.push(
        cx.at(&RULE, custom.key.span, message)
            .help("remove one of them")
            .related(
                &cx.document.path,
                object.key.span,
                "`objectType` is set here",
            )
            .fix(
                "remove `supportsCustomObject`",
                Safety::Unsafe,
                edit::remove_member(event.config, custom),
            )
            .fix(
                "remove `objectType`",
                Safety::Unsafe,
                edit::remove_member(event.config, object),
            ),
    );
}
