//! # invalid-fetch
//!
//! A UI extension calls `hubspot.fetch` with something that HubSpot does not accept.
//!
//! ## What it does
//!
//! Looks at the arguments of `hubspot.fetch`: a URL that is relative or not `https`, a method other
//! than `GET`, `POST`, `PUT`, `DELETE` and `PATCH`, a header other than `Authorization`, and a
//! `timeout` above 15 seconds. Constants are followed; what is not known without running the code is
//! not reported.
//!
//! ## Why
//!
//! HubSpot sends the request for the extension, and refuses what it cannot send: the call fails when
//! the extension runs. A longer timeout has no effect.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => null);
//! hubspot.fetch('https://api.acme.tech/orders', { headers: { 'X-Tenant': 'acme' } });
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => null);
//! hubspot.fetch('https://api.acme.tech/orders?tenant=acme');
//! ```
//!
//! ## How to fix
//!
//! Use an absolute `https` URL and one of the five methods, and send what headers contain in the URL
//! or in the body.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/guides/crm/public-apps/fetching-data>; npm
//! @hubspot/ui-extensions-dev-server 2.1.2, `AppProxyService.js`: "Only 'Authorization' header is
//! allowed".

use std::collections::BTreeMap;

use crate::rule;
use analysis::code::{Code, CodeUse, Judged, Piece, ResolvedText, UseGroup, group};
use analysis::urls::{self, UrlError};
use analysis::{placeholders, related};
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::source_file::SourceFile;
use source::Value;

rule! {
    file: "invalid_fetch.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

/// What the type of `method` allows: npm @hubspot/ui-extensions 0.17.0, `http-requests.synced.d.ts`.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "DELETE", "PATCH"];

/// The only header that HubSpot forwards.
const HEADER: &str = "authorization";

/// The time in milliseconds after which HubSpot ends a request.
const LONGEST_TIMEOUT: f64 = 15_000.0;

/// The most values of one expression that are looked at.
const MOST_VALUES: usize = 100;

/// What HubSpot does not accept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Problem {
    /// The literal that the URL begins with, and what is wrong with it.
    Url(String, UrlProblem),
    Method(String),
    Header(String),
    Timeout,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum UrlProblem {
    Http,
    OtherScheme(String),
    Relative,
}

type Groups<'u, 'c> = BTreeMap<(&'c RelPath, Span, Problem), Vec<&'u CodeUse<'c>>>;

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for uses in group(code.fetches(), judge_url) {
        out.push(describe(&uses));
    }
    let mut groups = Groups::new();
    for fetch in code.fetches() {
        let (Some(file), Some(options)) = (code.source(fetch.file), fetch.argument(1)) else {
            continue;
        };
        for (file, object) in alternatives(code, file, options) {
            for (at, span, problem) in problems_of_options(code, file, object) {
                let uses = groups.entry((at, span, problem)).or_default();
                uses.push(fetch);
            }
        }
    }
    for ((file, span, key), uses) in groups {
        let uses = UseGroup {
            key,
            file,
            span,
            uses,
        };
        out.push(describe(&uses));
    }
}

/// The values of which an expression has one, with their files.
fn alternatives<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    value: &'c Value,
) -> Vec<(&'c SourceFile, &'c Value)> {
    let mut found = Vec::new();
    let mut pending = vec![(file, value)];
    // Bounded, since constants of files that import each other may be circular.
    for _ in 0..MOST_VALUES {
        let Some((file, value)) = pending.pop() else {
            break;
        };
        match code.definition(file, value) {
            Some((file, Value::Either(values))) => {
                pending.extend(values.iter().map(|value| (file, value)));
            }
            Some(defined) => found.push(defined),
            None => {}
        }
    }
    found
}

fn problems_of_options<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    options: &'c Value,
) -> Vec<(&'c RelPath, Span, Problem)> {
    let mut problems = Vec::new();
    if let Some(method) = options.property("method") {
        for text in &code.resolve(file, &method.value).texts {
            if let (Some(name), Some((at, span))) = (text.whole(), text.place())
                && is_unknown_method(&name)
            {
                problems.push((at, span, Problem::Method(name.into_owned())));
            }
        }
    }
    if let Some(headers) = options.property("headers") {
        for (file, headers) in alternatives(code, file, &headers.value) {
            for header in properties(headers) {
                if !header.name.eq_ignore_ascii_case(HEADER) {
                    let problem = Problem::Header(header.name.clone());
                    problems.push((&file.path, header.span, problem));
                }
            }
        }
    }
    if let Some(timeout) = options.property("timeout") {
        for text in &code.resolve(file, &timeout.value).texts {
            if let (Some(number), Some((at, span))) = (text.whole(), text.place())
                && number
                    .parse::<f64>()
                    .is_ok_and(|time| time > LONGEST_TIMEOUT)
            {
                problems.push((at, span, Problem::Timeout));
            }
        }
    }
    problems
}

