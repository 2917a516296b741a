//! Chooses the branch of a `oneOf` or `anyOf` that was meant, so that a person reads one error and not one of each form.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

/// The errors of the branch that was meant: of those that agree with the discriminator the one with the fewest errors,
/// among these the one whose errors lie deepest. Branches that fail equally at one place only are returned together.
pub(super) fn meant<'e>(
    branches: &'e [Vec<ValidationError<'static>>],
) -> Vec<&'e ValidationError<'static>> {
    let by_discriminator: Vec<_> = branches
        .iter()
        .filter(|errors| !errors.iter().any(is_discriminator))
        .collect();
    let candidates = if by_discriminator.is_empty() {
        branches.iter().collect()
    } else {
        by_discriminator
    };
    let rank = |errors: &Vec<ValidationError<'static>>| {
        let depth = errors
            .iter()
            .map(|error| error.instance_path().iter().count())
            .max()
            .unwrap_or_default();
        (errors.len(), std::cmp::Reverse(depth))
    };
    let Some(best) = candidates.iter().map(|errors| rank(errors)).min() else {
        return Vec::new();
    };
    let equals = candidates.into_iter().filter(|errors| rank(errors) == best);
    if best.0 == 1 {
        equals.flatten().collect()
    } else {
        equals.take(1).flatten().collect()
    }
}

/// Whether the error says that the value belongs to another branch: a property with one allowed value has another.
fn is_discriminator(error: &ValidationError<'static>) -> bool {
    matches!(error.kind(), Kind::Constant { .. } | Kind::Enum { .. })
        && error.instance_path().iter().next().is_some()
}
