//! The calls of HubSpot's API: by URL, by a path that a client completes, and by the methods of `@hubspot/api-client`.

mod base;
mod client;
mod merge;
mod passed;
mod path;
mod request;
mod tokens;

use std::collections::BTreeMap;

use diagnostics::{RelPath, Span};
use project::source_file::SourceFile;
use source::{Call, RequestTemplate, Value};

use super::{Code, CodeUse, Resolved, UseSite};
use client::Host;
use request::Request;

pub(super) use passed::Passed;
pub(super) use tokens::SetTokens;

pub use path::{ApiPath, Segment, SegmentText};

/// A call of HubSpot's API.
pub struct ApiCall<'c> {
    /// The call with the texts of its URL; of a path alone, with the host before it. An accessor has none.
    pub site: CodeUse<'c>,
    pub target: ApiTarget<'c>,
    /// `GET`, `POST` and so on; `None` if it is not known, and for an accessor, whose name says what it does.
    pub method: Option<String>,
    pub token: Token<'c>,
}

/// What an API call is about.
pub enum ApiTarget<'c> {
    /// The paths that its URL may have, and whether there may be others. None: it leads to HubSpot, but where is not known.
    Paths { paths: Vec<ApiPath>, is_open: bool },
    /// The names below a client: `["crm", "contacts", "basicApi", "getById"]`.
    Accessor(Vec<&'c str>),
}

/// What a call sends as the token of the API.
#[derive(Clone, Copy)]
pub enum Token<'c> {
    /// HubSpot adds the token of the app.
    App,
    /// The value of the header `Authorization`, or the `accessToken` of a client.
    Value {
        file: &'c SourceFile,
        value: &'c Value,
    },
    /// No header `Authorization`.
    Missing,
    Unknown,
}

impl<'c> ApiCall<'c> {
    pub fn file(&self) -> &'c RelPath {
        self.site.file
    }

    /// The path, if it is in the call, or else what is called.
    pub fn span(&self) -> Span {
        if let (UseSite::Call(call), Some(value)) = (&self.site.site, self.site.value) {
            let parts = match value {
                Value::Joined { parts, .. } => parts.as_slice(),
                _ => &[],
            };
            for value in [value].into_iter().chain(parts) {
                let span = value.span();
                if call.span.start <= span.start && span.end <= call.span.end {
                    return span;
                }
            }
        }
        self.site.span()
    }

    /// Whether it is known what is called: the accessor, or the beginning of every path.
    pub fn is_known(&self) -> bool {
        match &self.target {
            ApiTarget::Paths { paths, is_open } => {
                !is_open && !paths.is_empty() && paths.iter().all(ApiPath::is_known)
            }
            ApiTarget::Accessor(_) => true,
        }
    }
}

/// The tokens that clients get after they were made.
pub(super) fn set_tokens<'c>(code: &Code<'c>) -> SetTokens<'c> {
    tokens::find(code)
}

/// The API calls of all code that runs, in the order of files and spans.
pub(super) fn find<'c>(code: &Code<'c>) -> Vec<ApiCall<'c>> {
    let mut callers = Callers::new();
    for file in running(code) {
        add_callers(code, file, &mut callers);
    }
    let mut calls = Vec::new();
    for file in running(code) {
        for call in &file.facts.calls {
            let found = api_call(code, file, call);
            let callers = callers.remove(&(&file.path, call.span));
            calls.extend(merge::merged(code, found, callers.unwrap_or_default()));
        }
    }
    calls.sort_by_key(|call| (call.file(), call.site.span()));
    calls
}

/// The files whose code runs.
fn running<'c>(code: &Code<'c>) -> impl Iterator<Item = &'c SourceFile> {
    code.sources().filter(|file| {
        let runtimes = code.runtimes(&file.path);
        runtimes.is_ui || runtimes.is_function
    })
}

/// The requests in functions, by their file and span, as the calls of these functions make them.
type Callers<'c> = BTreeMap<(&'c RelPath, Span), Vec<ApiCall<'c>>>;

