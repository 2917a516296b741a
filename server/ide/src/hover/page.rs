//! A hover that is being written. Every text of a user goes through [`Page::quoted`], which hides secrets; every fixed
//! text comes from the table.

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::Options;
use super::texts::{Key, Locale, filled};
use crate::Cx;
use crate::markup::Markup;
use analysis::secrets::Secrets;
use diagnostics::message;

/// The most places, profiles or values that one list names.
pub(super) const MOST: usize = 10;

/// A hover that is being written.
pub(super) struct Page<'a> {
    /// What is asked about.
    pub(super) cx: &'a Cx<'a>,
    /// What the settings say.
    pub(super) options: &'a Options,
    /// What is written so far.
    pub(super) text: Markup,
    /// Links and the like, which stand at the end.
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

    /// A fixed text with what varies in it.
    pub(super) fn words(&self, key: Key, arguments: &[&str]) -> String {
        filled(Locale::English, key, arguments)
    }

    /// Adds a paragraph.
    pub(super) fn say(&mut self, key: Key, arguments: &[&str]) {
        let text = self.words(key, arguments);
        self.text.text(text);
    }

    /// A user's text in backticks, without secrets.
    pub(super) fn quoted(&self, text: &str) -> String {
        message::quoted(&self.masked(text))
    }

    /// A user's text without secrets. A text that was shortened or escaped could no longer be recognised as one.
    pub(super) fn masked(&self, text: &str) -> String {
        let documents = &self.cx.index.project.documents;
        let all = || {
            let others = documents.values().map(|document| &document.syntax);
            Secrets::of(others.chain([&self.cx.document.syntax]))
        };
        let mut masked = text.to_owned();
        self.secrets.get_or_init(all).mask(&mut masked);
        masked
    }

    /// Adds a list with a line for each thing; of many the rest is only counted.
    pub(super) fn list<T>(&mut self, things: &[T], line: impl Fn(&Page<'_>, &T) -> String) {
        // A line that says "and 1 more" is as long as the one itself.
        let shown = if things.len() <= MOST + 2 {
            things.len()
        } else {
            MOST
        };
        let mut lines: Vec<String> = things[..shown]
            .iter()
            .map(|thing| line(self, thing))
            .collect();
        if shown < things.len() {
            lines.push(self.words(Key::More, &[&(things.len() - shown).to_string()]));
        }
        self.text.list(lines);
    }

    /// Says which platform version the project has, where it lies outside of these.
    pub(super) fn say_version(&mut self, since: Option<&str>, until: Option<&str>) {
        let Some(own) = self.cx.index.version() else {
            return;
        };
        let is_before = |since: &str| catalog::compare_versions(&own.text, since) == Ordering::Less;
        let is_after =
            |until: &str| catalog::compare_versions(&own.text, until) == Ordering::Greater;
        if since.is_some_and(is_before) || until.is_some_and(is_after) {
            let own = self.quoted(&own.text);
            self.say(Key::ThisVersion, &[&own]);
        }
    }

    /// Adds a link at the end, once; what is no address is left out.
    pub(super) fn link(&mut self, title: Key, url: Option<&'static str>) {
        let Some(url) = url.filter(|url| url.starts_with("https://")) else {
            return;
        };
        if self.links.iter().all(|(_, other)| *other != url) {
            self.links.push((self.words(title, &[]), url));
        }
    }

    /// Writes what stands at the end.
    pub(super) fn finish(&mut self) {
        for (title, url) in std::mem::take(&mut self.links) {
            self.text.link(title, url);
        }
    }
}
