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

/// The diagnostic about a property without a destination; `known` are the names that the outermost object may have.
pub fn describe(cx: &FileContext<'_>, member: Member<'_>, known: &[&str]) -> Diagnostic {
    let name = member.key.text;
    let diagnostic = at(cx, member);
    if name == "$schema" {
        let help = "remove it; editors find the schema by the path of the file";
        return remove(diagnostic.help(help), Safety::Unsafe, cx, member);
    }
    if let Some(near) = suggest::nearest(name, known.iter().copied())
        && cx.root.member(near).is_none()
    {
        return diagnostic
            .help(format!("rename to {}", message::quoted(near)))
            .fix(
                format!("rename to `{near}`"),
                Safety::Unsafe,
                edit::rename_key(member.key, near),
            );
    }
    // The configuration of a card in the old layout.
    if name == "data" {
        return diagnostic.help("move its contents to `config`");
    }
    // Its purpose is unknown: only its author can decide to remove it.
    let help = "use only `uid`, `type`, `config`, `dependencies` and `permissions` here";
    remove(diagnostic.help(help), Safety::DisplayOnly, cx, member)
}

fn remove(
    diagnostic: Diagnostic,
    safety: Safety,
    cx: &FileContext<'_>,
    member: Member<'_>,
) -> Diagnostic {
    diagnostic.fix(
        format!("remove {}", message::quoted(member.key.text)),
        safety,
        edit::remove_member(cx.root, member),
    )
}
