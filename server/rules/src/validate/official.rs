//! What HubSpot's own schemas decide, if a user has imported them.

use jsonschema::error::ValidationErrorKind as Kind;

use diagnostics::Diagnostic;
use schema::Origin;

/// Adds to each message whose schema refuses the value: it may differ from what HubSpot documents.
pub(super) fn cite(origin: &Origin, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        let citation = format!(" (HubSpot's schema of {})", origin.imported);
        diagnostic.message.push_str(&citation);
    }
}

/// Whether a pattern took too many steps, so that nothing is known about the value.
pub(super) fn is_undecided(kind: &Kind) -> bool {
    matches!(kind, Kind::BacktrackLimitExceeded { .. })
}
