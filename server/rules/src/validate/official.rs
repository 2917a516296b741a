//! What HubSpot's own schemas decide, if a user has imported them.

use jsonschema::error::ValidationErrorKind as Kind;

use std::collections::BTreeSet;

use analysis::FileContext;
use catalog::FileKind;
use diagnostics::{Diagnostic, Severity, Span};
use schema::Origin;

/// Rules about `config` whose only source is the schema, as far as it is known without HubSpot's own. Others, such as those about
/// redirect URLs, report what HubSpot documents elsewhere too.
const REPEAT_SCHEMA: [&str; 4] = [
    "invalid-support-email",
    "invalid-support-phone",
    "invalid-support-url",
    "redirect-urls-with-static-auth",
];

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
        let citation = format!(" (HubSpot's schema of {})", origin.imported);
        diagnostic.message.push_str(&citation);
    }
}

/// Whether a pattern took too many steps, so that nothing is known about the value.
pub(super) fn is_undecided(kind: &Kind) -> bool {
    matches!(kind, Kind::BacktrackLimitExceeded { .. })
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
    let explained: BTreeSet<Span> = diagnostics
        .iter()
        .filter(|diagnostic| {
            diagnostic.severity == Severity::Error && diagnostic.rule != "invalid-value"
        })
        .map(|diagnostic| diagnostic.span)
        .collect();
    diagnostics.retain(|diagnostic| {
        diagnostic.rule != "invalid-value" || !explained.contains(&diagnostic.span)
    });
}
