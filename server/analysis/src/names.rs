//! Names that a file declares in a list and uses elsewhere in the same file: fields, properties, groups.

use std::collections::HashSet;

use crate::FileContext;
use diagnostics::{Diagnostic, Rule, Safety, Span, message, suggest};
use syntax::edit::{self, Edits};
use syntax::{Key, Kind, Value};

/// The names that one list declares.
pub struct Names<'a> {
    /// Each with its value, in the order of the text.
    pub all: Vec<(Value<'a>, &'a str)>,
    known: HashSet<&'a str>,
    /// Whether there are no others: nothing is broken, unknown or absent.
    is_complete: bool,
}

impl<'a> Names<'a> {
    /// The texts at `path` in each element of the list `list` of a `config`.
    pub fn of(config: Value<'a>, list: &str, path: &[&str]) -> Names<'a> {
        let list = config.get(list);
        let values: Vec<Option<Value<'a>>> = list
            .into_iter()
            .flat_map(|list| list.elements())
            .map(|element| element.at(path))
            .collect();
        let text = |value: &Option<Value<'a>>| Some(((*value)?, (*value)?.as_str()?));
        let all: Vec<_> = values.iter().filter_map(text).collect();
        let is_whole = list.map_or(!config.is_incomplete(), |list| {
            list.kind() == Kind::Array && !list.is_incomplete()
        });
        Names {
            known: all.iter().map(|(_, name)| *name).collect(),
            is_complete: is_whole && all.len() == values.len(),
            all,
        }
    }

    /// Whether the name is definitely not declared.
    pub fn lacks(&self, name: &str) -> bool {
        self.is_complete && !self.known.contains(name)
    }

    /// The declared name that was most likely meant.
    pub fn nearest(&self, name: &str) -> Option<&'a str> {
        // A long list of names, each looked up in another one, would take minutes.
        suggest::nearest(name, self.all.iter().take(1_000).map(|(_, name)| *name))
    }

    /// The names that are declared twice: the first place and the other.
    pub fn repeated(&self) -> impl Iterator<Item = (Value<'a>, Value<'a>, &'a str)> + use<'a> {
        let mut seen = std::collections::HashMap::new();
        let all = self.all.clone().into_iter();
        all.filter_map(move |(value, name)| {
            let first: Value<'a> = *seen.entry(name).or_insert(value);
            (first.index() != value.index()).then_some((first, value, name))
        })
    }
}

/// Where a name is used.
pub enum Place<'a> {
    /// As the key of a member.
    Key(Key<'a>),
    /// As a whole string.
    Value(Value<'a>),
    /// Within a string.
    Part(Span),
}

impl Place<'_> {
    /// The characters that stand for it.
    pub fn span(&self) -> Span {
        match self {
            Place::Key(key) => key.span,
            Place::Value(value) => value.span(),
            Place::Part(span) => *span,
        }
    }

    fn written(&self, name: &str) -> Edits {
        match self {
            Place::Key(key) => edit::rename_key(*key, name),
            Place::Value(value) => edit::replace_value(*value, &edit::quote(name)),
            Place::Part(span) => vec![(*span, edit::escape(name))],
        }
    }
}

/// The use of a name.
pub struct Use<'a> {
    /// The name.
    pub name: &'a str,
    /// Where it stands.
    pub place: Place<'a>,
}

impl<'a> Use<'a> {
    /// The string of a value.
    pub fn value(value: Value<'a>) -> Option<Use<'a>> {
        Some(Use {
            name: value.as_str()?,
            place: Place::Value(value),
        })
    }

    /// The keys of an object.
    pub fn keys(object: Option<Value<'a>>) -> impl Iterator<Item = Use<'a>> + use<'a> {
        let members = object.into_iter().flat_map(|object| object.members());
        members.map(|member| Use {
            name: member.key.text,
            place: Place::Key(member.key),
        })
    }
}

/// The problem that a used name is not declared; `message` says so.
pub fn unknown(
    cx: &FileContext<'_>,
    rule: &Rule,
    used: &Use<'_>,
    names: &Names<'_>,
    message: String,
) -> Diagnostic {
    let found = cx.at(rule, used.place.span(), message);
    // A whole string replaces a name that escapes or placeholders hide: it cannot be replaced.
    let text = cx.document.syntax.source();
    let is_hidden = |span: Span| text[span.range()].starts_with('"');
    let can_be_written = !matches!(used.place, Place::Part(span) if is_hidden(span));
    match names.nearest(used.name) {
        Some(near) if can_be_written => {
            let found = found.help(format!("did you mean {}?", message::quoted(near)));
            found.fix(
                format!("change to `{near}`"),
                Safety::Unsafe,
                used.place.written(near),
            )
        }
        Some(near) => found.help(format!("did you mean {}?", message::quoted(near))),
        None if names.all.is_empty() => found.help("correct or remove it"),
        None => {
            let mut said = HashSet::new();
            let once = names
                .all
                .iter()
                .map(|(_, name)| *name)
                .filter(|name| said.insert(*name));
            found.help(format!("use a declared name: {}", message::all_of(once)))
        }
    }
}
