//! The values of expressions.

mod call;
mod guard;
mod object;
mod passed;
mod variable;

pub(crate) use object::forget_values;
pub(crate) use passed::Passed;

use diagnostics::Span;

use crate::file::File;
use crate::kind::{Field, Kind};
use crate::literal;
use crate::place::Place;
use crate::scope::BindingId;
use crate::tree::Id;
use crate::value::Value;

const MAX_DEPTH: u32 = 32;
const MAX_NODES: u32 = 64;

/// What one value may still use.
pub(crate) struct Budget {
    nodes: u32,
    /// The variables, and the expressions, whose values are being read: one that depends on itself is unknown.
    pub(crate) variables: Vec<BindingId>,
    expressions: Vec<Id>,
    /// Whether a condition around the value tests something of it.
    is_guarded: bool,
    passed: Option<Passed>,
}

impl Budget {
    fn new() -> Budget {
        Budget {
            nodes: MAX_NODES,
            variables: Vec::new(),
            expressions: Vec::new(),
            is_guarded: false,
            passed: None,
        }
    }
}

impl<'t> File<'t> {
    /// The value of an expression, as far as it is known.
    pub(crate) fn value(&self, id: Id) -> Value {
        let mut budget = Budget::new();
        budget.is_guarded = self.is_guarded(id);
        self.evaluate(id, 0, &mut budget)
    }

    /// The value of a name where it is declared.
    pub(crate) fn value_of_declared(&self, name: Id) -> Value {
        let span = self.tree.span(name);
        let Some(binding) = self.names.declared(name) else {
            return Value::Unknown { span };
        };
        let place = self.place_of_binding(binding, name, 0);
        self.evaluate_place(place, span, 0, &mut Budget::new())
    }

    pub(crate) fn evaluate(&self, id: Id, depth: u32, budget: &mut Budget) -> Value {
        let span = self.tree.span(id);
        if depth > MAX_DEPTH || budget.nodes == 0 || !self.step() {
            return Value::Unknown { span };
        }
        budget.nodes -= 1;
        // Of what is composed, the parts that are not tested are known: `if (id) fetch(`https://api.acme.tech/${id}`)`.
        if budget.is_guarded && !self.is_composed(id) && self.is_guarded(id) {
            return Value::Unknown { span };
        }
        if let Some(value) = self.passed_value(id, depth, budget) {
            return value;
        }
        let place = self.place(id);
        self.evaluate_place(place, span, depth, budget)
    }

    fn is_composed(&self, id: Id) -> bool {
        let id = self.inner(id);
        matches!(self.tree.kind(id), Kind::Template | Kind::Object) || self.is_sum(id)
    }

    pub(crate) fn evaluate_place(
        &self,
        place: Place<'t>,
        span: Span,
        depth: u32,
        budget: &mut Budget,
    ) -> Value {
        match place {
            Place::Chain(chain) => chain.value(span),
            Place::Node { id, .. } if budget.expressions.contains(&id) => Value::Unknown { span },
            Place::Node { id, .. } => {
                budget.expressions.push(id);
                let value = self.evaluate_node(id, span, depth, budget);
                budget.expressions.pop();
                value
            }
        }
    }

    /// The value of an expression that denotes itself; `span` is where it is used.
    fn evaluate_node(&self, id: Id, span: Span, depth: u32, budget: &mut Budget) -> Value {
        match self.tree.kind(id) {
            Kind::String => self.string(id),
            Kind::Template => self.template(id, depth, budget),
            Kind::Number => self.number(id),
            Kind::Binary => self.binary(id, span, depth, budget),
            Kind::Ternary => self.conditional(id, span, depth, budget),
            Kind::Object => self.object(id, depth, budget),
            Kind::Identifier | Kind::ShorthandProperty => self.variable(id, span, depth, budget),
            Kind::Call => self.call_value(id, span, depth, budget),
            Kind::New => self.url(id, span, depth, budget),
            _ => Value::Unknown { span },
        }
    }

    /// `a ? b : c`, unless the condition is about what the branches use.
    fn conditional(&self, id: Id, span: Span, depth: u32, budget: &mut Budget) -> Value {
        let Some(condition) = self.tree.child(id, Field::Condition) else {
            return Value::Unknown { span };
        };
        let mut values = Vec::new();
        for field in [Field::Consequence, Field::Alternative] {
            let Some(branch) = self.tree.child(id, field) else {
                continue;
            };
            if self.is_tested(branch, condition) {
                return Value::Unknown { span };
            }
            values.push(self.evaluate(branch, depth + 1, budget));
        }
        either(values, span)
    }

    fn string(&self, id: Id) -> Value {
        let text = self.tree.slice(id);
        let is_attribute = self.tree.kind(self.tree.parent(id)) == Kind::JsxAttribute;
        let text = if is_attribute {
            literal::attribute(text)
        } else {
            literal::string(text)
        };
        Value::Text {
            text: text.into_owned(),
            span: self.tree.span(id),
        }
    }

