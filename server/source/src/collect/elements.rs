//! JSX elements and their attributes.

use crate::evaluate::forget_values;
use crate::facts::{Element, Root, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
use crate::tree::Id;
use crate::value::{Property, Value};

pub(super) fn element(file: &File<'_>, opening: Id, facts: &mut SourceFacts) {
    // A fragment has no name.
    let Some(name) = file.tree.child(opening, Field::Name) else {
        return;
    };
    let tag = file.tree.slice(name);
    let mut attributes = Vec::new();
    for attribute in file.tree.children(opening) {
        match file.tree.kind(attribute) {
            Kind::JsxAttribute => attributes.extend(property(file, attribute)),
            // `{...props}`
            Kind::JsxExpression => forget_values(&mut attributes),
            _ => {}
        }
    }
    facts.elements.push(Element {
        name: tag.to_owned(),
        span: file.tree.span(name),
        root: root(file, name, tag),
        attributes,
    });
}

/// Where a component comes from. A tag in lower case without a dot is that of an HTML element.
fn root(file: &File<'_>, name: Id, tag: &str) -> Root {
    let is_html = tag.starts_with(|first: char| first.is_ascii_lowercase()) && !tag.contains('.');
    if is_html || file.tree.kind(name) == Kind::JsxNamespaceName {
        return Root::Global(tag.to_owned());
    }
    match file.place(name) {
        Place::Chain(chain) => chain.root,
        Place::Node {
            name: Some(name), ..
        } => Root::Bound(name.to_owned()),
        Place::Node { name: None, .. } => Root::Unknown,
    }
}

fn property(file: &File<'_>, attribute: Id) -> Option<Property> {
    let mut children = file.tree.children(attribute);
    let (key, value) = (children.next()?, children.next()?);
    let value = match file.tree.kind(value) {
        Kind::JsxExpression => match file.tree.first_child(value) {
            Some(value) => file.value(value),
            None => Value::Unknown {
                span: file.tree.span(value),
            },
        },
        _ => file.value(value),
    };
    Some(Property {
        name: file.tree.slice(key).to_owned(),
        span: file.tree.span(key),
        value,
    })
}
