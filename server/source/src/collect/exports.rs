//! Exports by ES modules and by CommonJS.

use super::handler;
use crate::facts::{Handler, Root, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::names::Meaning;
use crate::place::Place;
use crate::tree::Id;
use crate::value::Value;

/// `export …`
pub(super) fn statement(file: &File<'_>, statement: Id, facts: &mut SourceFacts) {
    // A namespace exports to the file only.
    if file.tree.kind(file.tree.parent(statement)) == Kind::Block {
        return;
    }
    if let Some(source) = file.tree.child(statement, Field::Source) {
        re_export(file, statement, source, facts);
        return;
    }
    let is_default = file
        .tree
        .child_of_kind(statement, Kind::DefaultKeyword)
        .is_some();
    if let Some(declaration) = file.tree.child(statement, Field::Declaration) {
        if is_default {
            add_function(file, "default", declaration, facts);
            let value = file.value(declaration);
            facts.exports.names.insert("default".into(), value);
        } else {
            declared(file, declaration, facts);
        }
        return;
    }
    if let Some(value) = file.tree.child(statement, Field::Value) {
        add_function(file, "default", value, facts);
        let value = file.value(value);
        facts.exports.names.insert("default".into(), value);
        return;
    }
    if let Some(value) = assigned(file, statement) {
        whole(file, value, facts);
        return;
    }
    for id in file.tree.descendants(statement) {
        if file.tree.kind(id) == Kind::ExportSpecifier
            && let Some(local) = file.tree.child(id, Field::Name)
        {
            let exported = file.tree.child(id, Field::Alias).unwrap_or(local);
            named(file, exported, local, facts);
        }
    }
}

/// The value of `export = value`, which TypeScript has for `module.exports = value`.
fn assigned(file: &File<'_>, statement: Id) -> Option<Id> {
    let rest = file.tree.slice(statement).strip_prefix("export")?;
    if !rest.trim_start().starts_with('=') {
        return None;
    }
    file.tree.first_child(statement)
}

fn re_export(file: &File<'_>, statement: Id, source: Id, facts: &mut SourceFacts) {
    let Some(specifier) = file.literal(source) else {
        facts.exports.is_open = true;
        return;
    };
    let mut is_star = true;
    for id in file.tree.descendants(statement) {
        let (exported, name) = match file.tree.kind(id) {
            Kind::ExportSpecifier => {
                is_star = false;
                let Some(original) = file.tree.child(id, Field::Name) else {
                    continue;
                };
                let exported = file.tree.child(id, Field::Alias).unwrap_or(original);
                (exported, file.property_name(original))
            }
            Kind::NamespaceExport => {
                is_star = false;
                let Some(exported) = file.tree.children(id).last() else {
                    continue;
                };
                (exported, None)
            }
            _ => continue,
        };
        let Some(key) = file.property_name(exported) else {
            continue;
        };
        let span = file.tree.span(exported);
        if key == "main" {
            facts.exports.main = Some(Handler {
                span,
                callback_call: None,
            });
        }
        let value = Value::Imported {
            specifier: specifier.clone().into_owned(),
            name: name.map(std::borrow::Cow::into_owned),
            members: Vec::new(),
            span,
        };
        facts.exports.names.insert(key.into_owned(), value);
    }
    if is_star && file.tree.child_of_kind(statement, Kind::Star).is_some() {
        facts.exports.all_of.push(specifier.into_owned());
    }
}

/// The names of an exported declaration.
fn declared(file: &File<'_>, declaration: Id, facts: &mut SourceFacts) {
    match file.tree.kind(declaration) {
        Kind::Const | Kind::Variable => {
            for declarator in file.tree.children(declaration) {
                if let Some(name) = file.tree.child(declarator, Field::Name) {
                    declared_names(file, declarator, name, facts);
                }
            }
        }
        _ => {
            if let Some(name) = file.tree.child(declaration, Field::Name) {
                named(file, name, declaration, facts);
            }
        }
    }
}

fn declared_names(file: &File<'_>, declarator: Id, name: Id, facts: &mut SourceFacts) {
    if file.tree.kind(name) == Kind::Identifier {
        let value = file.tree.child(declarator, Field::Value);
        named(file, name, value.unwrap_or(name), facts);
        return;
    }
    for id in file.tree.descendants(name) {
        if file.names.declared(id).is_some()
            && let Some(name) = file.property_name(id)
        {
            if name == "main" {
                facts.exports.main = Some(Handler {
                    span: file.tree.span(id),
                    callback_call: None,
                });
            }
            let value = file.value_of_declared(id);
            facts.exports.names.insert(name.into_owned(), value);
        }
    }
}

/// Adds an exported name and the expression or declaration that is its value.
fn named(file: &File<'_>, exported: Id, value: Id, facts: &mut SourceFacts) {
    let Some(name) = file.property_name(exported) else {
        facts.exports.is_open = true;
        return;
    };
    if name == "main" {
        facts.exports.main = Some(Handler {
            span: file.tree.span(exported),
            callback_call: handler::callback_call(file, value),
        });
    }
    add_function(file, &name, value, facts);
    let value = if file.tree.kind(value).is_function() {
        Value::Unknown {
            span: file.tree.span(exported),
        }
    } else {
        file.value(value)
    };
    facts.exports.names.insert(name.into_owned(), value);
}

/// Adds an exported function, and the client that it returns.
fn add_function(file: &File<'_>, name: &str, function: Id, facts: &mut SourceFacts) {
    let function = match file.place(function) {
        Place::Node { id, .. } if file.tree.kind(id).is_function() => id,
        _ => return,
    };
    let span = file.tree.span(function);
    facts.exports.functions.insert(name.to_owned(), span);
    let [result] = *file.returned(function) else {
        return;
    };
    if let Place::Chain(chain) = file.place(result)
        && let client @ (Value::Instance { .. } | Value::Imported { .. }) =
            chain.value(file.tree.span(result))
    {
        facts.exports.returns.insert(name.to_owned(), client);
    }
}

/// `exports.name = …`, `module.exports.name = …`, `module.exports = …`
pub(super) fn assignment(file: &File<'_>, assignment: Id, facts: &mut SourceFacts) {
    let (Some(target), Some(value)) = (
        file.tree.child(assignment, Field::Left),
        file.tree.child(assignment, Field::Right),
    ) else {
        return;
    };
    if is_module_exports(file, target) {
        whole(file, value, facts);
        return;
    }
    let Some(object) = file.tree.child(target, Field::Object) else {
        return;
    };
    if !is_exports(file, object) {
        return;
    }
    match file.member_key(target) {
        Some(key) => named(file, key, value, facts),
        None => facts.exports.is_open = true,
    }
}

fn is_exports(file: &File<'_>, id: Id) -> bool {
    is_module_exports(file, id) || is_global(file, id, "exports") || is_this_of_file(file, id)
}

/// `this` outside of functions and classes is `exports` of CommonJS.
fn is_this_of_file(file: &File<'_>, id: Id) -> bool {
    if file.tree.kind(id) != Kind::This {
        return false;
    }
    let mut parent = id;
    while parent != Id::ROOT && file.step() {
        parent = file.tree.parent(parent);
        let kind = file.tree.kind(parent);
        if kind.is_function() || matches!(kind, Kind::Class | Kind::ClassDeclaration) {
            return false;
        }
    }
    true
}

fn is_module_exports(file: &File<'_>, id: Id) -> bool {
    file.member_name(id).is_some_and(|name| name == "exports")
        && file
            .tree
            .child(id, Field::Object)
            .is_some_and(|object| is_global(file, object, "module"))
}

fn is_global(file: &File<'_>, id: Id, name: &str) -> bool {
    file.names.meaning(id) == Meaning::Global && file.tree.slice(id) == name
}

/// `module.exports = value`
fn whole(file: &File<'_>, value: Id, facts: &mut SourceFacts) {
    let known = file.value(value);
    match file.place(value) {
        Place::Node { id, .. } if file.tree.kind(id) == Kind::Object => {
            properties(file, id, facts);
        }
        Place::Chain(chain) => match chain.root {
            Root::Imported {
                specifier,
                name: None,
            } => facts.exports.all_of.push(specifier),
            _ => facts.exports.is_open = true,
        },
        // A function has no exports but those that are assigned to it.
        Place::Node { id, .. } if file.tree.kind(id).is_function() => {
            add_function(file, "default", id, facts);
        }
        Place::Node { .. } => {
            facts.exports.is_open |= !matches!(known, Value::Text { .. } | Value::Number { .. });
        }
    }
    facts.exports.names.insert("default".into(), known);
}

fn properties(file: &File<'_>, object: Id, facts: &mut SourceFacts) {
    for child in file.tree.children(object) {
        let (key, value) = match file.tree.kind(child) {
            Kind::Pair => (
                file.tree.child(child, Field::Key),
                file.tree.child(child, Field::Value),
            ),
            Kind::ShorthandProperty => (Some(child), Some(child)),
            Kind::Method => (file.tree.child(child, Field::Name), Some(child)),
            Kind::Spread => {
                spread(file, child, facts);
                continue;
            }
            _ => (None, None),
        };
        match (key, value) {
            (Some(key), Some(value)) => named(file, key, value, facts),
            _ => facts.exports.is_open = true,
        }
    }
}

/// `...require('./other')`
fn spread(file: &File<'_>, spread: Id, facts: &mut SourceFacts) {
    if let Some(value) = file.tree.first_child(spread)
        && let Place::Chain(chain) = file.place(value)
        && let Root::Imported {
            specifier,
            name: None,
        } = chain.root
    {
        facts.exports.all_of.push(specifier);
        return;
    }
    facts.exports.is_open = true;
}

/// A use of `exports` or `module.exports` as a value, through which anything may be exported.
pub(super) fn name(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    let exports = if is_global(file, id, "exports") {
        id
    } else if is_module_exports(file, file.tree.parent(id)) {
        file.tree.parent(id)
    } else {
        return;
    };
    let parent = file.tree.parent(exports);
    let is_named = matches!(
        (file.tree.kind(parent), file.tree.node(exports).field),
        (Kind::Member | Kind::Subscript, Field::Object) | (Kind::Assignment, Field::Left)
    );
    facts.exports.is_open |= !is_named;
}
