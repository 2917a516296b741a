//! The account of the properties of a file. What a conversion does not mention is reported as dropped, so that no property can
//! be forgotten.

use std::collections::BTreeSet;

use diagnostics::RelPath;
use syntax::{Kind, Value};

use crate::plan::{Field, Outcome};

const REPEATED: &str = "the key is repeated later; HubSpot reads the last value";

/// Index of the value, index after its last descendant, outcome.
type Row = (u32, u32, Outcome);

/// The properties of one file.
pub(crate) struct Account<'a> {
    file: &'a RelPath,
    root: Value<'a>,
    rows: Vec<Row>,
}

impl<'a> Account<'a> {
    pub(crate) fn new(file: &'a RelPath, root: Value<'a>) -> Account<'a> {
        Account {
            file,
            root,
            rows: Vec::new(),
        }
    }

    pub(crate) fn moved(&mut self, value: Value<'a>, file: &RelPath, path: &str) {
        let (file, path) = (file.clone(), path.to_owned());
        self.add(value, Outcome::Moved { file, path });
    }

    pub(crate) fn converted(&mut self, value: Value<'a>, file: &RelPath, path: &str) {
        let (file, path) = (file.clone(), path.to_owned());
        self.add(value, Outcome::Converted { file, path });
    }

    /// A string whose new form is `new`.
    pub(crate) fn carried(&mut self, value: Value<'a>, new: &str, file: &RelPath, path: &str) {
        if value.as_str() == Some(new) {
            self.moved(value, file, path);
        } else {
            self.converted(value, file, path);
        }
    }

    pub(crate) fn dropped(&mut self, value: Value<'a>, reason: &str) {
        let reason = reason.to_owned();
        self.add(value, Outcome::Dropped { reason });
    }

    pub(crate) fn stays(&mut self, value: Value<'a>, reason: &str) {
        let reason = reason.to_owned();
        self.add(value, Outcome::Stays { reason });
    }

    fn add(&mut self, value: Value<'a>, outcome: Outcome) {
        self.rows.push((value.index(), end(value), outcome));
    }

    /// Every property of the file with its outcome, in the order of the file. `reasons` are those of known properties that
    /// have no successor, by their last keys.
    pub(crate) fn finish(mut self, reasons: &[(&str, &str)]) -> Vec<Field> {
        self.rows.sort_by_key(|(start, end, _)| (*start, *end));
        self.rows.dedup_by_key(|(start, _, _)| *start);
        self.add_rest(reasons);
        self.rows.sort_by_key(|(start, end, _)| (*start, *end));
        fields_of(self.file, self.root, self.rows)
    }

    /// As [`Account::finish`] for a file that is edited: what has no outcome yet keeps its path.
    pub(crate) fn finish_in_place(mut self, target: &RelPath) -> Vec<Field> {
        let known = self.rows.len();
        self.rows.sort_by_key(|(start, end, _)| (*start, *end));
        self.add_rest(&[]);
        let mut fields = self.rows;
        for (start, _, outcome) in fields.iter_mut().skip(known) {
            let value = Value::numbered(self.root.syntax(), *start);
            *outcome = Outcome::Moved {
                file: target.clone(),
                path: path_of(self.root, value),
            };
        }
        fields.sort_by_key(|(start, end, _)| (*start, *end));
        fields_of(self.file, self.root, fields)
    }

    /// The largest values that are not in any row and have none in them.
    fn add_rest(&mut self, reasons: &[(&str, &str)]) {
        let starts: BTreeSet<u32> = self.rows.iter().map(|(start, ..)| *start).collect();
        let ends: Vec<(u32, u32)> = self
            .rows
            .iter()
            .map(|(start, end, _)| (*start, *end))
            .collect();
        let mut next = self.root.index();
        let last = end(self.root);
        let mut known = ends.iter().peekable();
        while next < last {
            let value = Value::numbered(self.root.syntax(), next);
            let value_end = end(value);
            while known.next_if(|(_, end)| *end <= next).is_some() {}
            if let Some((start, end)) = known.peek()
                && *start <= next
            {
                next = *end;
            } else if starts.range(next..value_end).next().is_some() || next == self.root.index() {
                next += 1;
            } else {
                let reason = self.reason(value, reasons);
                self.rows
                    .push((next, value_end, Outcome::Dropped { reason }));
                next = value_end;
            }
        }
    }

    fn is_repeated_later(&self, value: Value<'a>) -> bool {
        let Some(key) = value.key() else { return false };
        let mut keys = self.root.syntax().duplicate_keys();
        keys.any(|(first, _)| first.span == key.span)
    }

    fn reason(&self, value: Value<'a>, reasons: &[(&str, &str)]) -> String {
        if self.is_repeated_later(value) {
            return REPEATED.to_owned();
        }
        let key = value.key().map_or("", |key| key.text);
        for (name, reason) in reasons {
            if *name == key {
                return (*reason).to_owned();
            }
        }
        "not a property that HubSpot documents".to_owned()
    }
}

fn fields_of(file: &RelPath, root: Value<'_>, rows: Vec<Row>) -> Vec<Field> {
    let mut fields = Vec::new();
    for (start, _, outcome) in rows {
        let value = Value::numbered(root.syntax(), start);
        fields.push(Field {
            file: file.clone(),
            path: path_of(root, value),
            outcome,
        });
    }
    fields
}

/// The index after the last descendant.
fn end(value: Value<'_>) -> u32 {
    value.index() + value.descendants().size_hint().0 as u32
}

/// The path of a value below another one, as in JavaScript; empty for that value itself.
pub(crate) fn path_of(root: Value<'_>, wanted: Value<'_>) -> String {
    let mut path = String::new();
    let mut container = root;
    while container.index() < wanted.index() {
        let child = match container.kind() {
            Kind::Array => element_with(container, wanted, &mut path),
            _ => member_with(container, wanted, &mut path),
        };
        match child {
            Some(child) => container = child,
            None => break,
        }
    }
    path
}

fn element_with<'a>(array: Value<'a>, wanted: Value<'a>, path: &mut String) -> Option<Value<'a>> {
    let mut found = None;
    for (number, element) in array.elements().enumerate() {
        if element.index() > wanted.index() {
            break;
        }
        found = Some((number, element));
    }
    let (number, element) = found?;
    *path += &format!("[{number}]");
    Some(element)
}

fn member_with<'a>(object: Value<'a>, wanted: Value<'a>, path: &mut String) -> Option<Value<'a>> {
    let mut found = None;
    for member in object.all_members() {
        if member.value.index() > wanted.index() {
            break;
        }
        found = Some(member);
    }
    let member = found?;
    if !path.is_empty() {
        path.push('.');
    }
    *path += member.key.text;
    Some(member.value)
}
