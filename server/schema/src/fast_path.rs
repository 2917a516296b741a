//! Tells most valid values from the rest, so that a run over valid files never builds a validator: the first one costs
//! about 2 ms, more than everything else about a project. Where it is in doubt it says no, and the validator decides.
//! `tests` compare it with the validator.

use super::walk::Visit;
use syntax::Kind;

/// Whether the value of a visit, its members and elements aside, is valid for certain. False says nothing.
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
