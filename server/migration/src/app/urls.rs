//! `permittedUrls`: what replaced `allowedUrls`, with the name of that in a beta of 2024.

use std::collections::BTreeSet;

use syntax::{Kind, Value};

use super::App;
use crate::draft::Draft;
use crate::json::{self, Object};

/// The entries of a list as they are written, each once.
#[derive(Default)]
struct Items<'a> {
    list: Vec<&'a str>,
    known: BTreeSet<&'a str>,
}

impl<'a> App<'_, 'a> {
    /// The three lists, all of which HubSpot requires.
    pub(super) fn permitted_urls(&mut self, draft: &mut Draft<'_>) -> Object {
        let mut urls = Object::default();
        let current = self.from.find(&["permittedUrls"]);
        for key in ["fetch", "iframe", "img"] {
            let path = format!("config.permittedUrls.{key}");
            let mut items: Items<'_> = Items::default();
            // `image` has been written for `img`.
            let names: &[&str] = if key == "img" {
                &["img", "image"]
            } else {
                &[key]
            };
            for name in names {
                if let Some(list) = current.and_then(|current| current.get(name)) {
                    self.add(&mut items, list, &path);
                }
            }
            if key == "fetch" {
                self.add_allowed(&mut items);
            }
            urls.raw(key, &json::array(items.list));
        }
        if current.is_none() && self.allowed().is_empty() {
            let reason = "HubSpot requires the three lists";
            draft.generate(&self.target, "config.permittedUrls", "empty lists", reason);
        }
        urls
    }

    fn allowed(&self) -> Vec<Value<'a>> {
        let names: [&[&str]; 2] = [&["allowedUrls"], &["approvedExternalUrls"]];
        names
            .iter()
            .filter_map(|name| self.from.find(name))
            .collect()
    }

    /// Adds the entries that `permittedUrls` does not have.
    fn add_allowed(&mut self, items: &mut Items<'a>) {
        for list in self.allowed() {
            self.add(items, list, "config.permittedUrls.fetch");
        }
    }

    /// Adds the entries of a list as they are written, each once. A single URL is taken for a list of it.
    fn add(&mut self, items: &mut Items<'a>, list: Value<'a>, path: &str) {
        let is_new = items.list.is_empty();
        let single = list.as_str().is_some();
        if !single && list.kind() != Kind::Array {
            self.account.dropped(list, "not a list of URLs");
            return;
        }
        let elements = list.elements();
        for element in if single {
            vec![list]
        } else {
            elements.collect()
        } {
            if items.known.insert(element.source()) {
                items.list.push(element.source());
            }
        }
        if is_new
            && items.list.len() == list.len()
            && list.key().is_some_and(|key| path.ends_with(key.text))
        {
            self.account.moved(list, &self.target, path);
        } else {
            self.account.converted(list, &self.target, path);
        }
    }
}
