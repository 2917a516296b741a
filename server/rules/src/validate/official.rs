//! What HubSpot's own schemas decide, if a user has imported them.

use std::collections::BTreeMap;

use crate::platform_version::unusable_imported_schema;
use crate::properties::invalid_value;
use analysis::FileContext;
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, RuleId, Severity, Span};
use schema::{Origin, Schema, Unknown};

/// Rules about `config` whose only source is the schema, as far as it is known without HubSpot's own. Others, such as those about
/// redirect URLs, report what HubSpot documents elsewhere too.
const REPEAT_SCHEMA: [&str; 4] = [
    "invalid-support-email",
    "invalid-support-phone",
    "invalid-support-url",
    "redirect-urls-with-static-auth",
];

/// The beginning of what `cite` adds.
const CITATION: &str = " (HubSpot's schema of ";

/// Whether the document is of a type with a schema of HubSpot, which certainly accepts it and leaves nothing to report. Most are:
/// then nothing needs to be compiled.
pub(super) fn is_accepted(cx: &FileContext<'_>) -> bool {
    match (cx.document.kind, &cx.project.official, cx.component) {
        (FileKind::Component, Some(official), Some(component)) => {
            official.accepts(component.name, cx.root)
        }
        _ => false,
    }
}

/// Adds to each message whose schema refuses the value: it may differ from what HubSpot documents.
pub(super) fn cite(origin: &Origin, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        let citation = format!("{CITATION}{})", origin.imported);
        diagnostic.message.push_str(&citation);
    }
}

/// How many problems are described in one file: a huge file and a huge schema have millions, and nobody reads a thousand.
pub(super) const MAX_DIAGNOSTICS: usize = 1_000;

/// Whether HubSpot's schema refuses something in these.
pub(super) fn has_cited_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error && one.message.contains(CITATION))
}

/// A file that HubSpot's schema refuses, for reasons that it takes too long to find.
pub(super) fn refused(cx: &FileContext<'_>, schema: &Schema) -> Option<Diagnostic> {
    schema.origin()?;
    let message = "`config` is not valid";
    Some(cx.at(&invalid_value::RULE, config_span(cx), message))
}

/// A file that cannot be checked against HubSpot's schema.
pub(super) fn unchecked(
    cx: &FileContext<'_>,
    schema: &Schema,
    reason: Unknown,
) -> Option<Diagnostic> {
    let origin = schema.origin()?;
    let reason = match reason {
        Unknown::TooDeep => "it is nested too deeply for a schema that contains itself",
        Unknown::TooLong => "that takes too many steps",
        Unknown::NoValidator => "the schema cannot be compiled",
    };
    let message = format!(
        "`config` is not checked against HubSpot's schema of {}: {reason}",
        origin.imported
    );
    let rule = &unusable_imported_schema::RULE;
    Some(cx.at(rule, config_span(cx), message))
}

fn config_span(cx: &FileContext<'_>) -> Span {
    match cx.root.member("config") {
        Some(member) => member.key.span,
        None => cx.anchor(cx.root),
    }
}

/// Removes what the rules of other subjects only repeat from our schema: HubSpot's own has decided. Where it refuses a value that
/// another rule refuses too, that rule knows better why.
pub(crate) fn reconcile(cx: &FileContext<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // The schema is compiled only if there is something that it decides about.
    let is_repeated = |rule| rule == "invalid-value" || REPEAT_SCHEMA.contains(&rule);
    if !diagnostics.iter().any(|one| is_repeated(one.rule)) {
        return;
    }
    let is_decided = super::schema_of(cx).is_some_and(|schema| schema.origin().is_some());
    if !is_decided {
        return;
    }
    diagnostics.retain(|diagnostic| !REPEAT_SCHEMA.contains(&diagnostic.rule));
    let mut explained: BTreeMap<Span, RuleId> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if diagnostic.severity == Severity::Error && diagnostic.rule != invalid_value::RULE.id {
            explained.insert(diagnostic.span, diagnostic.rule);
        }
    }
    for diagnostic in diagnostics.iter_mut() {
        if diagnostic.rule == invalid_value::RULE.id
            && let Some(rule) = explained.get(&diagnostic.span)
        {
            diagnostic.explained_by = Some(rule);
        }
    }
}

/// Removes what another rule that is reported at the same place explains, for diagnostics that are sorted by file.
pub(crate) fn remove_explained(diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.iter().all(|one| one.explained_by.is_none()) {
        return;
    }
    let mut reported: BTreeMap<(RelPath, Span, RuleId), Severity> = BTreeMap::new();
    for one in diagnostics.iter() {
        reported.insert((one.file.clone(), one.span, one.rule), one.severity);
    }
    diagnostics.retain(|one| {
        let Some(rule) = one.explained_by else {
            return true;
        };
        let key = (one.file.clone(), one.span, rule);
        reported
            .get(&key)
            .is_none_or(|severity| *severity < one.severity)
    });
}
