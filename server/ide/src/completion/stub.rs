//! New values as snippets with tab stops, or as plain text: those of an example, otherwise constants, choices and the required
//! properties.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{At, keys, paths};
use analysis::uids;
use schema::{KnownProperties, Subschemas};
use syntax::{Kind, edit};

/// A value under construction.
pub(super) struct Stub<'a> {
    text: String,
    at: &'a At<'a>,
    /// How many tab stops the text has.
    stops: usize,
}

/// The strings that a new object will have.
#[derive(Default)]
struct FirstChoices(BTreeMap<&'static str, &'static str>);

impl KnownProperties for FirstChoices {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.get(name).map(|string| Cow::Borrowed(*string))
    }
}

/// The strings of an object in an example.
struct Example<'a>(&'a Json);

impl KnownProperties for Example<'_> {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.get(name)?.as_str().map(Cow::Borrowed)
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

    /// The text, and whether it is a snippet. Without tab stops it is plain text.
    pub(super) fn finish(self) -> (String, bool) {
        match (self.at.options.snippets, self.stops) {
            (true, 0) => (unescaped(&self.text), false),
            (snippets, _) => (self.text, snippets),
        }
    }

    pub(super) fn literal(&mut self, text: &str) {
        if self.at.options.snippets {
            self.text += &escaped(text, &['\\', '$', '}']);
        } else {
            self.text += text;
        }
    }

    /// A tab stop with its default text.
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

    /// A tab stop with a choice of texts; without snippets, `plain`.
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

    /// A new value with the tab stops of `example`. Its lines are indented by `depth` levels.
    pub(super) fn value(&mut self, subschemas: &Subschemas, example: Option<&Json>, depth: usize) {
        if let Some(constant) = subschemas.keyword("const") {
            self.literal(&schema::to_json(constant).to_string());
        } else if let Some(string) = expected(self.at, subschemas) {
            self.string(&string);
        } else if let Some(strings) = listed_strings(subschemas) {
            self.listed(&strings, example.and_then(Json::as_str));
        } else {
            self.example(subschemas, example, depth);
        }
    }

    /// A string with one tab stop.
    fn string(&mut self, default: &str) {
        self.text.push('"');
        self.stop(&edit::escape(default));
        self.text.push('"');
    }

    /// A choice of the strings in a schema; that of the example is first.
    fn listed(&mut self, strings: &[&'static str], example: Option<&str>) {
        self.text.push('"');
        if let [only] = strings {
            self.literal(only);
        } else {
            let mut strings = strings.to_vec();
            strings.sort_by_key(|string| Some(*string) != example);
            self.choice(&strings, example.unwrap_or_default());
        }
        self.text.push('"');
    }

    /// The value of an example; without one, an empty value of the type in the schema.
    fn example(&mut self, subschemas: &Subschemas, example: Option<&Json>, depth: usize) {
        match example {
            Some(Json::String(string)) => self.string(string),
            Some(Json::Number(number)) => self.stop(&number.to_string()),
            Some(Json::Bool(true)) => self.choice(&["true", "false"], "true"),
            Some(Json::Array(elements)) if !elements.is_empty() => {
                self.array(subschemas, elements, depth);
            }
            Some(Json::Object(members)) if !members.is_empty() => {
                self.object(subschemas, Some(members), depth);
            }
            _ => self.empty(subschemas, example.is_some(), depth),
        }
    }

    fn empty(&mut self, subschemas: &Subschemas, has_example: bool, depth: usize) {
        match subschemas.text("type") {
            Some("boolean") if !has_example && is_false_by_default(subschemas) => {
                self.choice(&["true", "false"], "true");
            }
            Some("boolean") => self.choice(&["false", "true"], "false"),
            Some("integer" | "number") => self.stop("0"),
            Some("array") => self.between('[', ']'),
            Some("object") => self.object(subschemas, None, depth),
            None if subschemas.names_properties() || has_any_properties(subschemas) => {
                self.object(subschemas, None, depth);
            }
            _ => self.between('"', '"'),
        }
    }

    fn between(&mut self, open: char, close: char) {
        self.text.push(open);
        self.stop("");
        self.text.push(close);
    }

    /// An array with the elements of an example. Objects are on lines of their own.
    fn array(&mut self, subschemas: &Subschemas, elements: &[Json], depth: usize) {
        let has_lines = elements.iter().any(Json::is_object);
        self.text += "[";
        for (index, element) in elements.iter().enumerate() {
            self.separator(index);
            if has_lines {
                self.new_line(depth + 1);
            } else if index > 0 {
                self.text += " ";
            }
            let schemas = subschemas.below(None, &Example(element));
            self.value(&schemas, Some(element), depth + 1);
        }
        if has_lines {
            self.new_line(depth);
        }
        self.literal("]");
    }

    /// An object with the members of an example and the required ones.
    fn object(
        &mut self,
        subschemas: &Subschemas,
        example: Option<&Map<String, Json>>,
        depth: usize,
    ) {
        let names = member_names(subschemas, example);
        self.text.push('{');
        if names.is_empty() {
            self.stop("");
            return self.literal("}");
        }
        for (index, name) in names.iter().enumerate() {
            self.separator(index);
            self.new_line(depth + 1);
            self.literal(&edit::quote(name));
            self.text += ": ";
            let value = example.and_then(|example| example.get(*name));
            let schemas = match value {
                Some(value) => subschemas.below(Some(name), &Example(value)),
                None => subschemas.below(Some(name), &first_choices(subschemas, name)),
            };
            self.value(&schemas, value, depth + 1);
        }
        self.new_line(depth);
        self.literal("}");
    }

    fn separator(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
    }

    fn new_line(&mut self, depth: usize) {
        let (line_break, unit) = edit::style(&self.at.cx.document.syntax);
        self.text += line_break;
        self.text += &unit.repeat(depth);
    }
}

