//! # unexpected-top-level-property
//!
//! A component file has a top-level property other than `uid`, `type`, `config`, `dependencies` and
//! `permissions`.
//!
//! ## What it does
//!
//! Checks the names in the outermost object of each component file. For a property that belongs in
//! `config`, such as `logo` of an app, the help says where to move it.
//!
//! ## Why
//!
//! HubSpot refuses the file: `Unexpected top-level properties found`. That includes `$schema`,
//! which some editors add.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "$schema": "https://acme.tech/schemas/card.json" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_card", "type": "card" }
//! ```
//!
//! ## How to fix
//!
//! Move the property to `config` if it belongs there, correct its name, or remove it. Editors find
//! the schema by the path of the file, so `$schema` is not required.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `files.js`; verified by running
//! it.

use crate::rule;
use analysis::FileContext;
use diagnostics::{Diagnostic, Safety, message, suggest};
use syntax::{Member, edit};

rule! {
    file: "unexpected_top_level_property.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: ComponentSchema,
}

/// The diagnostic about one property, without help.
pub fn at(cx: &FileContext<'_>, member: Member<'_>) -> Diagnostic {
    let name = message::quoted(member.key.text);
    cx.at(
        &RULE,
        member.key.span,
        format!("unexpected top-level property {name}: HubSpot refuses it"),
    )
}

/// The diagnostic about a property that belongs nowhere else; `known` are the names that the outermost object may have.
pub fn describe(cx: &FileContext<'_>, member: Member<'_>, known: &[&str]) -> Diagnostic {
    let diagnostic = at(cx, member);
    let title = format!("remove {}", message::quoted(member.key.text));
    let removal = edit::remove_member(cx.root, member);
    if member.key.text == "$schema" {
        let diagnostic =
            diagnostic.help("remove it; editors find the schema by the path of the file");
        return diagnostic.fix(title, Safety::Unsafe, removal);
    }
    match suggest::nearest(member.key.text, known.iter().copied()) {
        Some(near) if cx.root.member(near).is_none() => {
            let diagnostic = diagnostic.help(format!("rename to {}", message::quoted(near)));
            diagnostic.fix(
                format!("rename to `{near}`"),
                Safety::Unsafe,
                edit::rename_key(member.key, near),
            )
        }
        // The configuration of a card in the old layout.
        _ if member.key.text == "data" => diagnostic.help("move its contents to `config`"),
        // Nobody knows what it is for, so nobody but its author removes it.
        _ => diagnostic
            .help("use only `uid`, `type`, `config`, `dependencies` and `permissions` here")
            .fix(title, Safety::DisplayOnly, removal),
    }
}
