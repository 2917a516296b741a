//! # association-without-app-object
//!
//! Neither side of an association is an app object.
//!
//! ## Why it is wrong
//!
//! The component describes associations of the app's own objects. HubSpot's objects are associated with each other without it.
//!
//! ## Example
//!
//! ```json
//! "firstObjectType": "CONTACT",
//! "secondObjectType": "COMPANY"
//! ```
//!
//! ## How to fix
//!
//! Name an app object of the project by its uid on one side, or remove the component.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>: at least one side is an app
//! object.

use crate::rule;
use analysis::{FileContext, objects};
use diagnostics::{Diagnostic, message};

rule! {
    file: "association_without_app_object.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(config) = cx.config_of("app-object-association") else {
        return;
    };
    let side = |name| {
        config
            .get(name)
            .and_then(|value| Some((value, value.as_str()?)))
    };
    let Some((first, one)) = side("firstObjectType") else {
        return;
    };
    let Some((second, other)) = side("secondObjectType") else {
        return;
    };
    if objects::is_of_hubspot(cx, one) && objects::is_of_hubspot(cx, other) {
        let message = format!(
            "neither {} nor {} is an app object",
            message::quoted(one),
            message::quoted(other)
        );
        let found = cx.at(&RULE, first.span(), message);
        let found = found.help("name an app object of this project by its uid on one side");
        out.push(found.related(&cx.document.path, second.span(), "the other side"));
    }
}
