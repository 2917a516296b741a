//! `unexpected-top-level-property`, and `unexpected-property` of HubSpot's own schemas: a property that the schema refuses.

use std::collections::HashSet;

use super::SchemaError;
use crate::properties::unexpected_top_level_property;
use crate::validate::misplaced::{self, Destination, moves};
use crate::validate::missing::MissingProperties;
use crate::validate::unknown_properties;
use diagnostics::{Diagnostic, Safety};
use schema::Visit;
use syntax::Member;

/// Adds a diagnostic for each unexpected property, except for misspellings of missing properties: `missing-property` reports
/// those.
pub(super) fn describe(
    error: &SchemaError<'_>,
    unexpected: &[String],
    visit: &Visit<'_>,
    out: &mut Vec<Diagnostic>,
) {
    if error.origin().is_some() {
        unknown_properties::refused(error, unexpected, visit, out);
        return;
    }
    let missing = MissingProperties::of(visit);
    let known: Vec<&str> = visit.properties().map(|(name, _)| name).collect();
    let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
    for member in error.value.members() {
        let name = member.key.text;
        if !unexpected.contains(name) || missing.is_misspelled(name) {
            continue;
        }
        out.push(match Destination::of(visit, name) {
            Some(destination) => misplaced_at_the_top(error, member, &destination),
            None => unexpected_top_level_property::describe(error.cx, member, &known),
        });
    }
}

/// A property that belongs in `config`. Where there is no `config` yet, all such properties move at once.
fn misplaced_at_the_top(
    error: &SchemaError<'_>,
    member: Member<'_>,
    destination: &Destination,
) -> Diagnostic {
    let diagnostic = unexpected_top_level_property::at(error.cx, member);
    let object = destination.first_object();
    if error.value.get(object).is_none() {
        let misplaced = misplaced::find(error.schema, &error.path, object);
        if let Some((title, edits)) = moves::move_all(&misplaced) {
            return diagnostic
                .help(title.as_str())
                .fix(title, Safety::Unsafe, edits);
        }
    }
    moves::suggest(diagnostic, destination, error.value, member)
}
