//! Schemas: the validator has no error to report about what the fast path accepts.

use schema::{Schema, schema};
use syntax::{Value, parse};

/// Holds for every text. Its first line names a schema, the rest is a value.
pub fn holds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Some((name, source)) = text.split_once('\n') else {
        return;
    };
    let (Some(schema), syntax) = (schema(name), parse(source)) else {
        return;
    };
    if let (Some(root), []) = (syntax.root(), syntax.errors.as_slice()) {
        is_definitely_valid(schema, root);
    }
}

/// Whether the fast path accepts a value; fails if the validator would not.
pub fn is_definitely_valid(schema: &'static Schema, root: Value<'_>) -> bool {
    if !schema::examine(schema, root, &mut |_| {}) {
        return false;
    }
    for error in schema.validator().iter_errors(root) {
        let path: Vec<String> = error
            .schema_path()
            .iter()
            .map(|segment| segment.to_string())
            .collect();
        let (keyword, above) = path.split_last().unwrap();
        let is_said = schema
            .at(above)
            .is_some_and(|node| node.get("x-checkedBy").is_some());
        let is_shape = matches!(keyword.as_str(), "type" | "required");
        assert!(
            is_said && !is_shape,
            "{}: {error} in {}",
            schema.name,
            root.syntax().source()
        );
    }
    true
}