    fn number(&self, id: Id) -> Value {
        let span = self.tree.span(id);
        match literal::number(self.tree.slice(id)) {
            Some(value) => Value::Number { value, span },
            None => Value::Unknown { span },
        }
    }

    fn template(&self, id: Id, depth: u32, budget: &mut Budget) -> Value {
        let span = self.tree.span(id);
        if self.tree.first_child(id).is_none() {
            return self.string(id);
        }
        let mut parts = Vec::new();
        let mut start = span.start + 1;
        for substitution in self.tree.children(id) {
            let of_substitution = self.tree.span(substitution);
            self.push_text(
                Span {
                    start,
                    end: of_substitution.start,
                },
                &mut parts,
            );
            start = of_substitution.end;
            let value = match self.tree.first_child(substitution) {
                Some(inner) => self.evaluate(inner, depth + 1, budget),
                None => Value::Unknown {
                    span: of_substitution,
                },
            };
            push_part(value, &mut parts);
        }
        let is_closed = self.tree.slice(id).ends_with('`');
        let end = if is_closed { span.end - 1 } else { span.end };
        self.push_text(Span { start, end }, &mut parts);
        Value::Joined { parts, span }
    }

    fn push_text(&self, span: Span, parts: &mut Vec<Value>) {
        if span.start < span.end {
            parts.push(Value::Text {
                text: literal::unescape(self.tree.text_of(span)).into_owned(),
                span,
            });
        }
    }

    fn binary(&self, id: Id, span: Span, depth: u32, budget: &mut Budget) -> Value {
        let operator = self.tree.child(id, Field::Operator);
        let (Some(operator), Some(left), Some(right)) = (
            operator.map(|operator| self.tree.kind(operator)),
            self.tree.child(id, Field::Left),
            self.tree.child(id, Field::Right),
        ) else {
            return Value::Unknown { span };
        };
        match operator {
            Kind::Plus => self.sum(id, budget, depth),
            Kind::And if self.is_tested(right, left) => Value::Unknown { span },
            Kind::And => self.evaluate(right, depth + 1, budget),
            Kind::Nullish | Kind::Or => {
                let values = vec![
                    self.evaluate(left, depth + 1, budget),
                    self.evaluate(right, depth + 1, budget),
                ];
                either(values, span)
            }
            Kind::Star => {
                let left = self.evaluate(left, depth + 1, budget);
                let right = self.evaluate(right, depth + 1, budget);
                match (left, right) {
                    (Value::Number { value: left, .. }, Value::Number { value: right, .. }) => {
                        Value::Number {
                            value: left * right,
                            span: self.tree.span(id),
                        }
                    }
                    _ => Value::Unknown { span },
                }
            }
            _ => Value::Unknown { span },
        }
    }

    /// `a + b + c`: nested to the left, so that a long one is read in a loop.
    fn sum(&self, id: Id, budget: &mut Budget, depth: u32) -> Value {
        let span = self.tree.span(id);
        let mut terms = Vec::new();
        let mut first = id;
        while self.is_sum(first)
            && let Some(left) = self.tree.child(first, Field::Left)
            && let Some(right) = self.tree.child(first, Field::Right)
        {
            if terms.len() > MAX_NODES as usize {
                return Value::Unknown { span };
            }
            terms.push(right);
            first = self.inner(left);
        }
        let mut parts = Vec::new();
        for term in [first].into_iter().chain(terms.into_iter().rev()) {
            push_part(self.evaluate(term, depth + 1, budget), &mut parts);
        }
        if let [
            Value::Number { value: left, .. },
            Value::Number { value: right, .. },
        ] = parts.as_slice()
        {
            return Value::Number {
                value: left + right,
                span,
            };
        }
        Value::Joined { parts, span }
    }

    pub(crate) fn is_sum(&self, id: Id) -> bool {
        self.tree.kind(id) == Kind::Binary
            && self
                .tree
                .child(id, Field::Operator)
                .is_some_and(|operator| self.tree.kind(operator) == Kind::Plus)
    }
}

pub(crate) fn push_part(value: Value, parts: &mut Vec<Value>) {
    match value {
        Value::Joined { parts: inner, .. } => parts.extend(inner),
        other => parts.push(other),
    }
}

/// One of several values; `span` is where it is used.
pub(crate) fn either(values: Vec<Value>, span: Span) -> Value {
    let mut all = Vec::new();
    for value in values {
        match value {
            Value::Either(inner) => all.extend(inner),
            other => all.push(other),
        }
    }
    match all.len() {
        0 => Value::Unknown { span },
        1 => all.remove(0),
        _ => Value::Either(all),
    }
}
