//! The variables of a profile.

use super::{Spanned, anchor, property};
use catalog::profile_name;
use diagnostics::{RelPath, Span};
use syntax::{Kind, Syntax, Value};

/// Facts of a profile.
#[derive(Clone, PartialEq, Debug)]
pub struct ProfileFacts {
    /// The span of diagnostics about missing properties.
    pub anchor: Span,
    /// The profile name in the file name.
    pub name: String,
    /// Whether the file is a valid object, so that an absent variable is really absent.
    pub readable: bool,
    /// The span of diagnostics about an absent variable: the key `variables`, else the anchor.
    pub variables_span: Span,
    /// In the order of the file.
    pub variables: Vec<Variable>,
    /// `accountId` as it is written, if it is a number.
    pub account: Option<Spanned>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Variable {
    pub name: Spanned,
    /// `None` if HubSpot refuses it.
    pub value: Option<VariableValue>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum VariableValue {
    String(String),
    /// As it is written.
    Number(String),
    Bool(bool),
}

pub(super) fn gather(path: &RelPath, syntax: &Syntax) -> ProfileFacts {
    let root = syntax.root();
    let anchor = anchor(root);
    let is_object = root.is_some_and(|root| root.kind() == Kind::Object);
    ProfileFacts {
        anchor,
        name: profile_name(path.file_name())
            .unwrap_or_default()
            .to_owned(),
        readable: syntax.errors.is_empty() && is_object,
        variables_span: property(root, "variables")
            .and_then(|value| value.key())
            .map_or(anchor, |key| key.span),
        variables: property(root, "variables").map_or_else(Vec::new, |map| variables(map)),
        account: property(root, "accountId").and_then(|value| {
            Some(Spanned {
                text: value.number()?.to_owned(),
                span: value.span(),
            })
        }),
    }
}

fn variables(map: Value<'_>) -> Vec<Variable> {
    map.members()
        .map(|member| Variable {
            name: Spanned::of_key(member.key),
            value: variable_value(member.value),
        })
        .collect()
}

fn variable_value(value: Value<'_>) -> Option<VariableValue> {
    match value.kind() {
        Kind::String => Some(VariableValue::String(value.as_str()?.to_owned())),
        Kind::Number => Some(VariableValue::Number(value.number()?.to_owned())),
        Kind::Bool(value) => Some(VariableValue::Bool(value)),
        _ => None,
    }
}