fn properties(object: &Value) -> &[source::Property] {
    match object {
        Value::Object { properties, .. } => properties,
        _ => &[],
    }
}

/// Whether a method is none of the five in any letter case: what HubSpot does with `get` is in no source.
fn is_unknown_method(name: &str) -> bool {
    !name.is_empty()
        && !METHODS
            .iter()
            .any(|method| method.eq_ignore_ascii_case(name))
}

fn judge_url(fetch: &CodeUse<'_>, text: &ResolvedText<'_>) -> Option<Judged<Problem>> {
    let Some(Piece::Known { text: literal, .. }) = text.pieces.first() else {
        return None;
    };
    let prefix = text.prefix();
    let problem = url_problem(&prefix, text.is_whole())?;
    // A server of the developer, used if a condition says so.
    let is_alternative = fetch.resolved.texts.len() > 1 || fetch.resolved.is_open;
    let is_local = is_alternative && urls::leads_to_local(&prefix);
    // What is empty was never filled in.
    if literal.is_empty() || is_local || is_placeholder(&prefix) {
        return None;
    }
    Some(Judged {
        key: Problem::Url(literal.clone().into_owned(), problem),
        offset: 0,
    })
}

fn is_placeholder(url: &str) -> bool {
    placeholders::in_url(url).is_some()
        || placeholders::marker(url).is_some()
        || !url.contains("://") && url.split('/').any(placeholders::is_host)
}

/// What is wrong with a URL of which the beginning, or all, is known.
fn url_problem(prefix: &str, is_whole: bool) -> Option<UrlProblem> {
    if is_whole {
        return match urls::https(prefix) {
            Err(UrlError::Http(_)) => Some(UrlProblem::Http),
            Err(UrlError::OtherScheme(scheme)) => Some(UrlProblem::OtherScheme(scheme)),
            Err(UrlError::Relative) => Some(UrlProblem::Relative),
            Ok(_) | Err(_) => None,
        };
    }
    if prefix.starts_with("http://") {
        return Some(UrlProblem::Http);
    }
    // What follows `api` may be `://acme.tech`.
    let path = prefix.find(['/', ':'])?;
    if prefix[path..].starts_with('/') {
        Some(UrlProblem::Relative)
    } else {
        None
    }
}

fn describe(uses: &UseGroup<'_, '_, Problem>) -> Diagnostic {
    let (message, help) = match &uses.key {
        Problem::Url(url, problem) => {
            let shown = urls::shown(url);
            let message = match problem {
                UrlProblem::Http => format!("{shown} uses `http`; HubSpot refuses the request"),
                UrlProblem::OtherScheme(scheme) => {
                    let scheme = message::quoted(scheme);
                    format!("{shown} uses the scheme {scheme}; HubSpot refuses the request")
                }
                UrlProblem::Relative => {
                    format!("{shown} is not an absolute URL; HubSpot refuses the request")
                }
            };
            (message, "use an absolute `https` URL".to_owned())
        }
        Problem::Method(name) => {
            let name = message::quoted(name);
            let message = format!("`hubspot.fetch` does not support the method {name}");
            (message, format!("use {}", message::any_of(METHODS)))
        }
        Problem::Header(name) => {
            let name = message::quoted(name);
            let message = format!(
                "HubSpot refuses requests with the header {name}; only `Authorization` is allowed"
            );
            (message, "remove the header".to_owned())
        }
        Problem::Timeout => {
            let message = "`timeout` is above 15,000 ms, after which HubSpot ends the request";
            (message.to_owned(), "use at most 15000".to_owned())
        }
    };
    let diagnostic = RULE.at(uses.file, uses.span, message).help(help);
    let elsewhere: Vec<_> = uses.elsewhere().collect();
    let total = elsewhere.len();
    related::add(diagnostic, elsewhere, total, "used by this call")
}