/// Adds the calls in a file of functions that send requests.
fn add_callers<'c>(code: &Code<'c>, file: &'c SourceFile, callers: &mut Callers<'c>) {
    for wrapped in &file.facts.wrapped_calls {
        if let Some(call) = api_call(code, file, &wrapped.call) {
            let request = (&file.path, wrapped.request);
            callers.entry(request).or_default().push(call);
        }
    }
    for call in &file.facts.calls {
        for (defined_in, template) in passed::templates(code, file, call) {
            if let Some(found) = template_call(code, file, call, (defined_in, template)) {
                let request = (&defined_in.path, template.call.span);
                callers.entry(request).or_default().push(found);
            }
        }
    }
}

fn api_call<'c>(code: &Code<'c>, file: &'c SourceFile, call: &'c Call) -> Option<ApiCall<'c>> {
    let client = client::of(code, file, &call.callee);
    if let Some(accessor) = client::accessor(client.as_ref(), &call.callee) {
        let host = client
            .as_ref()
            .map_or(Host::Unknown, |client| client.host(code));
        let token = match (&client, host) {
            (Some(_), Host::Other) => return None,
            (Some(client), Host::Api) => client.token(code),
            _ => Token::Unknown,
        };
        return Some(ApiCall {
            site: used(file, call, None, Resolved::default()),
            target: ApiTarget::Accessor(accessor),
            method: None,
            token,
        });
    }
    let request = Request::of(code, file, call, client.as_ref())?;
    request_call(code, file, &request, |resolved| {
        used(file, call, request.url, resolved)
    })
}

/// The request of a function of another file.
fn template_call<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    call: &'c Call,
    (defined_in, template): (&'c SourceFile, &'c RequestTemplate),
) -> Option<ApiCall<'c>> {
    let client = client::of(code, defined_in, &template.call.callee);
    let mut request = Request::of(code, defined_in, &template.call, client.as_ref())?;
    let passed = Passed {
        file,
        arguments: &call.arguments,
    };
    request.passed = Some(passed);
    let value = request.url.and_then(|url| passed.in_url(url));
    request_call(code, defined_in, &request, |resolved| {
        used(file, call, value, resolved)
    })
}

/// The call of a request of a file.
fn request_call<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    request: &Request<'c>,
    site: impl FnOnce(Resolved<'c>) -> CodeUse<'c>,
) -> Option<ApiCall<'c>> {
    let resolved = request.resolved(code, file);
    let mut paths = Vec::new();
    let mut is_open = resolved.is_open;
    for text in &resolved.texts {
        match ApiPath::of(text) {
            Some(path) => paths.push(path),
            // Another host, or one that is not known.
            None => is_open |= text.prefix().is_empty(),
        }
    }
    if paths.is_empty() && !request.is_of_hubspot() {
        return None;
    }
    Some(ApiCall {
        method: request.method(code, file),
        token: request.token(code, file),
        site: site(resolved),
        target: ApiTarget::Paths { paths, is_open },
    })
}

fn used<'c>(
    file: &'c SourceFile,
    call: &'c Call,
    value: Option<&'c Value>,
    resolved: Resolved<'c>,
) -> CodeUse<'c> {
    CodeUse {
        file: &file.path,
        site: UseSite::Call(call),
        value,
        resolved,
    }
}

/// The object literal that a value is, also in another file, and its file.
fn object<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    value: &'c Value,
    passed: Option<Passed<'c>>,
) -> Option<(&'c SourceFile, &'c Value)> {
    let (file, value) = argument_or(file, value, passed);
    match code.definition(file, value)? {
        found @ (_, Value::Object { .. }) => Some(found),
        _ => None,
    }
}

/// The argument that a value means if it is a parameter; the value itself if not.
fn argument_or<'c>(
    file: &'c SourceFile,
    value: &'c Value,
    passed: Option<Passed<'c>>,
) -> (&'c SourceFile, &'c Value) {
    let argument = passed.and_then(|passed| passed.argument(value));
    argument.unwrap_or((file, value))
}

/// Whether an object literal may have properties that are not known.
fn is_open(object: &Value) -> bool {
    !matches!(object, Value::Object { is_open: false, .. })
}
