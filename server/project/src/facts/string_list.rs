//! Lists of strings that rules compare with the code.

use diagnostics::Span;
use syntax::{Kind, Value, edit};

use super::Spanned;
use crate::placeholders;

/// A list of strings of a file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum StringList {
    /// It may have more entries than can be read: invalid JSON.
    #[default]
    Unknown,
    /// There is no such list; the edit that creates it with an entry, if there is a place for it.
    Absent(Option<Addition>),
    Known(KnownList),
    /// The entries of a list of which a profile fills in at least one.
    Filled(Vec<Spanned>),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownList {
    /// The key of the list.
    pub span: Span,
    pub entries: Vec<Spanned>,
    /// The edit that appends an entry.
    pub addition: Option<Addition>,
}

/// An edit that adds a string to a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addition {
    span: Span,
    /// The text before and after the quoted string.
    around: [String; 2],
}

/// The string in whose place another one is added.
const EMPTY: &str = "\"\"";

impl Addition {
    /// The edit that appends to a list.
    pub(super) fn to(list: Value<'_>) -> Option<Addition> {
        Addition::of(edit::append_element(list, EMPTY))
    }

    /// The edit that adds a list with one entry to an object.
    fn of_list(object: Value<'_>, name: &str) -> Option<Addition> {
        Addition::of(edit::insert_member(object, name, &format!("[{EMPTY}]")))
    }

    fn of(edits: edit::Edits) -> Option<Addition> {
        let [(span, text)] = <[_; 1]>::try_from(edits).ok()?;
        let (before, after) = text.split_once(EMPTY)?;
        Some(Addition {
            span,
            around: [before.to_owned(), after.to_owned()],
        })
    }

    /// The edit that adds this string.
    pub fn edit(&self, text: &str) -> (Span, String) {
        let [before, after] = &self.around;
        (
            self.span,
            [before, edit::quote(text).as_str(), after].concat(),
        )
    }
}

impl StringList {
    /// The list `name` of an object.
    pub(super) fn of(object: Option<Value<'_>>, name: &str) -> StringList {
        let Some(object) = object else {
            return StringList::Absent(None);
        };
        if object.kind() != Kind::Object || object.is_incomplete() {
            return StringList::Unknown;
        }
        let Some(list) = object.member(name) else {
            return StringList::Absent(Addition::of_list(object, name));
        };
        if list.value.kind() != Kind::Array || list.value.is_incomplete() {
            return StringList::Unknown;
        }
        let mut entries = Vec::new();
        let mut is_filled = false;
        for element in list.value.elements() {
            match Spanned::of(Some(element)) {
                Some(entry) => {
                    is_filled |= placeholders::first(&entry.text).is_some();
                    entries.push(entry);
                }
                None => return StringList::Unknown,
            }
        }
        if is_filled {
            return StringList::Filled(entries);
        }
        StringList::Known(KnownList {
            span: list.key.span,
            entries,
            addition: Addition::to(list.value),
        })
    }

    /// The list, if all of it can be read.
    pub fn known(&self) -> Option<&KnownList> {
        match self {
            StringList::Known(list) => Some(list),
            _ => None,
        }
    }

    /// The entries; `None` if there may be others.
    pub fn entries(&self) -> Option<&[Spanned]> {
        match self {
            StringList::Unknown | StringList::Filled(_) => None,
            StringList::Absent(_) => Some(&[]),
            StringList::Known(list) => Some(&list.entries),
        }
    }

    /// The edit that adds an entry, creating the list if necessary.
    pub fn addition(&self) -> Option<&Addition> {
        match self {
            StringList::Unknown | StringList::Filled(_) => None,
            StringList::Absent(addition) => addition.as_ref(),
            StringList::Known(list) => list.addition.as_ref(),
        }
    }
}
