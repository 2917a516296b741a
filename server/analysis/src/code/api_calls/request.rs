//! The requests that may lead to HubSpot's API: their URL, method and token.

use project::source_file::SourceFile;
use source::{Call, Callee, Root, Value};

use super::base::{after, joined, unknown};
use super::client::{self, Client};
use super::{Passed, Token, object};
use crate::code::calls::{
    HTTP_METHODS, is_export, is_http_package, is_http_request, is_sdk, property,
};
use crate::code::{Code, Resolved};

/// The host that HubSpot's clients put before a path.
const API: &str = "https://api.hubapi.com";

/// The options of HTTP clients that are put before a path.
const BASES: [&str; 2] = ["baseURL", "prefixUrl"];

/// The modules of Node.js that send requests.
const NODE_MODULES: [&str; 4] = ["http", "https", "node:http", "node:https"];

/// The first segments of paths that surely mean HubSpot's API, whatever the client is.
const API_ROOTS: [&str; 5] = [
    "account-info",
    "cms",
    "communication-preferences",
    "crm",
    "crm-object-schemas",
];

/// A call that sends an HTTP request.
pub(super) struct Request<'c> {
    call: &'c Call,
    /// The last name of the callee.
    name: Option<&'c str>,
    kind: RequestKind,
    /// The URL, or the path.
    pub(super) url: Option<&'c Value>,
    /// The object with the method and the headers.
    options: Option<&'c Value>,
    /// What is put before the URL, with its file.
    base: Option<(&'c SourceFile, &'c Value)>,
    /// The client that sends it, and the options that it was made with.
    client: Option<ClientOptions<'c>>,
    /// The token of HubSpot's client that sends it.
    client_token: Token<'c>,
    /// What the function around it is called with.
    pub(super) passed: Option<Passed<'c>>,
}

#[derive(Clone, Copy)]
struct ClientOptions<'c> {
    file: &'c SourceFile,
    options: &'c Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RequestKind {
    /// To any URL.
    Url,
    /// `hostname` and `path` in the options of Node.js.
    Node,
    /// To a path, by HubSpot's client.
    Path,
    /// To a path, by a client that is not known.
    UncertainPath,
    /// To a path, by a card with the token of the app.
    AppPath,
}

