//! # reserved-dependency
//!
//! `dependencies` has one of the names `app`, `allAppObjects` and `serverlessPackage`, which HubSpot fills in itself.
//!
//! ## Why it is wrong
//!
//! HubSpot's tools write the links to the app, to its objects and to the functions' package under these names, over
//! whatever stands there.
//!
//! ## Example
//!
//! ```json
//! { "uid": "order_history", "type": "card", "config": {}, "dependencies": { "app": "orders_app" } }
//! ```
//!
//! ## How to fix
//!
//! Remove the entry. To depend on another component choose another name.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `types.d.ts` and `transform.js`; executed.

use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Safety, Severity, message};
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "reserved-dependency",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("reserved_dependency.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(dependencies) = cx.root.get("dependencies").filter(|_| cx.is_component()) else {
        return;
    };
    // All component schemas have the same envelope.
    let schema = schema::schema("app")
        .and_then(|schema| schema.root().get("properties")?.get("dependencies"));
    let reserved: Vec<&str> =
        schema::strings(schema.and_then(|schema| schema.get("x-reservedKeys"))).collect();
    for member in dependencies
        .members()
        .filter(|member| reserved.contains(&member.key.text))
    {
        let name = message::quoted(member.key.text);
        let message =
            format!("the dependency {name} is HubSpot's own: it writes over what stands here");
        out.push(
            cx.at(&RULE, member.key.span, message)
                .help("remove it, or choose another name")
                .fix(
                    format!("remove {name}"),
                    Safety::Unsafe,
                    edit::remove_member(dependencies, member),
                ),
        );
    }
}
