//! The readings of a file with placeholders: one for each profile, merged into one list of diagnostics.

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, Fix, Span, message};
use project::document::Document;
use project::facts::ProfileFacts;
use project::placeholders;

/// The profile whose variables replace the placeholders. Without any profile the values of placeholders are unknown and
/// are not checked.
pub(super) type Reading<'p> = Option<&'p ProfileFacts>;

/// The readings of a project with these profiles.
pub(super) fn readings(profiles: &[ProfileFacts]) -> Vec<Reading<'_>> {
    if profiles.is_empty() {
        return vec![None];
    }
    profiles.iter().map(Some).collect()
}

/// One list from the diagnostics of each reading: a diagnostic that not all of them have names its profiles. Fixes that
/// would remove a placeholder are dropped.
pub(super) fn merge(
    document: &Document,
    readings: &[Reading<'_>],
    mut diagnostics: Vec<Vec<Diagnostic>>,
) -> Vec<Diagnostic> {
    keep_placeholders(document, diagnostics.iter_mut().flatten());
    if readings.len() == 1 {
        return diagnostics.into_iter().flatten().collect();
    }
    group(readings, diagnostics)
        .into_iter()
        .map(|(diagnostic, profiles)| {
            if profiles.len() < readings.len() {
                with_profiles(diagnostic, profiles)
            } else {
                diagnostic
            }
        })
        .collect()
}

/// Drops the fixes of diagnostics about a document that would remove a placeholder.
pub(super) fn keep_placeholders<'d>(
    document: &Document,
    diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>,
) {
    let placeholders = spans_with_placeholders(document);
    for diagnostic in diagnostics {
        diagnostic.fixes.retain(|fix| {
            !placeholders
                .iter()
                .any(|span| removes_placeholder(fix, *span, document))
        });
    }
}

/// The spans of the strings that contain placeholders.
fn spans_with_placeholders(document: &Document) -> Vec<Span> {
    document
        .syntax
        .root()
        .into_iter()
        .flat_map(placeholders::strings_with_placeholders)
        .map(|value| value.span())
        .collect()
}

/// Whether a fix replaces a string with placeholders by something that does not contain it.
fn removes_placeholder(fix: &Fix, string: Span, document: &Document) -> bool {
    let text = &document.syntax.source()[string.range()];
    let is_touched = fix
        .edits
        .iter()
        .any(|edit| edit.span.start < string.end && string.start < edit.span.end);
    is_touched && !fix.edits.iter().any(|edit| edit.new_text.contains(text))
}

/// Each different diagnostic, with the names of the profiles that have it.
pub(super) fn group<'p>(
    readings: &[Reading<'p>],
    diagnostics: Vec<Vec<Diagnostic>>,
) -> Vec<(Diagnostic, Vec<&'p str>)> {
    let mut groups: Vec<(Diagnostic, Vec<&str>)> = Vec::new();
    let mut index_of = BTreeMap::new();
    for (reading, diagnostics) in readings.iter().zip(diagnostics) {
        for diagnostic in diagnostics {
            let key = (
                diagnostic.file.clone(),
                diagnostic.span,
                diagnostic.rule,
                diagnostic.message.clone(),
            );
            let index = *index_of.entry(key).or_insert_with(|| {
                groups.push((diagnostic, Vec::new()));
                groups.len() - 1
            });
            if let Some(profile) = reading {
                groups[index].1.push(&profile.name);
            }
        }
    }
    groups
}

pub(super) fn with_profiles(mut diagnostic: Diagnostic, profiles: Vec<&str>) -> Diagnostic {
    let noun = if profiles.len() == 1 {
        "profile"
    } else {
        "profiles"
    };
    diagnostic.message += &format!(" (in {noun} {})", message::all_of(profiles));
    diagnostic
}
