//! Uses of names that no scope binds.

use crate::browser::is_browser_global;
use crate::facts::{Global, Member, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::{Meaning, Role, role};
use crate::scope::Source;
use crate::tree::Id;

use super::imports::has_type_keyword;
use super::member;

pub(super) fn name(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    let imported_from = imported_from(file, id);
    if imported_from.is_none() && !is_global(file, id) {
        return;
    }
    let mut members = Vec::new();
    let mut used = file.outer(id);
    while let Some((member, parent)) = member::of(file, used) {
        members.push(member);
        used = file.outer(parent);
    }
    let is_new = file.tree.is(used, Field::Constructor, Kind::New);
    let global = Global {
        name: file.tree.slice(id).to_owned(),
        members,
        span: file.tree.span(id),
        has_computed_member: member::is_computed(file, used),
        is_called: is_new || file.tree.is(used, Field::Function, Kind::Call),
        is_new,
        is_typeof: is_typeof(file, used),
        imported_from,
    };
    add(file, used, global, facts);
}

/// Adds a use, or one for each key of the pattern that takes it apart.
fn add(file: &File<'_>, used: Id, global: Global, facts: &mut SourceFacts) {
    let taken = member::destructured(file, used);
    let is_taken_apart = !taken.named.is_empty() && !taken.is_open;
    for key in taken.named {
        let members: Vec<Member> = [global.members.as_slice(), &[key]].concat();
        facts.globals.push(Global {
            members,
            ..global.clone()
        });
    }
    if !is_taken_apart {
        facts.globals.push(global);
    }
}

fn is_global(file: &File<'_>, id: Id) -> bool {
    match file.tree.kind(id) {
        Kind::MetaProperty => file.tree.slice(id) == "import.meta",
        _ => {
            file.names.meaning(id) == Meaning::Global
                && matches!(role(&file.tree, id), Role::Use | Role::Write(_))
                && !is_exported_type(file, id)
        }
    }
}

/// The specifier of the import that binds a name of a global of the browser.
fn imported_from(file: &File<'_>, id: Id) -> Option<String> {
    let Source::Import { specifier, .. } = &file.names.binding(id)?.source else {
        return None;
    };
    if !is_browser_global(file.tree.slice(id)) || is_exported_type(file, id) {
        return None;
    }
    Some(file.literal(*specifier)?.into_owned())
}

/// `typeof name`, as an expression.
fn is_typeof(file: &File<'_>, used: Id) -> bool {
    let parent = file.tree.parent(used);
    // An error may have very many children, so its kind comes first.
    if file.tree.kind(parent) != Kind::Unary {
        return false;
    }
    let operator = file.tree.child(parent, Field::Operator);
    operator.is_some_and(|operator| file.tree.kind(operator) == Kind::TypeKeyword)
}

/// `export type { name }`, `export { type name }`
fn is_exported_type(file: &File<'_>, id: Id) -> bool {
    let specifier = file.tree.parent(id);
    if file.tree.kind(specifier) != Kind::ExportSpecifier {
        return false;
    }
    // The clause is between the specifier and the statement.
    let statement = file.tree.parent(file.tree.parent(specifier));
    has_type_keyword(file, specifier) || has_type_keyword(file, statement)
}
