//! The values that are known without running the code.

use diagnostics::Span;

/// The value of an expression, as far as it is known. Constants of the same file are replaced by their values; the number of
/// nodes and the depth are bounded.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A string literal or a template without substitutions (`span` with its quotes), or the text between two substitutions
    /// of a template.
    Text { text: String, span: Span },
    /// A number literal.
    Number { value: f64, span: Span },
    /// A name of another file, with members of it: `config.urls.api`.
    Imported {
        specifier: String,
        /// `None` for all of the file.
        name: Option<String>,
        members: Vec<String>,
        span: Span,
    },
    /// `context.variables.NAME`: the variable of a profile.
    Variable { name: String, span: Span },
    /// `process.env.NAME`, or `context.secrets.NAME`, which has the same values.
    Env { name: String, span: Span },
    /// A concatenation: a template literal or `+`.
    Joined { parts: Vec<Value>, span: Span },
    /// One of several: `a ?? b`, `a || b`, `a ? b : c`.
    Either(Vec<Value>),
    /// An object literal.
    Object {
        properties: Vec<Property>,
        /// Whether it has other properties too: a spread, a computed name.
        is_open: bool,
        span: Span,
    },
    /// An instance of a class of a package. The span is that of the [`Instance`](crate::Instance) in the file.
    Instance {
        specifier: String,
        name: String,
        span: Span,
    },
    /// A parameter of the function of a [`RequestTemplate`](crate::RequestTemplate), or a property of it.
    Parameter {
        position: usize,
        property: Option<String>,
        span: Span,
    },
    /// Not known, such as a parameter or the result of a call.
    Unknown { span: Span },
}

/// A property of an object literal, or an attribute of an element.
#[derive(Clone, PartialEq, Debug)]
pub struct Property {
    pub name: String,
    /// The name, with its quotes if it has any.
    pub span: Span,
    pub value: Value,
}

impl Value {
    /// The text that the value has in the file; empty for one of several.
    pub fn span(&self) -> Span {
        match self {
            Value::Text { span, .. }
            | Value::Number { span, .. }
            | Value::Imported { span, .. }
            | Value::Variable { span, .. }
            | Value::Env { span, .. }
            | Value::Joined { span, .. }
            | Value::Object { span, .. }
            | Value::Instance { span, .. }
            | Value::Parameter { span, .. }
            | Value::Unknown { span } => *span,
            Value::Either(values) => values.first().map_or(Span::default(), Value::span),
        }
    }

    /// The property of an object literal.
    pub fn property(&self, name: &str) -> Option<&Property> {
        match self {
            Value::Object { properties, .. } => properties
                .iter()
                .rev()
                .find(|property| property.name == name),
            _ => None,
        }
    }
}
