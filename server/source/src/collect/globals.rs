//! Uses of names that no scope binds.

use crate::facts::{Global, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::{Meaning, Role, role};
use crate::tree::Id;

pub(super) fn name(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    let is_global = match file.tree.kind(id) {
        Kind::MetaProperty => file.tree.slice(id) == "import.meta",
        _ => {
            file.names.meaning(id) == Meaning::Global
                && matches!(role(&file.tree, id), Role::Use | Role::Write(_))
        }
    };
    if !is_global {
        return;
    }
    let mut members = Vec::new();
    let mut used = file.outer(id);
    loop {
        let parent = file.tree.parent(used);
        if file.tree.node(used).field != Field::Object {
            break;
        }
        let Some(member) = file.member_name(parent) else {
            break;
        };
        members.push(member.into_owned());
        used = file.outer(parent);
    }
    let is_called = file.tree.is(used, Field::Function, Kind::Call)
        || file.tree.is(used, Field::Constructor, Kind::New);
    facts.globals.push(Global {
        name: file.tree.slice(id).to_owned(),
        members,
        span: file.tree.span(id),
        is_called,
    });
}
