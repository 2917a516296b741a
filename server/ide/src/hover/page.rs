//! A hover under construction. Every text of a user goes through [`Page::quoted`], which masks secrets; every other text is a
//! [`Message`].

use std::cell::OnceCell;

use super::Options;
use super::messages::{Locale, Message, filled};
use crate::Cx;
use crate::markup::Markup;
use analysis::secrets::Secrets;
use catalog::compare_versions;
use diagnostics::message;

/// The most items of a list.
pub(super) const MAX_ITEMS: usize = 10;

pub(super) struct Page<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) options: &'a Options,
    pub(super) text: Markup,
    /// Added at the end.
    links: Vec<(String, &'static str)>,
    secrets: OnceCell<Secrets>,
}

impl<'a> Page<'a> {
    pub(super) fn new(cx: &'a Cx<'a>, options: &'a Options) -> Page<'a> {
        Page {
            cx,
            options,
            text: Markup::default(),
            links: Vec::new(),
            secrets: OnceCell::new(),
        }
    }

    /// A message with its arguments.
    pub(super) fn message(&self, message: Message, arguments: &[&str]) -> String {
        filled(Locale::English, message, arguments)
    }

    /// Adds a message as a paragraph.
    pub(super) fn add(&mut self, message: Message, arguments: &[&str]) {
        let text = self.message(message, arguments);
        self.text.text(text);
    }

    /// A user's text in backticks, without secrets.
    pub(super) fn quoted(&self, text: &str) -> String {
        message::quoted(&self.masked(text))
    }

    /// A user's text without secrets. They would not be recognized after the text is shortened or escaped.
    pub(super) fn masked(&self, text: &str) -> String {
        let secrets = self.secrets.get_or_init(|| {
            let documents = self.cx.index.project.documents.values();
            let syntaxes = documents.map(|document| &document.syntax);
            Secrets::of(syntaxes.chain([&self.cx.document.syntax]))
        });
        let mut masked = text.to_owned();
        secrets.mask(&mut masked);
        masked
    }

    /// Adds a list with a line for each item; of many items, the rest is only counted.
    pub(super) fn list<T>(&mut self, items: &[T], line: impl Fn(&Page<'_>, &T) -> String) {
        // "and 1 more" is as long as the item itself.
        let shown = if items.len() <= MAX_ITEMS + 2 {
            items.len()
        } else {
            MAX_ITEMS
        };
        let mut lines: Vec<String> = items[..shown].iter().map(|item| line(self, item)).collect();
        if shown < items.len() {
            lines.push(self.message(Message::More, &[&(items.len() - shown).to_string()]));
        }
        self.text.list(lines);
    }

    /// Adds the project's platform version if it is outside of the range.
    pub(super) fn add_version(&mut self, since: Option<&str>, until: Option<&str>) {
        let Some(version) = self.cx.index.version() else {
            return;
        };
        let version = version.text.as_str();
        if since.is_some_and(|since| compare_versions(version, since).is_lt())
            || until.is_some_and(|until| compare_versions(version, until).is_gt())
        {
            let version = self.quoted(version);
            self.add(Message::ProjectVersion, &[&version]);
        }
    }

    /// Adds a link at the end, once. A source that is not a URL is left out.
    pub(super) fn link(&mut self, title: Message, url: Option<&'static str>) {
        if let Some(url) = url
            && url.starts_with("https://")
            && self.links.iter().all(|(_, other)| *other != url)
        {
            self.links.push((self.message(title, &[]), url));
        }
    }

    /// Adds the links.
    pub(super) fn finish(&mut self) {
        for (title, url) in std::mem::take(&mut self.links) {
            self.text.link(title, url);
        }
    }
}