fn is_false_by_default(subschemas: &Subschemas) -> bool {
    match subschemas.keyword("default") {
        Some(default) => default.kind() == Kind::Bool(false),
        None => false,
    }
}

/// Whether a schema describes properties with names of the user's choice.
fn has_any_properties(subschemas: &Subschemas) -> bool {
    match subschemas.keyword("additionalProperties") {
        Some(schema) => schema.kind() == Kind::Object,
        None => false,
    }
}

/// The members of an example, then the other required ones, each once.
fn member_names<'n>(
    subschemas: &Subschemas,
    example: Option<&'n Map<String, Json>>,
) -> Vec<&'n str> {
    let mut names: Vec<&str> = Vec::new();
    if let Some(example) = example {
        names.extend(example.keys().map(String::as_str));
    }
    let required = keys::required(subschemas);
    for (name, _) in subschemas.properties() {
        if required.contains(name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The strings of the new object at `name`: constants, and the first of several choices, which stays until the user chooses
/// another. Conditional schemas of its other members depend on them.
fn first_choices(parent: &Subschemas, name: &str) -> FirstChoices {
    let object = parent.below(Some(name), &());
    let mut first = BTreeMap::new();
    for (name, _) in object.properties() {
        if let Some(strings) = listed_strings(&object.below(Some(name), &())) {
            first.insert(name, strings[0]);
        }
    }
    FirstChoices(first)
}

/// The strings of `const` or `enum`; `None` if there is none.
fn listed_strings(subschemas: &Subschemas) -> Option<Vec<&'static str>> {
    let strings: Vec<&str> = match subschemas.keyword("const") {
        Some(constant) => constant.as_str().into_iter().collect(),
        None => schema::strings(subschemas.keyword("enum")).collect(),
    };
    if strings.is_empty() {
        None
    } else {
        Some(strings)
    }
}

/// The string that is most likely correct, if the project determines one.
fn expected(at: &At<'_>, subschemas: &Subschemas) -> Option<String> {
    if subschemas.text("x-declares") == Some("component-uid") {
        return uids::for_component(at.cx.index, &at.cx.document.path, at.cx.component()?);
    }
    if subschemas.text("x-checkedBy") == Some("unknown-type") {
        return Some(at.cx.component()?.name.to_owned());
    }
    paths::required(at, subschemas).or_else(|| current_version(subschemas))
}

/// The known value with the status `current`.
fn current_version(subschemas: &Subschemas) -> Option<String> {
    for known in subschemas.keyword("x-knownValues")?.elements() {
        if let Some(status) = known.get("status")
            && status.as_str() == Some("current")
        {
            return Some(known.get("value")?.as_str()?.to_owned());
        }
    }
    None
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
        match c {
            '\\' => plain.push(chars.next().unwrap_or(c)),
            c => plain.push(c),
        }
    }
    plain
}