impl<'c> Request<'c> {
    pub(super) fn of(
        code: &Code<'c>,
        file: &'c SourceFile,
        call: &'c Call,
        client: Option<&Client<'c>>,
    ) -> Option<Request<'c>> {
        let runtimes = code.runtimes(&file.path);
        let function = code.package_function(file, &call.callee);
        let first = call.arguments.first();
        let mut request = Request {
            call,
            name: last_name(&call.callee),
            kind: RequestKind::Url,
            url: first,
            options: call.arguments.get(1),
            base: None,
            client: None,
            client_token: Token::Unknown,
            passed: None,
        };
        if runtimes.is_ui && is_sdk(&function, &["hubspot", "fetch"]) {
            return Some(request);
        }
        if is_export(&function, "fetchHubSpotApi") {
            request.kind = RequestKind::AppPath;
            request.of_path(first);
            return Some(request);
        }
        if let Some(kind) = api_request(call, client) {
            request.kind = kind;
            request.of_path(first);
            request.of_client(code, client, &["basePath"]);
            request.client_token = client.map_or(Token::Unknown, |client| client.token(code));
            return Some(request);
        }
        if !runtimes.is_function {
            return None;
        }
        if let Some(function) = &function
            && NODE_MODULES.contains(&function.specifier)
            && matches!(function.names.last(), Some(&("get" | "request")))
        {
            request.of_node(first);
            return Some(request);
        }
        let is_of_client = client.is_some_and(|client| is_method_of_http_client(client));
        if is_of_client || is_http_request(&function, call) {
            request.of_http(client, first);
            request.of_client(code, client, &BASES);
            for name in BASES {
                if let Some(base) = property(request.options, name) {
                    request.base = Some((file, base));
                }
            }
            return Some(request);
        }
        None
    }

    fn of_path(&mut self, first: Option<&'c Value>) {
        self.url = property(first, "path");
        self.options = first;
    }

    /// `https.request(options)`, `https.request(url, options)`
    fn of_node(&mut self, first: Option<&'c Value>) {
        if let Some(Value::Object { .. }) = first {
            self.kind = RequestKind::Node;
            self.of_path(first);
        }
    }

    /// `axios(options)`, `axios.get(url, options)`, `axios.post(url, body, options)`
    fn of_http(&mut self, client: Option<&Client<'c>>, first: Option<&'c Value>) {
        if let Some(url) = property(first, "url") {
            self.url = Some(url);
            self.options = first;
            return;
        }
        let has_body = matches!(self.verb(), Some("post" | "put" | "patch"));
        let specifier = match (&self.call.callee.root, client) {
            (_, Some(client)) => client.specifier,
            (Root::Imported { specifier, .. } | Root::Instance { specifier, .. }, None) => {
                specifier
            }
            _ => "",
        };
        if has_body && specifier == "axios" {
            self.options = self.call.arguments.get(2);
        }
    }

    /// Adds what a client was made with.
    fn of_client(&mut self, code: &Code<'c>, client: Option<&Client<'c>>, bases: &[&str]) {
        let Some(client) = client else {
            return;
        };
        if let Some(options) = client.options()
            && let Some((file, options)) = object(code, client.file, options, None)
        {
            self.client = Some(ClientOptions { file, options });
            for base in bases {
                if let Some(base) = options.property(base) {
                    self.base = Some((file, &base.value));
                }
            }
        }
    }

    /// Whether it leads to HubSpot's API whatever its URL.
    pub(super) fn is_of_hubspot(&self) -> bool {
        self.base.is_none() && matches!(self.kind, RequestKind::Path | RequestKind::AppPath)
    }

    /// The method in the name of the function: `get` of `axios.get`.
    fn verb(&self) -> Option<&'c str> {
        match self.name? {
            verb @ ("delete" | "get" | "head" | "options" | "patch" | "post" | "put") => Some(verb),
            _ => None,
        }
    }

    pub(super) fn method(&self, code: &Code<'c>, file: &'c SourceFile) -> Option<String> {
        if let Some(verb) = self.verb()
            && !matches!(self.kind, RequestKind::Node)
        {
            return Some(verb.to_ascii_uppercase());
        }
        let Some(options) = self.options else {
            return Some("GET".to_owned());
        };
        // The callback of `https.get(url, callback)`.
        let (file, options) = object(code, file, options, self.passed)?;
        let Some(method) = options.property("method") else {
            return if super::is_open(options) {
                None
            } else {
                Some("GET".to_owned())
            };
        };
        let resolved = code.resolve_passed(file, &method.value, self.passed);
        match resolved.texts.as_slice() {
            [text] if !resolved.is_open => Some(text.whole()?.to_ascii_uppercase()),
            _ => None,
        }
    }

    pub(super) fn token(&self, code: &Code<'c>, file: &'c SourceFile) -> Token<'c> {
        match self.kind {
            RequestKind::AppPath => return Token::App,
            RequestKind::UncertainPath => return Token::Unknown,
            RequestKind::Path => return self.client_token,
            RequestKind::Url | RequestKind::Node => {}
        }
        let own = match self.options {
            Some(options) => client::authorization(code, file, options, self.passed),
            None => Token::Missing,
        };
        let sent = match (own, self.client) {
            (Token::Missing, Some(client)) => {
                client::authorization(code, client.file, client.options, None)
            }
            _ => own,
        };
        match sent {
            Token::Missing if code.set_tokens.has_interceptor => Token::Unknown,
            sent => sent,
        }
    }

    /// The texts of its URL, with the host that its client puts before a path.
    pub(super) fn resolved(&self, code: &Code<'c>, file: &'c SourceFile) -> Resolved<'c> {
        let Some(url) = self.url else {
            return unknown();
        };
        let paths = code.resolve_passed(file, url, self.passed);
        match (self.kind, self.base) {
            (RequestKind::Node, _) => self.of_host(code, file, &paths),
            (_, Some((base_file, base))) => joined(&code.resolve(base_file, base), &paths),
            (RequestKind::Url, None) => paths,
            (RequestKind::UncertainPath, None) if !is_of_api(&paths) => unknown(),
            (_, None) => after(&[], API, &paths),
        }
    }

    fn of_host(&self, code: &Code<'c>, file: &'c SourceFile, paths: &Resolved<'c>) -> Resolved<'c> {
        let host = property(self.options, "hostname").or(property(self.options, "host"));
        let Some(host) = host else {
            return unknown();
        };
        joined(&after(&[], "https://", &code.resolve(file, host)), paths)
    }
}

fn last_name(callee: &Callee) -> Option<&str> {
    match (callee.members.last(), &callee.root) {
        (Some(member), _) => Some(member),
        (None, Root::Imported { name, .. }) => name.as_deref(),
        (None, _) => None,
    }
}

/// Whether a call is `apiRequest` of HubSpot's client, or of a parameter that may be one.
fn api_request(call: &Call, client: Option<&Client<'_>>) -> Option<RequestKind> {
    match client {
        Some(client) if client.is_of_hubspot() && client.members == ["apiRequest"] => {
            Some(RequestKind::Path)
        }
        Some(_) => None,
        None if call.callee.members.last()? == "apiRequest" => Some(RequestKind::UncertainPath),
        None => None,
    }
}

/// Whether a call is a request of an instance such as `axios.create(…)` in another file.
fn is_method_of_http_client(client: &Client<'_>) -> bool {
    is_http_package(client.specifier)
        && client
            .members
            .iter()
            .all(|name| HTTP_METHODS.contains(name))
}

/// Whether all paths surely are those of HubSpot's API.
fn is_of_api(paths: &Resolved<'_>) -> bool {
    !paths.texts.is_empty()
        && paths.texts.iter().all(|text| {
            let prefix = text.prefix();
            let mut segments = prefix.trim_start_matches('/').split('/');
            segments
                .next()
                .is_some_and(|first| API_ROOTS.contains(&first))
                && segments.next().is_some()
        })
}
