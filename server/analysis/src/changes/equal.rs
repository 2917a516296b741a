//! Whether two JSON values are the same.

use std::collections::HashMap;

use syntax::{Kind, Value};

/// Whether two values are the same, whatever the order of their properties. A value that cannot be known, such as a variable
/// without a profile, is the same as any other. Iterative: the input decides how deep it is nested.
pub fn is_equal(one: Value<'_>, other: Value<'_>) -> bool {
    let mut pending = vec![(one, other)];
    while let Some((one, other)) = pending.pop() {
        let is_same = match (one.kind(), other.kind()) {
            (Kind::Unknown, _) | (_, Kind::Unknown) => true,
            (Kind::Object, Kind::Object) => add_properties(one, other, &mut pending),
            (Kind::Array, Kind::Array) => {
                pending.extend(one.elements().zip(other.elements()));
                one.len() == other.len()
            }
            (Kind::String, Kind::String) => one.as_str() == other.as_str(),
            (Kind::Number, Kind::Number) => one.number() == other.number(),
            (own, others) => own == others,
        };
        if !is_same {
            return false;
        }
    }
    true
}

/// Adds the pairs of properties that two objects have; false if one has a property that the other lacks.
fn add_properties<'a>(
    one: Value<'a>,
    other: Value<'a>,
    pending: &mut Vec<(Value<'a>, Value<'a>)>,
) -> bool {
    let others: HashMap<&str, Value<'_>> = other
        .members()
        .map(|member| (member.key.text, member.value))
        .collect();
    let mut number = 0;
    for member in one.members() {
        let Some(value) = others.get(member.key.text) else {
            return false;
        };
        pending.push((member.value, *value));
        number += 1;
    }
    number == others.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let (one, other) = (syntax::parse(one), syntax::parse(other));
        let (Some(first), Some(second)) = (one.root(), other.root()) else {
            panic!("no value");
        };
        assert_eq!(is_equal(first, second), expected);
        assert_eq!(is_equal(second, first), expected);
    }

    #[test]
    fn the_order_of_properties_makes_no_difference() {
        check(
            r#"{"a": 1, "b": [true, null]}"#,
            r#"{"b":[true,null],"a":1}"#,
            true,
        );
        check("[1, 2]", "[2, 1]", false);
    }

    #[test]
    fn any_other_value_or_property_does() {
        check(r#"{"a": 1}"#, r#"{"a": 2}"#, false);
        check(r#"{"a": 1}"#, r#"{"a": 1, "b": 1}"#, false);
        check(r#"{"a": 1}"#, r#"{"b": 1}"#, false);
        check(r#"{"a": "1"}"#, r#"{"a": 1}"#, false);
        check(r#"["a"]"#, r#"["b"]"#, false);
        check("[]", "[null]", false);
    }

    #[test]
    fn values_may_be_nested_to_any_depth() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        check(&deep, &deep, true);
    }
}
