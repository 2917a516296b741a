//! The calls of API versions, and what is said about them.

use analysis::code::{
    ApiCall, ApiPath, ApiTarget, Code, CodeUse, Judged, ResolvedText, SegmentText, UseGroup, group,
};
use analysis::related;
use catalog::{
    ApiVersion, ApiVersionMatch, ApiVersionState, EndKind, Successor, api_client_version,
    api_version, api_versions,
};
use diagnostics::{Diagnostic, Rule, Safety, message};

use super::fix;

/// Reports the calls of versions in a state.
pub(super) fn check(
    rule: &'static Rule,
    state: ApiVersionState,
    code: &Code<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let is_listed = is_listed(code);
    let sites = code.api_calls().iter().map(|call| &call.site);
    for uses in group(sites, judge) {
        if state_of(uses.key.version, is_listed) == state {
            out.push(diagnostic(rule, code, &uses, is_listed));
        }
    }
    for call in code.api_calls() {
        if let Some(version) = version_of_method(call)
            && state_of(version, is_listed) == state
        {
            out.push(of_method(rule, call, version));
        }
    }
}

/// The version that a method of HubSpot's API client calls, if it is one that ended or ends before the others.
pub(super) fn version_of_method(call: &ApiCall<'_>) -> Option<&'static ApiVersion> {
    match &call.target {
        ApiTarget::Accessor(accessor) => api_client_version(accessor),
        ApiTarget::Paths { .. } => None,
    }
}

/// Whether the app is for the marketplace, whose apps must use supported versions.
fn is_listed(code: &Code<'_>) -> bool {
    let Some(app) = code.index.app() else {
        return false;
    };
    let distribution = &app.facts.distribution;
    distribution
        .as_ref()
        .is_some_and(|distribution| distribution.text == "marketplace")
}

/// The state of a version for an app.
fn state_of(version: &ApiVersion, is_listed: bool) -> ApiVersionState {
    let is_certain = version.released == Successor::Released && version.grade != "I";
    match version.state {
        ApiVersionState::Legacy if is_listed && is_certain => ApiVersionState::Ending,
        state => state,
    }
}

fn judge(_: &CodeUse<'_>, text: &ResolvedText<'_>) -> Option<Judged<ApiVersionMatch>> {
    let path = ApiPath::of(text)?;
    let mut segments = Vec::new();
    for (index, segment) in path.segments.iter().enumerate() {
        let is_last = index + 1 == path.segments.len();
        segments.push(match &segment.text {
            SegmentText::Known(text) => Some(text.as_str()),
            // A query, or more segments, most likely follow.
            SegmentText::Partial(text) if is_last => Some(text.as_str()),
            SegmentText::Partial(_) | SegmentText::Unknown => None,
        });
    }
    let found = api_version(&segments)?;
    let version = path.segments.get(found.at)?;
    Some(Judged {
        offset: version.end.saturating_sub(1),
        key: found,
    })
}

fn diagnostic(
    rule: &'static Rule,
    code: &Code<'_>,
    uses: &UseGroup<'_, '_, ApiVersionMatch>,
    is_listed: bool,
) -> Diagnostic {
    let version = uses.key.version;
    let mut message = said(&message::quoted(&uses.key.prefix), version);
    if version.state == ApiVersionState::Legacy
        && state_of(version, is_listed) == ApiVersionState::Ending
    {
        message.push_str(": listed apps must use supported versions");
    }
    let mut diagnostic = rule
        .at(uses.file, uses.span, message)
        .url(Some(page(version)))
        .ends(Some(version.end));
    if let Some(help) = help(version) {
        diagnostic = diagnostic.help(&help);
        if let Some(edit) = fix::edit(code, uses) {
            diagnostic = diagnostic.fix_in(uses.file, help, Safety::DisplayOnly, [edit]);
        }
    }
    let elsewhere: Vec<_> = uses.elsewhere().collect();
    let total = elsewhere.len();
    related::add(diagnostic, elsewhere, total, "called here")
}

/// The problem of a method of the client, at its call.
fn of_method(rule: &'static Rule, call: &ApiCall<'_>, version: &'static ApiVersion) -> Diagnostic {
    let path = message::quoted(version.prefix);
    let message = said(&format!("{path}, which this method calls,"), version);
    let diagnostic = rule
        .at(call.file(), call.span(), message)
        .url(Some(page(version)))
        .ends(Some(version.end));
    match help(version) {
        Some(help) if version.released == Successor::Released => {
            diagnostic.help(format!("{help} with `apiRequest`"))
        }
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// When a version ends, and what happens then.
fn said(path: &str, version: &ApiVersion) -> String {
    let end = version.end;
    // A month has no day.
    let when = if end.len() == "2027-09".len() {
        format!("in {end}")
    } else {
        format!("on {end}")
    };
    let mut said = match (version.kind, version.state) {
        (EndKind::ShutOff, ApiVersionState::Ended) => format!("{path} was switched off {when}"),
        (EndKind::ShutOff, _) => format!("{path} is switched off {when}"),
        (EndKind::Feature, _) => format!("{path} is of no use since {end}"),
        (EndKind::Version, _) => format!("{path} loses HubSpot's support {when}"),
    };
    if let Some(effect) = version.effect {
        said.push_str(": ");
        said.push_str(effect);
    } else if version.released == Successor::Unreleased {
        said.push_str("; no successor is released");
    }
    said
}

/// The page about a version, or what the help refers to.
fn page(version: &ApiVersion) -> &'static str {
    match version.released {
        Successor::Unverified => api_versions().guide,
        _ => version.source,
    }
}

fn help(version: &ApiVersion) -> Option<String> {
    match (version.released, version.successor) {
        (Successor::Released, Some(path)) => Some(format!("move to {}", message::quoted(path))),
        (Successor::Other, Some(other)) => Some(format!("use {other} instead")),
        (Successor::Unverified, _) => {
            Some("look up its successor in HubSpot's migration guide".to_owned())
        }
        (Successor::Unreleased, _) if version.state == ApiVersionState::Ended => {
            Some("remove the call".to_owned())
        }
        _ => None,
    }
}
