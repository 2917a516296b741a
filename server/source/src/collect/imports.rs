//! Imports: statements, `require(…)` and `import(…)`.

use diagnostics::Span;

use crate::facts::{Import, ImportKind, ImportedName, Root, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
use crate::tree::Id;

pub(super) fn statement(file: &File<'_>, statement: Id, facts: &mut SourceFacts) {
    let required = file.tree.child_of_kind(statement, Kind::ImportRequire);
    let holder = required.unwrap_or(statement);
    let Some(source) = file.tree.child(holder, Field::Source) else {
        return;
    };
    let mut names = Vec::new();
    for id in file.tree.descendants(statement) {
        names.extend(imported_name(file, id));
    }
    facts.imports.push(Import {
        specifier: specifier(file, source),
        span: file.tree.span(source),
        kind: match required {
            Some(_) => ImportKind::Require,
            None => ImportKind::Static,
        },
        is_type_only: has_type_keyword(file, statement),
        names,
    });
}

fn imported_name(file: &File<'_>, id: Id) -> Option<ImportedName> {
    let parent = file.tree.parent(id);
    let (name, is_type) = match (file.tree.kind(id), file.tree.kind(parent)) {
        (Kind::ImportSpecifier, _) => {
            let original = file.tree.child(id, Field::Name)?;
            return Some(ImportedName {
                name: Some(file.property_name(original)?.into_owned()),
                span: file.tree.span(original),
                is_type: has_type_keyword(file, id),
                is_value: false,
                members: Vec::new(),
            });
        }
        (Kind::Identifier, Kind::ImportClause) => (Some("default".to_owned()), false),
        (Kind::Identifier, Kind::NamespaceImport | Kind::ImportRequire) => (None, false),
        _ => return None,
    };
    Some(ImportedName {
        name,
        span: file.tree.span(id),
        is_type,
        is_value: false,
        members: Vec::new(),
    })
}

/// `export … from '…'`
pub(super) fn re_export(file: &File<'_>, statement: Id, facts: &mut SourceFacts) {
    let Some(source) = file.tree.child(statement, Field::Source) else {
        return;
    };
    let mut names = Vec::new();
    for id in file.tree.descendants(statement) {
        if file.tree.kind(id) == Kind::ExportSpecifier
            && let Some(original) = file.tree.child(id, Field::Name)
            && let Some(name) = file.property_name(original)
        {
            names.push(ImportedName {
                name: Some(name.into_owned()),
                span: file.tree.span(original),
                is_type: has_type_keyword(file, id),
                is_value: false,
                members: Vec::new(),
            });
        }
    }
    if names.is_empty() {
        names.push(ImportedName {
            name: None,
            span: file.tree.span(source),
            is_type: false,
            is_value: false,
            members: Vec::new(),
        });
    }
    facts.imports.push(Import {
        specifier: specifier(file, source),
        span: file.tree.span(source),
        kind: ImportKind::ReExport,
        is_type_only: has_type_keyword(file, statement),
        names,
    });
}

/// `require('…')` or `import('…')`; any other call is not an import.
pub(super) fn call(file: &File<'_>, call: Id, facts: &mut SourceFacts) {
    let Some(function) = file.tree.child(call, Field::Function) else {
        return;
    };
    let kind = match file.tree.kind(function) {
        Kind::ImportKeyword => ImportKind::Dynamic,
        Kind::Identifier if is_require(file, function) => ImportKind::Require,
        _ => return,
    };
    let argument = file.first_argument(call);
    facts.imports.push(Import {
        specifier: argument.and_then(|argument| specifier(file, argument)),
        span: file.tree.span(argument.unwrap_or(call)),
        kind,
        is_type_only: false,
        names: names_of_call(file, call),
    });
}

fn is_require(file: &File<'_>, function: Id) -> bool {
    if file.tree.slice(function) != "require" {
        return false;
    }
    match file.place(function) {
        Place::Chain(chain) => matches!(chain.root, Root::Global(_)),
        Place::Node { .. } => false,
    }
}

/// What is taken of the result.
fn names_of_call(file: &File<'_>, call: Id) -> Vec<ImportedName> {
    let used = file.outer(call);
    let parent = file.tree.parent(used);
    match (file.tree.kind(parent), file.tree.node(used).field) {
        (Kind::Member | Kind::Subscript, Field::Object) => {
            let key = file.member_key(parent);
            let name = key.and_then(|key| file.property_name(key));
            let span = file.tree.span(key.unwrap_or(call));
            match name {
                Some(name) if name != "then" => vec![imported(Some(name.into_owned()), span)],
                // `import('…').then(…)`, or a computed name.
                _ => vec![imported(None, span)],
            }
        }
        (Kind::Declarator, Field::Value) => match file.tree.child(parent, Field::Name) {
            Some(pattern) => names_of_pattern(file, pattern),
            None => Vec::new(),
        },
        // A statement.
        (Kind::Other, _) => Vec::new(),
        _ => vec![imported(None, file.tree.span(call))],
    }
}

pub(super) fn names_of_pattern(file: &File<'_>, pattern: Id) -> Vec<ImportedName> {
    if file.tree.kind(pattern) != Kind::ObjectPattern {
        return vec![imported(None, file.tree.span(pattern))];
    }
    let mut names = Vec::new();
    for child in file.tree.children(pattern) {
        let key = match file.tree.kind(child) {
            Kind::ShorthandPattern => Some(child),
            Kind::ObjectAssignmentPattern => file.tree.child(child, Field::Left),
            Kind::PairPattern => file.tree.child(child, Field::Key),
            _ => None,
        };
        let name = key.and_then(|key| file.property_name(key));
        let span = file.tree.span(key.unwrap_or(child));
        names.push(imported(name.map(std::borrow::Cow::into_owned), span));
    }
    names
}

fn imported(name: Option<String>, span: Span) -> ImportedName {
    ImportedName {
        name,
        span,
        is_type: false,
        is_value: true,
        members: Vec::new(),
    }
}

fn specifier(file: &File<'_>, literal: Id) -> Option<String> {
    Some(file.literal(literal)?.into_owned())
}

fn has_type_keyword(file: &File<'_>, id: Id) -> bool {
    file.tree.child_of_kind(id, Kind::TypeKeyword).is_some()
}
