//! Chooses the branch of a `oneOf` or `anyOf` that was most likely meant, to report its errors only.

use std::cmp::Reverse;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

type Errors = Vec<ValidationError<'static>>;

/// The errors of the branch that was meant: of those whose discriminator matches the one with the fewest errors, then the
/// one whose errors are deepest. Branches with one error each that are equal by this are returned together.
pub(super) fn meant(branches: &[Errors]) -> Vec<&ValidationError<'static>> {
    let mut candidates: Vec<&Errors> = branches
        .iter()
        .filter(|errors| !errors.iter().any(is_discriminator))
        .collect();
    if candidates.is_empty() {
        candidates = branches.iter().collect();
    }
    let Some(best) = candidates.iter().map(|errors| rank(errors)).min() else {
        return Vec::new();
    };
    candidates.retain(|errors| rank(errors) == best);
    let (number_of_errors, _) = best;
    if number_of_errors != 1 {
        candidates.truncate(1);
    }
    candidates.into_iter().flatten().collect()
}

/// Few errors come first, then deep ones.
fn rank(errors: &Errors) -> (usize, Reverse<usize>) {
    let depth = errors
        .iter()
        .map(|error| error.instance_path().iter().count())
        .max()
        .unwrap_or_default();
    (errors.len(), Reverse(depth))
}

/// Whether the error says that the value belongs to another branch: a property with one allowed value has another.
fn is_discriminator(error: &ValidationError<'static>) -> bool {
    matches!(error.kind(), Kind::Constant { .. } | Kind::Enum { .. })
        && error.instance_path().iter().next().is_some()
}
