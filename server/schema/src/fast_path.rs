//! Recognizes most valid values, so that a run over valid files never builds a validator: the first one costs about 2 ms,
//! more than the rest of a project's check. If it returns false, the validator decides. `tests` compare it with the
//! validator.

use super::walk::Visit;
use syntax::Kind;

/// Whether the value of a visit, without its members and elements, is definitely valid. If false, it may still be valid.
pub fn definitely_valid(visit: &Visit<'_>) -> bool {
    let value = visit.value;
    if value.kind() == Kind::Unknown {
        return true;
    }
    !value.is_incomplete()
        && visit
            .compiled_schemas()
            .all(|schema| schema.definitely_accepts(value))
}
