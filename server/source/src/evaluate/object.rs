//! The values of object literals.

use crate::evaluate::Budget;
use crate::evaluate::passed::PassedMember;
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::tree::Id;
use crate::value::{Property, Value};

impl File<'_> {
    pub(crate) fn object(&self, id: Id, depth: u32, budget: &mut Budget) -> Value {
        let span = self.tree.span(id);
        if self.is_mutated(id) {
            return Value::Unknown { span };
        }
        let mut properties = Vec::new();
        let mut is_open = false;
        for child in self.tree.children(id) {
            if !self.step() {
                is_open = true;
                break;
            }
            let (key, value) = match self.tree.kind(child) {
                Kind::Pair => (
                    self.tree.child(child, Field::Key),
                    self.tree.child(child, Field::Value),
                ),
                Kind::Method => (self.tree.child(child, Field::Name), None),
                Kind::ShorthandProperty => (Some(child), Some(child)),
                Kind::Spread => {
                    is_open |= self.spread(child, &mut properties, depth, budget);
                    continue;
                }
                _ => (None, None),
            };
            let Some((key, name)) = key.and_then(|key| Some((key, self.property_name(key)?)))
            else {
                is_open = true;
                forget_values(&mut properties);
                continue;
            };
            properties.push(Property {
                name: name.into_owned(),
                span: self.tree.span(key),
                value: match value {
                    Some(value) => self.evaluate(value, depth + 1, budget),
                    None => Value::Unknown {
                        span: self.tree.span(child),
                    },
                },
            });
        }
        Value::Object {
            properties,
            is_open,
            span,
        }
    }

    /// Adds the properties of `...value`. Returns whether there may be others.
    fn spread(
        &self,
        spread: Id,
        properties: &mut Vec<Property>,
        depth: u32,
        budget: &mut Budget,
    ) -> bool {
        let Some(value) = self.tree.first_child(spread) else {
            forget_values(properties);
            return true;
        };
        if let Some(PassedMember::Absent) =
            self.passed_member(self.without_default(value), depth + 1, budget)
        {
            return false;
        }
        match self.evaluate(value, depth + 1, budget) {
            Value::Object {
                properties: other,
                is_open,
                ..
            } => {
                if is_open {
                    forget_values(properties);
                }
                properties.extend(other);
                is_open
            }
            _ => {
                forget_values(properties);
                true
            }
        }
    }
}

impl File<'_> {
    /// `value` of `value || {}` and `value ?? {}`.
    fn without_default(&self, id: Id) -> Id {
        let binary = self.inner(id);
        let operator = self.tree.child(binary, Field::Operator);
        let (Some(operator), Some(left), Some(right)) = (
            operator.map(|operator| self.tree.kind(operator)),
            self.tree.child(binary, Field::Left),
            self.tree.child(binary, Field::Right),
        ) else {
            return id;
        };
        let right = self.inner(right);
        let is_empty =
            self.tree.kind(right) == Kind::Object && self.tree.first_child(right).is_none();
        if matches!(operator, Kind::Or | Kind::Nullish) && is_empty {
            left
        } else {
            id
        }
    }
}

/// What comes after properties may replace them.
pub(crate) fn forget_values(properties: &mut [Property]) {
    for property in properties {
        let span = property.value.span();
        property.value = Value::Unknown { span };
    }
}
