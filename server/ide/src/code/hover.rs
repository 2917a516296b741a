//! Hover in source files: what the names mean that configuration files declare.

use super::{functions, functions_with, names};
use crate::SourceCx;
use crate::hover::Hover;
use crate::hover::messages::{Locale, Message, filled};
use crate::markup::Markup;
use analysis::code::{Code, Origin, Piece};
use analysis::secrets::Secrets;
use catalog::is_given_variable;
use diagnostics::{Span, message};
use project::ProjectFile;
use project::facts::Target;
use project::index::Component;
use project::sources::Runtime;
use source::EnvRead;

/// The description of the string or name at `offset`; `None` for everything else.
pub fn hover(cx: &SourceCx<'_>, offset: u32) -> Option<Hover> {
    let code = Code::of(cx.index)?;
    let mut page = Page {
        cx,
        code: &code,
        text: Markup::default(),
    };
    let span = page.describe(offset)?;
    if page.text.is_empty() {
        return None;
    }
    Some(Hover {
        span,
        text: page.text,
    })
}

struct Page<'a, 'c> {
    cx: &'a SourceCx<'a>,
    code: &'a Code<'c>,
    text: Markup,
}

impl Page<'_, '_> {
    /// Describes what is at `offset`, and returns its span.
    fn describe(&mut self, offset: u32) -> Option<Span> {
        let path = &self.cx.file.path;
        if self.code.runtimes(path).has(Runtime::Function) {
            for read in &self.cx.file.facts.env_reads {
                if names::touches(read.span, offset) {
                    self.variable(read);
                    return Some(read.span);
                }
            }
        }
        if let Some((name, span)) = names::function_at(self.code, path, offset) {
            self.function(&name);
            return Some(span);
        }
        let (origin, span) = self.origin_at(offset)?;
        self.origin(&origin);
        Some(span)
    }

    fn add(&mut self, message: Message, arguments: &[&str]) {
        self.text.text(filled(Locale::English, message, arguments));
    }

    /// A user's text in backticks, without secrets.
    fn quoted(&self, text: &str) -> String {
        let files: Vec<ProjectFile> = self.cx.index.project.files().collect();
        let mut masked = text.to_owned();
        Secrets::of_files(files.iter()).mask(&mut masked);
        message::quoted(&masked)
    }

    fn function(&mut self, name: &str) {
        let mut is_known = false;
        for function in functions(self.cx.index) {
            let has_name = match &function.facts.uid {
                Some(uid) => uid.text == name,
                None => false,
            };
            if has_name {
                is_known = true;
                self.called(function);
            }
        }
        if !is_known {
            let name = self.quoted(name);
            self.add(Message::UnknownFunction, &[&name]);
        }
    }

    fn called(&mut self, function: &Component<'_>) {
        let kind = message::quoted(super::FUNCTION);
        let file = self.quoted(function.path.as_str());
        self.add(Message::CallsFunction, &[&kind, &file]);
        let mut references = function.facts.references.iter();
        let entrypoint = references.find(|reference| reference.target == Target::SourceFile);
        if let Some(entrypoint) = entrypoint
            && let Some(path) = self.cx.index.path_of(function.path, entrypoint)
        {
            let path = self.quoted(path.as_str());
            self.add(Message::RunsMain, &[&path]);
        }
    }

    fn variable(&mut self, read: &EnvRead) {
        if is_given_variable(&read.name) {
            let name = self.quoted(&read.name);
            return self.add(Message::GivenVariable, &[&name]);
        }
        let (mut listing, mut missing) = (Vec::new(), Vec::new());
        for function in functions_with(self.code, &self.cx.file.path) {
            let component = function.component;
            let Some(keys) = component.facts.secret_keys.entries() else {
                continue;
            };
            let file = self.quoted(component.path.as_str());
            if keys.iter().any(|key| key.text == read.name) {
                listing.push(file);
            } else {
                missing.push(file);
            }
        }
        for (message, files) in [
            (Message::SecretListed, listing),
            (Message::SecretMissing, missing),
        ] {
            if !files.is_empty() {
                self.add(message, &[]);
                self.text.list(files);
            }
        }
    }

    /// The origin of the URL at `offset` that is fetched, with the span of the literal.
    fn origin_at(&self, offset: u32) -> Option<(Origin, Span)> {
        for site in self.code.fetches() {
            for text in &site.resolved.texts {
                for piece in &text.pieces {
                    if let Piece::Known { file, span, .. } = piece
                        && **file == self.cx.file.path
                        && names::touches(*span, offset)
                    {
                        return Some((Origin::of(text)?.key, *span));
                    }
                }
            }
        }
        None
    }

    fn origin(&mut self, origin: &Origin) {
        let Some(app) = self.cx.index.app() else {
            return;
        };
        let Some(entries) = app.facts.permitted.fetch.entries() else {
            return;
        };
        let shown = self.quoted(&origin.text);
        let file = self.quoted(app.path.as_str());
        if origin.is_in(entries) {
            self.add(Message::UrlPermitted, &[&shown, &file]);
        } else {
            self.add(Message::UrlNotPermitted, &[&shown, &file]);
        }
        if let Some((path, local)) = self.cx.index.local
            && origin.is_in(&local.proxies)
        {
            let path = self.quoted(path.as_str());
            self.add(Message::UrlMapped, &[&path]);
        }
        self.add(Message::FetchLimits, &[]);
    }
}
