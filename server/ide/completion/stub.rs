//! What a new value looks like before anybody has filled it in: constants, choices and the required members, as a
//! snippet or as plain text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{At, keys, paths};
use crate::catalog::{Known, Subschemas};
use crate::rules::uids;
use crate::syntax::edit;

/// A value that is being written.
pub(super) struct Stub<'a> {
    /// What was written so far.
    text: String,
    at: &'a At<'a>,
    /// How many places there are to fill in.
    stops: usize,
}

/// The texts of a new object that are settled before it is filled in.
#[derive(Default)]
struct Settled(BTreeMap<&'static str, &'static str>);

impl Known for Settled {
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.get(name).map(|text| Cow::Borrowed(*text))
    }
}

impl<'a> Stub<'a> {
    pub(super) fn new(at: &'a At<'a>) -> Stub<'a> {
        Stub { text: String::new(), at, stops: 0 }
    }

    /// The text, and whether it is a snippet: one without places to fill in is none, and nothing in it is escaped.
    pub(super) fn finish(self) -> (String, bool) {
        match (self.at.options.snippets, self.stops) {
            (true, 0) => (unescaped(&self.text), false),
            (snippets, _) => (self.text, snippets),
        }
    }

    /// Text that is written as it is.
    pub(super) fn literal(&mut self, text: &str) {
        if self.at.options.snippets {
            self.text += &escaped(text, &['\\', '$', '}']);
        } else {
            self.text += text;
        }
    }

    /// A place to fill in, with what stands there until then.
    fn stop(&mut self, default: &str) {
        self.stops += 1;
        match (self.at.options.snippets, default.is_empty()) {
            (false, _) => self.text += default,
            (true, true) => self.text += &format!("${}", self.stops),
            (true, false) => {
                let default = escaped(default, &['\\', '$', '}']);
                self.text += &format!("${{{}:{default}}}", self.stops);
            }
        }
    }

    /// A place where one of several texts is chosen; without snippets `plain`.
    fn choice(&mut self, texts: &[&str], plain: &str) {
        if !self.at.options.snippets {
            return self.stop(plain);
        }
        self.stops += 1;
        let texts: Vec<String> = texts.iter().map(|text| escaped(text, &['\\', ',', '|'])).collect();
        self.text += &format!("${{{}|{}|}}", self.stops, texts.join(","));
    }

    /// A new value, its lines indented by `depth` levels.
    pub(super) fn value(&mut self, subschemas: &Subschemas, depth: usize) {
        if let Some(constant) = subschemas.keyword("const") {
            return self.literal(&constant.to_string());
        }
        if let Some(text) = expected(self.at, subschemas) {
            let quoted = edit::quote(&text);
            self.literal("\"");
            self.stop(&quoted[1..quoted.len() - 1]);
            return self.literal("\"");
        }
        if let Some(texts) = texts(subschemas) {
            self.literal("\"");
            match texts.as_slice() {
                [one] => self.literal(one),
                several => self.choice(several, ""),
            }
            return self.literal("\"");
        }
        let is_open = || subschemas.keyword("additionalProperties").is_some_and(Json::is_object);
        match subschemas.text("type") {
            Some("boolean") if subschemas.keyword("default") == Some(&Json::Bool(false)) => {
                self.choice(&["true", "false"], "true");
            }
            Some("boolean") => self.choice(&["false", "true"], "false"),
            Some("integer" | "number") => self.stop("0"),
            Some("array") => self.between('[', ']'),
            Some("object") => self.object(subschemas, depth),
            None if subschemas.names_properties() || is_open() => self.object(subschemas, depth),
            _ => self.between('"', '"'),
        }
    }

    fn between(&mut self, open: char, close: char) {
        self.text.push(open);
        self.stop("");
        self.text.push(close);
    }

    /// An object with its required members.
    fn object(&mut self, subschemas: &Subschemas, depth: usize) {
        let required = keys::required(subschemas);
        let names = subschemas.properties().map(|(name, _)| name).filter(|name| required.contains(name));
        let mut members: Vec<&'static str> = Vec::new();
        names.for_each(|name| {
            if !members.contains(&name) {
                members.push(name);
            }
        });
        if members.is_empty() {
            self.text.push('{');
            self.stop("");
            self.literal("}");
            return;
        }
        let (line_break, unit) = edit::style(&self.at.cx.document.syntax);
        self.text.push('{');
        for (index, name) in members.into_iter().enumerate() {
            self.text += if index > 0 { "," } else { "" };
            self.text += line_break;
            self.text += &unit.repeat(depth + 1);
            self.literal(&edit::quote(name));
            self.text += ": ";
            self.value(&subschemas.below(Some(name), &settled(subschemas, name)), depth + 1);
        }
        self.text += line_break;
        self.text += &unit.repeat(depth);
        self.literal("}");
    }
}

/// What is settled in the object that will stand under `name`: constants, and of choices the first, which is chosen
/// until a person chooses another. So the members fit it.
fn settled(above: &Subschemas, name: &str) -> Settled {
    let below = above.below(Some(name), &());
    let first = |(name, _)| Some((name, *texts(&below.below(Some(name), &()))?.first()?));
    Settled(below.properties().filter_map(first).collect())
}

/// The texts that a value may have, where a schema lists them.
fn texts(subschemas: &Subschemas) -> Option<Vec<&'static str>> {
    let texts: Vec<&str> = match subschemas.keyword("const") {
        Some(constant) => constant.as_str().into_iter().collect(),
        None => subschemas.keyword("enum")?.as_array()?.iter().filter_map(Json::as_str).collect(),
    };
    (!texts.is_empty()).then_some(texts)
}

/// The text that most likely belongs there, if the project tells.
fn expected(at: &At<'_>, subschemas: &Subschemas) -> Option<String> {
    if subschemas.text("x-declares") == Some("component-uid") {
        return uids::for_component(at.cx.index, &at.cx.document.path, at.cx.component()?);
    }
    if subschemas.text("x-checkedBy") == Some("unknown-type") {
        return at.cx.component().map(|component| component.name.to_owned());
    }
    if let Some(only) = paths::only(at, subschemas) {
        return Some(only);
    }
    let known = subschemas.keyword("x-knownValues")?.as_array()?;
    let current = known.iter().find(|value| value.get("status").is_some_and(|status| status == "current"))?;
    Some(current.get("value")?.as_str()?.to_owned())
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    plain
}
