//! What our annotations say and JSON Schema cannot: unknown properties, and properties outside the platform versions that
//! have them. The keywords are documented in `schemas/README.md`.

use super::{is_of_unknown_type, official, platform_versions, unknown_properties};
use analysis::FileContext;
use diagnostics::Diagnostic;
use schema::{Annotation, Schema, Visit};
use syntax::Kind;

/// Adds the diagnostics of the annotations. Returns whether the file is definitely valid, which the same walk finds out:
/// most files are, and need no validator.
pub(super) fn check(
    cx: &FileContext<'_>,
    schema: &'static Schema,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let is_of_unknown_type = is_of_unknown_type(cx);
    schema::examine(schema, cx.root, &mut |visit| {
        if is_of_unknown_type && is_nested(cx, visit) {
            return;
        }
        if schema.origin().is_some() && out.len() >= official::MAX_DIAGNOSTICS {
            return;
        }
        if visit.has(Annotation::Dated) {
            out.extend(platform_versions::check(cx, visit));
        }
        let is_checked =
            visit.value.kind() == Kind::Object && !(is_of_unknown_type && visit.member().is_some());
        if is_checked && visit.names_properties() {
            unknown_properties::check(cx, schema, visit, out);
        }
    })
}

/// Whether the visited value is in another object than the root.
fn is_nested(cx: &FileContext<'_>, visit: &Visit<'_>) -> bool {
    visit
        .member()
        .is_some_and(|(object, _)| object.index() != cx.root.index())
}
