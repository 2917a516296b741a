//! The account of the properties of a file. What a conversion does not mention is reported as dropped, so that no property can
//! be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{RelPath, Span};
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
    /// Values whose children are accounted for one by one.
    split: BTreeSet<u32>,
}

impl<'a> Account<'a> {
    pub(crate) fn new(file: &'a RelPath, root: Value<'a>) -> Account<'a> {
        Account {
            file,
            root,
            rows: Vec::new(),
            split: BTreeSet::new(),
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

    /// A string that is copied without the whitespace around it. Another value is dropped.
    pub(crate) fn text(&mut self, value: Value<'a>, new: &str, file: &RelPath, path: &str) {
        if !new.is_empty() && value.as_str().is_some_and(|old| old.trim() == new) {
            self.carried(value, new, file, path);
        } else {
            self.dropped(value, "empty, or not a string");
        }
    }

    /// A uid; `old` is its text, if HubSpot can have read it.
    pub(crate) fn uid(&mut self, value: Value<'a>, old: Option<&str>, new: &str, file: &RelPath) {
        if old.is_some() {
            self.carried(value, new, file, "uid");
        } else {
            self.dropped(value, "empty, or not a string");
        }
    }

    /// A value whose new form is `new`.
    pub(crate) fn carried(&mut self, value: Value<'a>, new: &str, file: &RelPath, path: &str) {
        if value.as_str() == Some(new) {
            self.moved(value, file, path);
        } else {
            self.converted(value, file, path);
        }
    }

    /// An object that gets new members.
    pub(crate) fn extended(&mut self, object: Value<'a>, file: &RelPath, path: &str) {
        if object.is_empty() {
            self.converted(object, file, path);
        } else {
            self.split.insert(object.index());
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

    /// Takes over the rows of another account of the same file, as values that another file has in its form.
    pub(crate) fn merge_converted(&mut self, other: Account<'a>) {
        for (start, end, outcome) in other.rows {
            let outcome = match outcome {
                Outcome::Moved { file, path } => Outcome::Converted { file, path },
                outcome => outcome,
            };
            self.rows.push((start, end, outcome));
        }
    }

    /// Whether a value, or a part of it, has an outcome.
    pub(crate) fn mentions(&self, value: Value<'a>) -> bool {
        let (first, last) = (value.index(), end(value));
        let mut starts = self.rows.iter().map(|(start, ..)| *start);
        starts.any(|start| (first..last).contains(&start))
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
        let starts = fields.iter().map(|(start, ..)| *start).collect();
        let mut paths = paths(self.root, &starts);
        for (start, _, outcome) in fields.iter_mut().skip(known) {
            *outcome = Outcome::Moved {
                file: target.clone(),
                path: paths.remove(start).unwrap_or_default(),
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
        let keys = self.root.syntax().duplicate_keys();
        let repeated: BTreeSet<Span> = keys.map(|(first, _)| first.span).collect();
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
            } else if starts.range(next..value_end).next().is_some()
                || self.split.contains(&next)
                || next == self.root.index()
            {
                next += 1;
            } else {
                let reason = self.reason(value, reasons, &repeated);
                self.rows
                    .push((next, value_end, Outcome::Dropped { reason }));
                next = value_end;
            }
        }
    }

    fn reason(
        &self,
        value: Value<'a>,
        reasons: &[(&str, &str)],
        repeated: &BTreeSet<Span>,
    ) -> String {
        let key = value.key();
        if key.is_some_and(|key| repeated.contains(&key.span)) {
            return REPEATED.to_owned();
        }
        let Some(key) = key else {
            return "HubSpot does not read values of this kind in this list".to_owned();
        };
        for (name, reason) in reasons {
            if *name == key.text {
                return (*reason).to_owned();
            }
        }
        "not a property that HubSpot documents".to_owned()
    }
}

fn fields_of(file: &RelPath, root: Value<'_>, rows: Vec<Row>) -> Vec<Field> {
    let starts: BTreeSet<u32> = rows.iter().map(|(start, ..)| *start).collect();
    let mut paths = paths(root, &starts);
    let mut fields = Vec::new();
    for (start, _, outcome) in rows {
        fields.push(Field {
            file: file.clone(),
            path: paths.remove(&start).unwrap_or_default(),
            outcome,
        });
    }
    fields
}

/// The index after the last descendant.
fn end(value: Value<'_>) -> u32 {
    value.index() + value.descendants().size_hint().0 as u32
}

/// The paths of values below the root, as in JavaScript, by their indices. One pass over all values: looking for each alone
/// takes a second for a list of some ten thousand objects.
fn paths(root: Value<'_>, wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    let mut paths = BTreeMap::new();
    let mut prefix = String::new();
    let mut levels: Vec<Level> = Vec::new();
    for value in root.descendants() {
        while let Some(level) = levels.pop_if(|level| level.end <= value.index()) {
            prefix.truncate(level.length);
        }
        let length = prefix.len();
        if let Some(level) = levels.last_mut() {
            push_key(&mut prefix, value, level);
        }
        if wanted.contains(&value.index()) {
            paths.insert(value.index(), prefix.clone());
        }
        match value.kind() {
            Kind::Array | Kind::Object => levels.push(Level {
                end: end(value),
                length,
                elements: 0,
            }),
            _ => prefix.truncate(length),
        }
    }
    paths
}

/// A container around the current value.
struct Level {
    /// The index after its last descendant.
    end: u32,
    /// The length of the path before its own key.
    length: usize,
    /// How many elements have been seen.
    elements: usize,
}

fn push_key(path: &mut String, value: Value<'_>, level: &mut Level) {
    match value.key() {
        Some(key) => {
            if !path.is_empty() {
                path.push('.');
            }
            *path += key.text;
        }
        None => {
            *path += &format!("[{}]", level.elements);
            level.elements += 1;
        }
    }
}
