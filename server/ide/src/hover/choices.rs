//! The values that a schema lists for a property, with their meanings.

use super::page::{MOST, Page};
use super::texts::Key;
use diagnostics::message;
use schema::Node;

/// The values that may stand at a place.
pub(super) struct Choices {
    /// The values, in the order of the schema.
    pub(super) list: Vec<Choice>,
    /// Whether others are possible too.
    is_open: bool,
    /// Whether they are those of the entries of an array.
    of_entries: bool,
    /// Whether the letter case does not matter much.
    ignores_case: bool,
}

/// One of the values.
pub(super) struct Choice {
    value: &'static str,
    meaning: Option<&'static str>,
    /// The page that the value is from, if it has one of its own.
    pub(super) source: Option<&'static str>,
    replacement: Option<&'static str>,
}

impl Choices {
    /// Of the schemas of a place; of the entries if it is for an array. `None` where anything goes.
    pub(super) fn of(schemas: &[Node]) -> Option<Choices> {
        let items = |schema: &Node| schema.get("items");
        let found = schemas
            .iter()
            .find_map(|schema| listed(*schema).map(|listed| (listed, false)));
        let found = found.or_else(|| {
            schemas
                .iter()
                .filter_map(items)
                .find_map(|items| Some((listed(items)?, true)))
        });
        found.map(|(choices, of_entries)| Choices {
            of_entries,
            ..choices
        })
    }

    /// The one that a text is.
    pub(super) fn named(&self, text: &str) -> Option<&Choice> {
        let exact = self.list.iter().find(|choice| choice.value == text);
        let loose = || {
            self.list
                .iter()
                .find(|choice| choice.value.eq_ignore_ascii_case(text))
        };
        exact.or_else(|| loose().filter(|_| self.ignores_case))
    }

    /// Lists all of them.
    pub(super) fn describe(&self, page: &mut Page<'_>) {
        page.say(
            match (self.is_open, self.of_entries) {
                (false, false) => Key::Allowed,
                (false, true) => Key::AllowedEntries,
                (true, false) => Key::Known,
                (true, true) => Key::KnownEntries,
            },
            &[],
        );
        if self.list.len() > MOST
            && self
                .list
                .iter()
                .take(MOST)
                .all(|choice| choice.meaning.is_none())
        {
            page.text
                .text(message::all_of(self.list.iter().map(|choice| choice.value)));
        } else {
            page.list(&self.list, |_, choice| choice.words());
        }
    }

    /// Says which other ones there are: with their meanings if they are few.
    pub(super) fn describe_others(&self, page: &mut Page<'_>, chosen: &Choice) {
        let others: Vec<&Choice> = self
            .list
            .iter()
            .filter(|choice| choice.value != chosen.value)
            .collect();
        if others.is_empty() {
            return;
        }
        page.say(
            if self.is_open {
                Key::OthersKnown
            } else {
                Key::OthersAllowed
            },
            &[],
        );
        if others.len() <= MOST {
            page.list(&others, |_, choice| choice.words());
        } else {
            page.text
                .text(message::all_of(others.iter().map(|choice| choice.value)));
        }
    }
}

impl Choice {
    /// The value and what it means.
    pub(super) fn words(&self) -> String {
        let mut words = message::quoted(self.value);
        if let Some(meaning) = self.meaning {
            words.push_str(": ");
            words.push_str(meaning);
        }
        words
    }

    /// What to write in its place, as a sentence.
    pub(super) fn instead(&self, page: &Page<'_>) -> Option<String> {
        let is_said = |other: &&str| self.meaning.is_some_and(|meaning| meaning.contains(other));
        self.replacement
            .filter(|other| !is_said(other))
            .map(|other| page.words(Key::UseInstead, &[&message::quoted(other)]))
    }
}

fn listed(schema: Node) -> Option<Choices> {
    let list = |keyword: &str| schema.get(keyword).map(|list| list.elements());
    let meanings = schema.get("x-enumDescriptions");
    let plain = |value: Node| {
        let value = value.as_str()?;
        let entry = meanings.and_then(|all| all.get(value));
        Some(Choice {
            value,
            meaning: entry.and_then(schema::description),
            source: entry.and_then(|entry| entry.get("x-source")?.as_str()),
            replacement: None,
        })
    };
    let known = |entry: Node| {
        let text = |member: &str| entry.get(member)?.as_str();
        Some(Choice {
            value: text("value")?,
            meaning: text("description"),
            source: text("x-source"),
            replacement: text("replacement"),
        })
    };
    let closed = list("enum").map(|values| values.filter_map(plain).collect());
    let constant = || {
        schema
            .get("const")
            .map(|value| plain(value).into_iter().collect())
    };
    let open = || list("x-knownValues").map(|values| values.filter_map(known).collect());
    let (list, is_open): (Vec<Choice>, bool) = match closed.or_else(constant) {
        Some(list) => (list, false),
        None => (open()?, true),
    };
    let ignores_case = schema.member("x-caseInsensitive").is_some();
    (!list.is_empty()).then_some(Choices {
        list,
        is_open,
        of_entries: false,
        ignores_case,
    })
}
