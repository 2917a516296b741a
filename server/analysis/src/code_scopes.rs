//! The scopes that the code of a project uses: each call of HubSpot's API with the scopes that are enough for it.

mod listed;
mod tail;
mod token;

use std::collections::BTreeSet;

use catalog::{Access, ApiScopes, FoundApi};
use diagnostics::{RelPath, Span};
use project::source_file::SourceFile;
use source::Value;

use crate::code::{ApiCall, ApiPath, ApiTarget, Code, CodeUse, SegmentText, UseSite};
use token::Sent;

pub use listed::ListedScopes;

/// The scopes that code uses.
#[derive(Default)]
pub struct CodeScopes<'c> {
    /// In the order of files and spans.
    pub uses: Vec<ScopeUse<'c>>,
    pub unresolved: Vec<UnresolvedCall<'c>>,
}

/// A call that requires a scope.
pub struct ScopeUse<'c> {
    pub file: &'c RelPath,
    /// The literal of the path, or the accessor.
    pub span: Span,
    /// `GET /crm/v3/objects/contacts/…`, or the accessor.
    pub shown: String,
    pub scopes: ApiScopes,
    pub access: Access,
    /// The scopes any of which is enough, the narrowest first. One that ends with `*` is the beginning of several.
    pub alternatives: Vec<&'static str>,
    /// Other scopes that may be enough: the end of the path is not known and may be several segments.
    pub of_longer_paths: Vec<&'static str>,
    pub token: CallToken,
}

/// The token of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallToken {
    /// That of the app, for sure.
    App,
    /// That which HubSpot adds to `fetchHubSpotApi`. No source says which scopes it has.
    AddedByHubSpot,
    Unknown,
}

/// A call whose scopes are not known.
pub struct UnresolvedCall<'c> {
    pub file: &'c RelPath,
    pub span: Span,
    pub shown: String,
    pub reason: Unresolved,
}

/// Why the scopes of a call are not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unresolved {
    /// The URL is a parameter or the like.
    Url,
    /// It leads to HubSpot, and the rest is not known.
    Path,
    ObjectType,
    /// The rest of the path may be several segments, and which scope it requires depends on them.
    End,
    /// No source says which scopes the path requires.
    Scopes,
    /// It sends a token that is not that of the app.
    OtherToken,
    /// It sends none.
    NoToken,
    /// What it requires instead of a scope.
    Requires(&'static str),
}

