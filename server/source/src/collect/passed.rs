//! Uses of `hubspot`, the object of the SDK, other than by calling its functions.

use crate::facts::SourceFacts;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::{Meaning, Role, role};
use crate::scope::{ImportedAs, Source};
use crate::tree::Id;

const HUBSPOT: &str = "hubspot";

pub(super) fn name(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    if !facts.passes_hubspot && is_hubspot(file, id) && is_passed(file, id) {
        facts.passes_hubspot = true;
    }
}

/// `SDK.hubspot`
pub(super) fn member(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    if let Some(property) = file.tree.child(id, Field::Property)
        && file.tree.slice(property) == HUBSPOT
        && is_passed(file, id)
    {
        facts.passes_hubspot = true;
    }
}

/// Whether a use of a name is one of a variable `hubspot`, or of an import of it.
fn is_hubspot(file: &File<'_>, id: Id) -> bool {
    if !matches!(file.names.meaning(id), Meaning::Binding(_)) || role(&file.tree, id) != Role::Use {
        return false;
    }
    if file.tree.slice(id) == HUBSPOT {
        return true;
    }
    match file.names.binding(id).map(|binding| &binding.source) {
        Some(Source::Import {
            name: ImportedAs::Named(name),
            ..
        }) => file.tree.slice(*name) == HUBSPOT,
        _ => false,
    }
}

/// Whether an expression is used other than in `hubspot.name(…)`.
fn is_passed(file: &File<'_>, hubspot: Id) -> bool {
    let object = file.outer(hubspot);
    let member = file.tree.parent(object);
    if file.tree.node(object).field != Field::Object || file.member_name(member).is_none() {
        return true;
    }
    !file
        .tree
        .is(file.outer(member), Field::Function, Kind::Call)
}
