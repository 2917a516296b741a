//! Names that a file declares in a list and uses elsewhere in the same file: fields, properties, groups.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::FileContext;
use diagnostics::{Diagnostic, Rule, Safety, Span, message, suggest};
use syntax::edit::{self, Edits};
use syntax::{Key, Kind, Value};

/// More names than this are not compared: a long list, each name looked up in another one, would take minutes.
const MOST_COMPARED: usize = 1_000;

/// Up to this many names are compared one by one.
const FEW: usize = 24;

/// The names that a list declares.
pub struct DeclaredNames<'a> {
    /// Each with its value, in source order.
    pub all: Vec<(Value<'a>, &'a str)>,
    /// The first value of each name, if there are many.
    first_values: OnceCell<HashMap<&'a str, Value<'a>>>,
    /// Whether there are certainly no others: nothing is broken, unknown or missing.
    is_complete: bool,
}

impl<'a> DeclaredNames<'a> {
    /// The strings at `path` in each element of the list `list` of a `config`.
    pub fn of(config: Value<'a>, list: &str, path: &[&str]) -> DeclaredNames<'a> {
        let mut names = DeclaredNames {
            all: Vec::new(),
            first_values: OnceCell::new(),
            is_complete: !config.is_incomplete(),
        };
        let Some(list) = config.get(list) else {
            return names;
        };
        names.is_complete = list.kind() == Kind::Array && !list.is_incomplete();
        names.all.reserve(list.len().min(FEW));
        for element in list.elements() {
            match string_at(element, path) {
                Some(named) => names.all.push(named),
                None => names.is_complete = false,
            }
        }
        names
    }

    /// Whether the name is definitely not declared.
    pub fn lacks(&self, name: &str) -> bool {
        self.is_complete && self.first(name).is_none()
    }

    /// The first value with this name. A few names are compared one by one, which takes a third of the time that hashing
    /// them does.
    fn first(&self, name: &str) -> Option<Value<'a>> {
        if self.all.len() <= FEW {
            let mut all = self.all.iter();
            return Some(all.find(|(_, other)| *other == name)?.0);
        }
        let first_values = self.first_values.get_or_init(|| {
            let mut first_values = HashMap::new();
            for (value, name) in &self.all {
                first_values.entry(*name).or_insert(*value);
            }
            first_values
        });
        first_values.get(name).copied()
    }

    /// The declared name that was most likely meant.
    pub fn nearest(&self, name: &str) -> Option<&'a str> {
        let names = self.all.iter().take(MOST_COMPARED);
        suggest::nearest(name, names.map(|(_, name)| *name))
    }

    /// The names that are declared twice: the first value and the other.
    pub fn repeated(&self) -> impl Iterator<Item = (Value<'a>, Value<'a>, &'a str)> {
        self.all.iter().filter_map(|(value, name)| {
            let first = self.first(name)?;
            if first.index() == value.index() {
                None
            } else {
                Some((first, *value, *name))
            }
        })
    }
}

fn string_at<'a>(element: Value<'a>, path: &[&str]) -> Option<(Value<'a>, &'a str)> {
    let value = element.at(path)?;
    Some((value, value.as_str()?))
}

/// Which part of the file is a name.
pub enum NameSite<'a> {
    Key(Key<'a>),
    /// A whole string.
    Value(Value<'a>),
    /// A part of a string.
    Part(Span),
}

impl NameSite<'_> {
    pub fn span(&self) -> Span {
        match self {
            NameSite::Key(key) => key.span,
            NameSite::Value(value) => value.span(),
            NameSite::Part(span) => *span,
        }
    }

    fn replace(&self, name: &str) -> Edits {
        match self {
            NameSite::Key(key) => edit::rename_key(*key, name),
            NameSite::Value(value) => edit::replace_value(*value, &edit::quote(name)),
            NameSite::Part(span) => vec![(*span, edit::escape(name))],
        }
    }

    /// Whether the name can be replaced. A part that spans a whole string is hidden by escapes or placeholders.
    fn is_replaceable(&self, source: &str) -> bool {
        match self {
            NameSite::Part(span) => !source[span.range()].starts_with('"'),
            NameSite::Key(_) | NameSite::Value(_) => true,
        }
    }
}

/// A use of a name.
pub struct NameUse<'a> {
    pub name: &'a str,
    pub site: NameSite<'a>,
}

impl<'a> NameUse<'a> {
    /// The string `value`.
    pub fn value(value: Value<'a>) -> Option<NameUse<'a>> {
        Some(NameUse {
            name: value.as_str()?,
            site: NameSite::Value(value),
        })
    }

    /// The keys of an object.
    pub fn keys(object: Option<Value<'a>>) -> impl Iterator<Item = NameUse<'a>> + use<'a> {
        object
            .into_iter()
            .flat_map(|object| object.members())
            .map(|member| NameUse {
                name: member.key.text,
                site: NameSite::Key(member.key),
            })
    }
}

/// The diagnostic that a used name is not declared, with a suggestion.
pub fn undeclared(
    cx: &FileContext<'_>,
    rule: &Rule,
    used: &NameUse<'_>,
    names: &DeclaredNames<'_>,
    message: String,
) -> Diagnostic {
    let diagnostic = cx.at(rule, used.site.span(), message);
    if let Some(near) = names.nearest(used.name) {
        let diagnostic = diagnostic.help(format!("did you mean {}?", message::quoted(near)));
        if !used.site.is_replaceable(cx.document.syntax.source()) {
            return diagnostic;
        }
        return diagnostic.fix(
            format!("change to `{near}`"),
            Safety::Unsafe,
            used.site.replace(near),
        );
    }
    if names.all.is_empty() {
        return diagnostic.help("correct or remove it");
    }
    let mut distinct = HashSet::new();
    let listed = names
        .all
        .iter()
        .map(|(_, name)| *name)
        .filter(|name| distinct.insert(*name));
    diagnostic.help(format!("use a declared name: {}", message::all_of(listed)))
}
