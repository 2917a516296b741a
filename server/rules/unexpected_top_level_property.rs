//! # unexpected-top-level-property
//!
//! A component file has a property beside `uid`, `type`, `config`, `dependencies` and `permissions`.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the file: `Unexpected top-level properties found`. That includes `$schema`, which editors like to
//! add, and properties such as `logo` that belong into `config`.
//!
//! ## Example
//!
//! ```json
//! { "uid": "orders_app", "type": "app", "logo": "/app/logo.png", "config": { "name": "Orders" } }
//! ```
//!
//! ## How to fix
//!
//! Move the property into `config` where it belongs there, correct its name, or remove it. hsmeta and other
//! tools find the schema by the file's path, so `$schema` is not needed.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `files.js`; executed.

use super::{Check, DocumentCx, Rule};
use crate::catalog::{self, Node};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::syntax::{Kind, Member, edit};
use crate::text::Span;
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "unexpected-top-level-property",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("unexpected_top_level_property.rs"),
    check: Check::Schema,
};

/// The finding about one property; `known` are the names that the outermost object may have. What has a place elsewhere is
/// not to be removed: its value is wanted there.
pub(crate) fn describe(cx: &DocumentCx<'_>, member: Member<'_>, known: &[&str]) -> Diagnostic {
    let name = words::quoted(member.key.text);
    let diagnostic = cx.at(&RULE, member.key.span, format!("unexpected top-level property {name}: HubSpot refuses it"));
    let near = || words::nearest(member.key.text, known.iter().copied()).filter(|near| cx.root.member(near).is_none());
    let remove = |diagnostic: Diagnostic| {
        diagnostic.fix(format!("remove {name}"), Safety::Unsafe, edit::remove_member(cx.root, member))
    };
    if member.key.text == "$schema" {
        remove(diagnostic.help("remove it; editors find the schema by the file's path"))
    } else if let Some(home) = home_in_config(cx, member.key.text) {
        let place = words::quoted(&home.join("."));
        let diagnostic = diagnostic.help(format!("it belongs into `config`, as {place}"));
        let edits = move_edits(cx, member, &home).into_iter();
        edits.fold(diagnostic, |d, edits| d.fix(format!("move {name} to {place}"), Safety::Unsafe, edits))
    } else if let Some(near) = near() {
        let rename = edit::rename_key(member.key, near);
        diagnostic.help(format!("did you mean {}?", words::quoted(near))).fix(
            format!("rename to `{near}`"),
            Safety::Unsafe,
            rename,
        )
    } else {
        remove(diagnostic.help("allowed here: `uid`, `type`, `config`, `dependencies` and `permissions`"))
    }
}

/// Where in `config` a property of this name belongs: `config.logo`, `config.auth.redirectUrls`. `x-replaces` of the
/// schema knows other names: `scopes` belongs to `config.auth.requiredScopes`.
fn home_in_config(cx: &DocumentCx<'_>, name: &str) -> Option<Vec<&'static str>> {
    let config = catalog::schema(cx.component?.name)?.root().at(&["properties", "config"])?;
    if let Some(own) = property_for(config, name) {
        return Some(vec!["config", own]);
    }
    let mut properties = config.get("properties")?.members();
    properties.find_map(|inner| Some(vec!["config", inner.key.text, property_for(inner.value, name)?]))
}

/// The property of a schema that is called `name`, or that people call so.
fn property_for(schema: Node, name: &str) -> Option<&'static str> {
    let mut properties = schema.get("properties")?.members();
    let found = properties.find(|own| own.key.text == name || catalog::replaces(own.value, name));
    found.map(|own| own.key.text)
}

/// The edits that move the member; `None` where its new home does not exist or has such a member already.
fn move_edits(cx: &DocumentCx<'_>, member: Member<'_>, home: &[&str]) -> Option<Vec<(Span, String)>> {
    let (name, path) = home.split_last()?;
    let object = cx.root.at(path).filter(|value| value.kind() == Kind::Object)?;
    if object.member(name).is_some() {
        return None;
    }
    let text = member.value.source();
    let mut edits = edit::remove_member(cx.root, member);
    edits.extend(edit::insert_member(object, name, text));
    Some(edits)
}
