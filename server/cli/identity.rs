//! What makes a finding the same one after an edit elsewhere: its rule, its file, its place in the structure of the file
//! and its message, never a line number. Baselines and the fingerprints of the formats rest on it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::secrets::Secrets;
use crate::syntax::{Syntax, Value};

/// What tells a finding from others of the same rule and file, and with the same message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Identity {
    /// JSON pointer of the innermost member around its first character. An element of an array is `*`, because an
    /// index changes with every element before it. Names in it are shortened, and so is a deep one.
    pub(super) pointer: String,
    /// How many findings that are alike in all of this stand before it.
    pub(super) occurrence: usize,
}

/// Levels of a pointer; deeper ones add nothing that a person reads.
const MOST_LEVELS: usize = 16;

/// Characters of a name in a pointer.
const LONGEST_NAME: usize = 60;

/// The identities of all findings about a project, made when one is asked for: most formats never do.
pub(super) struct Identities<'a> {
    project: &'a Project,
    found: &'a [Diagnostic],
    made: OnceCell<Vec<Identity>>,
}

impl<'a> Identities<'a> {
    /// Of findings that are sorted by file and place.
    pub(super) fn of(project: &'a Project, found: &'a [Diagnostic]) -> Identities<'a> {
        Identities { project, found, made: OnceCell::new() }
    }

    /// One for each finding, in their order.
    pub(super) fn all(&self) -> &[Identity] {
        self.made.get_or_init(|| identify(self.project, self.found))
    }
}

fn identify(project: &Project, found: &[Diagnostic]) -> Vec<Identity> {
    let pointers = found.chunk_by(|one, next| one.file == next.file).flat_map(|found| pointers_in(project, found));
    let mut seen = BTreeMap::new();
    let identity = |(diagnostic, pointer): (&Diagnostic, String)| {
        let alike = (diagnostic.rule, diagnostic.file.clone(), diagnostic.message.clone(), pointer.clone());
        let number = seen.entry(alike).or_insert(0);
        *number += 1;
        Identity { pointer, occurrence: *number - 1 }
    };
    found.iter().zip(pointers).map(identity).collect()
}

/// The pointers of the findings about one file.
fn pointers_in(project: &Project, found: &[Diagnostic]) -> Vec<String> {
    let document = found.first().and_then(|first| project.documents.get(&first.file));
    let starts = found.iter().map(|diagnostic| diagnostic.span.start);
    match document {
        Some(document) => pointers(&document.syntax, starts),
        None => vec![String::new(); found.len()],
    }
}

/// The pointers of places in ascending order: one pass over the tree, however many there are.
fn pointers(syntax: &Syntax, places: impl Iterator<Item = u32>) -> Vec<String> {
    let mut values = syntax.root().into_iter().flat_map(|root| root.descendants()).peekable();
    let mut around: Vec<Value<'_>> = Vec::new();
    let mut pointer = |place: u32| {
        while let Some(value) = values.next_if(|value| beginning(value) <= place) {
            leave(&mut around, beginning(&value));
            around.push(value);
        }
        leave(&mut around, place);
        pointer_of(&around)
    };
    places.map(&mut pointer).collect()
}

/// Where a value or its name begins.
fn beginning(value: &Value<'_>) -> u32 {
    value.key().map_or(value.span(), |key| key.span).start
}

/// Drops the values that end before `place`.
fn leave(around: &mut Vec<Value<'_>>, place: u32) {
    while around.last().is_some_and(|value| value.span().end <= place) {
        around.pop();
    }
}

fn pointer_of(around: &[Value<'_>]) -> String {
    let mut pointer = String::new();
    for value in around.iter().skip(1).take(MOST_LEVELS) {
        pointer.push('/');
        match value.key() {
            Some(key) => pointer.extend(key.text.chars().take(LONGEST_NAME).map(escaped)),
            None => pointer.push('*'),
        }
    }
    Secrets::default().mask(&mut pointer);
    pointer
}

/// `~0` and `~1` are how JSON pointers write `~` and `/`; nobody follows these, so one character does.
fn escaped(character: char) -> char {
    if character == '/' { '~' } else { character }
}

impl Identity {
    /// A hash that stays the same as long as the finding does, in any version of hsmeta: 16 hexadecimal digits.
    pub(super) fn fingerprint(&self, path: &str, diagnostic: &Diagnostic) -> String {
        let occurrence = self.occurrence.to_string();
        let parts = [diagnostic.rule, path, &self.pointer, &diagnostic.message, &occurrence];
        // FNV-1a, because the hashes of the standard library may change with it. 0xff is in no UTF-8.
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
        let hash = bytes
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        format!("{hash:016x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    #[test]
    fn a_place_has_the_pointer_of_the_innermost_member() {
        let source = r#"{"a": {"b": [1, {"c": 2}]}, "d/e": "f"} x"#;
        let at = |needle: &str| source.find(needle).unwrap_or_default() as u32;
        let places = ["{", "\"a\"", "{\"b\"", "1", "\"c\"", "2", "}]", "]", ", \"d", "\"d", "\"f", "} x"];
        let found = pointers(&syntax::parse(source), places.iter().map(|place| at(place)));
        let expected = ["", "/a", "/a", "/a/b/*", "/a/b/*/c", "/a/b/*/c", "/a/b/*", "/a/b", "", "/d~e", "/d~e", ""];
        assert_eq!(found, expected);
    }

    #[test]
    fn pointers_are_short_and_without_secrets() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(pointers(&syntax::parse(deep), [100_000].into_iter()), ["/*".repeat(MOST_LEVELS)]);
        let key = format!(r#"{{"pat-na1-{}": 1}}"#, "x".repeat(100));
        assert_eq!(pointers(&syntax::parse(key), [2].into_iter()), [format!("/{}", crate::secrets::MASK)]);
    }
}
