//! The values that a schema lists for a property, with their meanings.

use super::messages::Message;
use super::page::{MAX_ITEMS, Page};
use diagnostics::message;
use schema::Node;

pub(super) struct Choices {
    /// In the order of the schema.
    list: Vec<Choice>,
    /// Whether other values are possible too.
    is_open: bool,
    /// Whether they are those of the elements of an array.
    of_elements: bool,
    ignores_case: bool,
}

pub(super) struct Choice {
    value: &'static str,
    meaning: Option<&'static str>,
    /// The page that documents the value, if it has one of its own.
    pub(super) source: Option<&'static str>,
    replacement: Option<&'static str>,
}

impl Choices {
    /// The values in the schemas of a property, otherwise those of its elements; `None` if any value is allowed.
    pub(super) fn of(schemas: &[Node]) -> Option<Choices> {
        if let Some(choices) = schemas.iter().find_map(|schema| listed(*schema)) {
            return Some(choices);
        }
        let elements = schemas.iter().filter_map(|schema| schema.get("items"));
        let choices = elements.into_iter().find_map(listed)?;
        Some(Choices {
            of_elements: true,
            ..choices
        })
    }

    /// The choice of a string in the file.
    pub(super) fn named(&self, string: &str) -> Option<&Choice> {
        let exact = self.list.iter().find(|choice| choice.value == string);
        if exact.is_some() || !self.ignores_case {
            return exact;
        }
        self.list
            .iter()
            .find(|choice| choice.value.eq_ignore_ascii_case(string))
    }

    /// Lists all values.
    pub(super) fn describe(&self, page: &mut Page<'_>) {
        let title = match (self.is_open, self.of_elements) {
            (false, false) => Message::Allowed,
            (false, true) => Message::AllowedEntries,
            (true, false) => Message::Known,
            (true, true) => Message::KnownEntries,
        };
        page.add(title, &[]);
        let mut first = self.list.iter().take(MAX_ITEMS);
        if self.list.len() > MAX_ITEMS && first.all(|choice| choice.meaning.is_none()) {
            let names = self.list.iter().map(|choice| choice.value);
            page.text.text(message::all_of(names));
        } else {
            page.list(&self.list, |_, choice| choice.description());
        }
    }

    /// Lists the values other than `chosen`, with their meanings if they are few.
    pub(super) fn describe_others(&self, page: &mut Page<'_>, chosen: &Choice) {
        let mut others: Vec<&Choice> = self.list.iter().collect();
        others.retain(|choice| choice.value != chosen.value);
        if others.is_empty() {
            return;
        }
        let title = if self.is_open {
            Message::OthersKnown
        } else {
            Message::OthersAllowed
        };
        page.add(title, &[]);
        if others.len() <= MAX_ITEMS {
            page.list(&others, |_, choice| choice.description());
        } else {
            let names = others.iter().map(|choice| choice.value);
            page.text.text(message::all_of(names));
        }
    }
}

impl Choice {
    /// The value and its meaning.
    pub(super) fn description(&self) -> String {
        let value = message::quoted(self.value);
        match self.meaning {
            Some(meaning) => format!("{value}: {meaning}"),
            None => value,
        }
    }

    /// A sentence about the replacement, unless the meaning mentions it.
    pub(super) fn advice(&self, page: &Page<'_>) -> Option<String> {
        let replacement = self.replacement?;
        if self
            .meaning
            .is_some_and(|meaning| meaning.contains(replacement))
        {
            return None;
        }
        let replacement = message::quoted(replacement);
        Some(page.message(Message::UseInstead, &[&replacement]))
    }
}

/// The values of `enum`, `const` or `x-knownValues`.
fn listed(schema: Node) -> Option<Choices> {
    let meanings = schema.get("x-enumDescriptions");
    let mut list: Vec<Choice> = Vec::new();
    let mut is_open = false;
    if let Some(values) = schema.get("enum") {
        for value in values.elements() {
            list.extend(listed_choice(value, meanings));
        }
    } else if let Some(value) = schema.get("const") {
        list.extend(listed_choice(value, meanings));
    } else if let Some(values) = schema.get("x-knownValues") {
        list.extend(values.elements().filter_map(known_choice));
        is_open = true;
    }
    if list.is_empty() {
        return None;
    }
    Some(Choices {
        list,
        is_open,
        of_elements: false,
        ignores_case: schema.member("x-caseInsensitive").is_some(),
    })
}

fn listed_choice(value: Node, meanings: Option<Node>) -> Option<Choice> {
    let value = value.as_str()?;
    let entry = meanings.and_then(|meanings| meanings.get(value));
    Some(Choice {
        value,
        meaning: entry.and_then(schema::description),
        source: entry.and_then(|entry| entry.get("x-source")?.as_str()),
        replacement: None,
    })
}

fn known_choice(entry: Node) -> Option<Choice> {
    Some(Choice {
        value: string(entry, "value")?,
        meaning: string(entry, "description"),
        source: string(entry, "x-source"),
        replacement: string(entry, "replacement"),
    })
}

fn string(object: Node, name: &str) -> Option<&'static str> {
    object.get(name)?.as_str()
}
