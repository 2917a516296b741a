//! What a new value looks like before anybody has filled it in: what an example has, else constants, choices and the
//! required members; as a snippet or as plain text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{At, keys, paths};
use analysis::uids;
use schema::{KnownProperties, Subschemas};
use syntax::{Kind, edit};

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

impl KnownProperties for Settled {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.get(name).map(|text| Cow::Borrowed(*text))
    }
}

impl<'a> Stub<'a> {
    pub(super) fn new(at: &'a At<'a>) -> Stub<'a> {
        Stub {
            text: String::new(),
            at,
            stops: 0,
        }
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
        let texts: Vec<String> = texts
            .iter()
            .map(|text| escaped(text, &['\\', ',', '|']))
            .collect();
        self.text += &format!("${{{}|{}|}}", self.stops, texts.join(","));
    }

    /// A new value, its lines indented by `depth` levels. What `example` has stands in the places to fill in.
    pub(super) fn value(&mut self, subschemas: &Subschemas, example: Option<&Json>, depth: usize) {
        if let Some(constant) = subschemas.keyword("const") {
            return self.literal(&schema::to_json(constant).to_string());
        }
        let own = example.and_then(Json::as_str);
        if let Some(text) = expected(self.at, subschemas) {
            return self.quoted(|stub| stub.stop(&edit::escape(&text)));
        }
        if let Some(texts) = texts(subschemas) {
            return self.quoted(|stub| match texts.as_slice() {
                [one] => stub.literal(one),
                several => stub.choice(&own_first(several, own), own.unwrap_or_default()),
            });
        }
        match example {
            Some(Json::String(text)) => return self.quoted(|stub| stub.stop(&edit::escape(text))),
            Some(Json::Number(number)) => return self.stop(&number.to_string()),
            Some(Json::Bool(true)) => return self.choice(&["true", "false"], "true"),
            Some(Json::Array(elements)) if !elements.is_empty() => {
                return self.array(subschemas, elements, depth);
            }
            Some(Json::Object(members)) if !members.is_empty() => {
                return self.object(subschemas, Some(members), depth);
            }
            _ => {}
        }
        let is_open = || {
            subschemas
                .keyword("additionalProperties")
                .is_some_and(|schema| schema.kind() == Kind::Object)
        };
        let is_off = || {
            subschemas
                .keyword("default")
                .is_some_and(|value| value.kind() == Kind::Bool(false))
        };
        match subschemas.text("type") {
            Some("boolean") if is_off() && example.is_none() => {
                self.choice(&["true", "false"], "true");
            }
            Some("boolean") => self.choice(&["false", "true"], "false"),
            Some("integer" | "number") => self.stop("0"),
            Some("array") => self.between('[', ']'),
            Some("object") => self.object(subschemas, None, depth),
            None if subschemas.names_properties() || is_open() => {
                self.object(subschemas, None, depth)
            }
            _ => self.between('"', '"'),
        }
    }

    fn quoted(&mut self, inside: impl FnOnce(&mut Self)) {
        self.text.push('"');
        inside(self);
        self.text.push('"');
    }

    fn between(&mut self, open: char, close: char) {
        self.text.push(open);
        self.stop("");
        self.text.push(close);
    }

    /// An array with the elements of an example, each on its own line where they are objects.
    fn array(&mut self, subschemas: &Subschemas, elements: &[Json], depth: usize) {
        let items: Vec<&Json> = elements.iter().collect();
        let is_long = items.iter().any(|item| item.is_object());
        self.between_lines(
            ["[", "]"],
            &items,
            is_long.then_some(depth),
            |stub, item| {
                stub.value(
                    &subschemas.below(None, &Example(item)),
                    Some(item),
                    depth + 1,
                );
            },
        );
    }

    /// An object with the members of an example, else with the required ones.
    fn object(
        &mut self,
        subschemas: &Subschemas,
        example: Option<&Map<String, Json>>,
        depth: usize,
    ) {
        let required = keys::required(subschemas);
        let names = subschemas
            .properties()
            .map(|(name, _)| name)
            .filter(|name| required.contains(name));
        let mut members: Vec<&str> = Vec::new();
        example
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
            .chain(names)
            .for_each(|name| {
                if !members.contains(&name) {
                    members.push(name);
                }
            });
        if members.is_empty() {
            self.text.push('{');
            self.stop("");
            return self.literal("}");
        }
        self.between_lines(["{", "}"], &members, Some(depth), |stub, name| {
            stub.literal(&edit::quote(name));
            stub.text += ": ";
            let own = example.and_then(|example| example.get(*name));
            let below = match own {
                Some(own) => subschemas.below(Some(name), &Example(own)),
                None => subschemas.below(Some(name), &settled(subschemas, name)),
            };
            stub.value(&below, own, depth + 1);
        });
    }

    /// Writes items between brackets: on lines of their own, which are indented more than `depth`, or on one line.
    fn between_lines<T>(
        &mut self,
        [open, close]: [&str; 2],
        items: &[T],
        depth: Option<usize>,
        write: impl Fn(&mut Self, &T),
    ) {
        let (line_break, unit) = edit::style(&self.at.cx.document.syntax);
        let line = |depth: usize| format!("{line_break}{}", unit.repeat(depth));
        self.text += open;
        for (index, item) in items.iter().enumerate() {
            self.text += if index > 0 { "," } else { "" };
            self.text += &match depth {
                Some(depth) => line(depth + 1),
                None => if index > 0 { " " } else { "" }.to_owned(),
            };
            write(self, item);
        }
        self.text += &depth.map_or_else(String::new, line);
        self.literal(close);
    }
}

/// The texts of an object in an example.
struct Example<'a>(&'a Json);

impl KnownProperties for Example<'_> {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.get(name)?.as_str().map(Cow::Borrowed)
    }
}

/// The choices, that of the example first.
fn own_first<'t>(texts: &[&'t str], own: Option<&str>) -> Vec<&'t str> {
    let (first, rest): (Vec<&str>, Vec<&str>) = texts.iter().partition(|text| Some(**text) == own);
    first.into_iter().chain(rest).collect()
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
        None => schema::strings(subschemas.keyword("enum")).collect(),
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
    let mut known = subschemas.keyword("x-knownValues")?.elements();
    let current = known.find(|value| {
        value
            .get("status")
            .is_some_and(|status| status.as_str() == Some("current"))
    })?;
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
        plain.push(if c == '\\' {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    plain
}