impl<'c> CodeScopes<'c> {
    pub fn of(code: &Code<'c>) -> CodeScopes<'c> {
        let mut scopes = CodeScopes::default();
        for call in code.api_calls() {
            match token::sent_by(code, call) {
                Sent::App => scopes.add(code, call, CallToken::App),
                Sent::ByHubSpot => scopes.add(code, call, CallToken::AddedByHubSpot),
                Sent::Unknown => scopes.add(code, call, CallToken::Unknown),
                Sent::Other => scopes.add_other(call, Unresolved::OtherToken),
                Sent::Nothing => scopes.add_other(call, Unresolved::NoToken),
            }
        }
        scopes
    }

    /// Adds the requests whose URL is not known, which may lead to HubSpot.
    pub fn add_unknown_requests(&mut self, code: &Code<'c>) {
        let mut known = BTreeSet::new();
        known.extend(self.uses.iter().map(|call| (call.file, call.span)));
        known.extend(self.unresolved.iter().map(|call| (call.file, call.span)));
        for site in code.fetches().iter().chain(code.requests()) {
            let span = site.value.map_or(site.span(), Value::span);
            if site.resolved.texts.is_empty()
                && known.insert((site.file, span))
                && !is_wrapped(code, site)
            {
                self.unresolved.push(UnresolvedCall {
                    file: site.file,
                    span,
                    shown: "request".to_owned(),
                    reason: Unresolved::Url,
                });
            }
        }
        self.unresolved.sort_by_key(|call| (call.file, call.span));
    }

    /// Adds a call without the token of the app.
    fn add_other(&mut self, call: &ApiCall<'c>, reason: Unresolved) {
        let path = match &call.target {
            ApiTarget::Paths { paths, .. } => paths.first(),
            ApiTarget::Accessor(_) => None,
        };
        self.add_unresolved(call, shown(call, path), reason);
    }

    fn add(&mut self, code: &Code<'c>, call: &ApiCall<'c>, token: CallToken) {
        match &call.target {
            ApiTarget::Accessor(accessor) => {
                let arguments = Arguments::of(code, call);
                let path = catalog::api_client_path(accessor, |position| arguments.text(position));
                let access = match accessor.last() {
                    Some(method) => catalog::api_client_access(method),
                    None => Access::Unknown,
                };
                match path {
                    Some(path) => self.add_path(call, &path, access, token, Tail::default()),
                    None => self.add_unresolved(call, shown(call, None), Unresolved::Scopes),
                }
            }
            ApiTarget::Paths { paths, .. } => {
                for path in paths {
                    let segments = segments(path);
                    let access = Access::of_request(call.method.as_deref(), &segments);
                    let is_open = matches!(segments.last(), Some(None));
                    let tail = Tail {
                        path: Some(path),
                        may_be_several: is_open && tail::may_be_several(code, call),
                    };
                    self.add_path(call, &segments, access, token, tail);
                }
                if paths.is_empty() {
                    self.add_unresolved(call, shown(call, None), Unresolved::Path);
                }
            }
        }
    }

    fn add_path(
        &mut self,
        call: &ApiCall<'c>,
        segments: &[Option<&str>],
        access: Access,
        token: CallToken,
        tail: Tail<'_>,
    ) {
        let shown = shown(call, tail.path);
        let reason = match catalog::api_scopes(segments) {
            FoundApi::Known(scopes) => {
                let alternatives = scopes.alternatives(access);
                if !alternatives.is_empty() {
                    let mut of_longer_paths = Vec::new();
                    if tail.may_be_several {
                        of_longer_paths = catalog::longer_path_scopes(segments, access);
                        of_longer_paths.retain(|scope| !alternatives.contains(scope));
                    }
                    self.uses.push(ScopeUse {
                        file: call.file(),
                        span: call.span(),
                        shown,
                        scopes,
                        access,
                        alternatives,
                        of_longer_paths,
                        token,
                    });
                    return;
                }
                match scopes.family.note {
                    Some(note) => Unresolved::Requires(note),
                    None => Unresolved::Scopes,
                }
            }
            FoundApi::UnknownType => Unresolved::ObjectType,
            FoundApi::UnknownPath if segments.first().is_none_or(Option::is_none) => {
                Unresolved::Path
            }
            FoundApi::UnknownPath => Unresolved::Scopes,
        };
        self.add_unresolved(call, shown, reason);
    }

    fn add_unresolved(&mut self, call: &ApiCall<'c>, shown: String, reason: Unresolved) {
        self.unresolved.push(UnresolvedCall {
            file: call.file(),
            span: call.span(),
            shown,
            reason,
        });
    }
}

/// Whether a request is in a function whose calls say what is requested.
fn is_wrapped(code: &Code<'_>, site: &CodeUse<'_>) -> bool {
    let (Some(file), UseSite::Call(call)) = (code.source(site.file), site.site) else {
        return false;
    };
    let mut wrapped = file.facts.wrapped_calls.iter();
    wrapped.any(|wrapped| wrapped.request == call.span)
}

impl ScopeUse<'_> {
    /// The requested scopes that are enough, the narrowest first.
    pub fn opened_by<'n>(&self, names: &BTreeSet<&'n str>) -> Vec<&'n str> {
        let mut enough = Vec::new();
        for alternative in &self.alternatives {
            for name in names {
                if catalog::is_alternative(name, &[alternative])
                    && !self.only_reads(name, alternative)
                    && !enough.contains(name)
                {
                    enough.push(*name);
                }
            }
        }
        enough
    }

    /// Whether the scopes of a longer path are requested, which may be meant.
    pub fn may_be_opened_by(&self, names: &BTreeSet<&str>) -> bool {
        let mut names = names.iter();
        names.any(|name| catalog::is_alternative(name, &self.of_longer_paths))
    }

    /// Whether a scope that begins as an alternative does is one to read, and the call writes.
    fn only_reads(&self, name: &str, alternative: &str) -> bool {
        self.access == Access::Write && alternative.ends_with('*') && name.ends_with(".read")
    }

    /// The scope to add: the narrowest. One that is a part of a broad one if the app requests such parts already.
    pub fn narrowest(&self, requested: &BTreeSet<&str>) -> Option<&'static str> {
        let is_granular = requested.iter().any(|name| is_part(name));
        let mut first = None;
        for name in &self.alternatives {
            let Some(scope) = catalog::scope(name) else {
                continue;
            };
            if scope.deprecated || !scope.status.is_requestable() {
                continue;
            }
            if !is_granular || is_part(name) {
                return Some(scope.name);
            }
            first = first.or(Some(scope.name));
        }
        first
    }
}

/// Whether a scope is a part of a broad one, such as `files.read` of `files`.
fn is_part(name: &str) -> bool {
    let is_broad = catalog::scope(name).is_some_and(|scope| scope.granular.is_some());
    !is_broad && catalog::equivalents(name).any(|other| other != name)
}

/// The path of a request, and whether its end may be several segments.
#[derive(Default)]
struct Tail<'p> {
    path: Option<&'p ApiPath>,
    may_be_several: bool,
}

/// The segments of a path that are known as a whole.
fn segments(path: &ApiPath) -> Vec<Option<&str>> {
    path.segments
        .iter()
        .map(|segment| segment.known())
        .collect()
}

/// What is called, as a person reads it.
fn shown(call: &ApiCall<'_>, path: Option<&ApiPath>) -> String {
    if let ApiTarget::Accessor(accessor) = &call.target {
        return accessor.join(".");
    }
    let method = call.method.as_deref().unwrap_or("request");
    let Some(path) = path else {
        return format!("{method} …");
    };
    let mut shown = format!("{method} ");
    for segment in &path.segments {
        shown.push('/');
        match &segment.text {
            SegmentText::Known(text) => shown.push_str(text),
            SegmentText::Partial(text) => {
                shown.push_str(text);
                shown.push('…');
            }
            SegmentText::Unknown => shown.push('…'),
        }
    }
    shown
}

/// The arguments of a call of the client that are known as a whole.
struct Arguments {
    texts: Vec<Option<String>>,
}

impl Arguments {
    fn of<'c>(code: &Code<'c>, call: &ApiCall<'c>) -> Arguments {
        let mut texts = Vec::new();
        if let Some(file) = code.source(call.file()) {
            let mut position = 0;
            while let Some(argument) = call.site.argument(position) {
                texts.push(only_text(code, file, argument));
                position += 1;
            }
        }
        Arguments { texts }
    }

    fn text(&self, position: usize) -> Option<&str> {
        self.texts.get(position)?.as_deref()
    }
}

/// The text of a value that can have only one.
fn only_text<'c>(code: &Code<'c>, file: &'c SourceFile, value: &'c Value) -> Option<String> {
    let resolved = code.resolve(file, value);
    match resolved.texts.as_slice() {
        [text] if !resolved.is_open => Some(text.whole()?.into_owned()),
        _ => None,
    }
}
