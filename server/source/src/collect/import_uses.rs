//! How the names of imports are used.

use std::collections::HashMap;

use crate::facts::{ImportedMember, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::Meaning;
use crate::scope::{BindingId, ImportedAs, Source};
use crate::tree::Id;

use super::imports::names_of_pattern;

/// The index of an import, and that of a name of it.
type NameIndex = (usize, usize);

/// Adds to the names of imports how they are used.
pub(super) fn names(file: &File<'_>, facts: &mut SourceFacts) {
    let imported = bindings(file, facts);
    if imported.is_empty() {
        return;
    }
    for id in file.tree.ids() {
        let Meaning::Binding(binding) = file.names.meaning(id) else {
            continue;
        };
        let Some((import, name)) = imported.get(&binding) else {
            continue;
        };
        if is_exported(file, id) {
            continue;
        }
        if let Some(import) = facts.imports.get_mut(*import)
            && let Some(name) = import.names.get_mut(*name)
        {
            name.is_value = true;
            if name.name.is_none() {
                name.members.extend(members(file, id));
            }
        }
    }
}

/// The bindings of the names of imports.
fn bindings(file: &File<'_>, facts: &SourceFacts) -> HashMap<BindingId, NameIndex> {
    let mut by_start: HashMap<u32, NameIndex> = HashMap::new();
    for (at, import) in facts.imports.iter().enumerate() {
        for (name_at, name) in import.names.iter().enumerate() {
            by_start.insert(name.span.start, (at, name_at));
        }
    }
    let mut bindings = HashMap::new();
    if by_start.is_empty() {
        return bindings;
    }
    for (id, binding) in file.names.bindings.iter().enumerate() {
        let name = match &binding.source {
            Source::Import {
                name: ImportedAs::Named(original),
                ..
            } => *original,
            Source::Import { .. } => binding.name,
            // `const api = require('…')`
            Source::Value { keys, .. } if keys.is_empty() => binding.name,
            _ => continue,
        };
        if let Some(index) = by_start.get(&file.tree.span(name).start) {
            bindings.insert(id, *index);
        }
    }
    bindings
}

/// Whether a name is that of `export { name }`, which may be a type.
fn is_exported(file: &File<'_>, id: Id) -> bool {
    file.tree.kind(file.tree.parent(id)) == Kind::ExportSpecifier
}

/// The members that are used of a name.
fn members(file: &File<'_>, id: Id) -> Vec<ImportedMember> {
    let used = file.outer(id);
    let parent = file.tree.parent(used);
    let mut found = Vec::new();
    match (file.tree.kind(parent), file.tree.node(used).field) {
        (Kind::Member | Kind::Subscript, Field::Object) => {
            if let Some(key) = file.member_key(parent)
                && let Some(name) = file.property_name(key)
            {
                found.push(ImportedMember {
                    name: name.into_owned(),
                    span: file.tree.span(key),
                });
            }
        }
        (Kind::Declarator, Field::Value) => {
            if let Some(pattern) = file.tree.child(parent, Field::Name) {
                for taken in names_of_pattern(file, pattern) {
                    if let Some(name) = taken.name {
                        found.push(ImportedMember {
                            name,
                            span: taken.span,
                        });
                    }
                }
            }
        }
        _ => {}
    }
    found
}
