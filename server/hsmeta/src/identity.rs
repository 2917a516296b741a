//! What makes a finding the same one after an edit elsewhere: its rule, its file, its place in the structure of the file
//! and the value that is wrong. Never a line number, and never the words of its message, which may change with hsmeta.
//! Baselines and the fingerprints of the formats rest on it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use analysis::secrets::{self, MASK, Secrets};
use diagnostics::{Diagnostic, Span};
use project::Project;
use project::config::{ConfigFile, Ignore};
use project::facts::Facts;
use syntax::{Kind, Syntax, Value};

/// What tells a finding from others of the same rule and file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Identity {
    /// JSON pointer of the innermost member around its first character. An element of an array is `*`, because an
    /// index changes with every element before it. Names in it are shortened, and so is a deep one.
    pub(super) pointer: String,
    /// The string, number or key that is wrong, as it is written, without secrets; empty for objects and lists.
    pub(super) value: String,
    /// How many findings that are alike in all of this come before it.
    pub(super) occurrence: usize,
}

/// Levels of a pointer; deeper ones add nothing that a person reads.
const MOST_LEVELS: usize = 16;

/// Characters of a name in a pointer.
const LONGEST_NAME: usize = 60;

/// Characters of a value.
const LONGEST_VALUE: usize = 200;

/// The identities of all findings about a project, made when one is asked for: most formats never do.
pub(super) struct Identities<'a> {
    project: &'a Project,
    found: &'a [Diagnostic],
    made: OnceCell<Vec<Identity>>,
}

impl<'a> Identities<'a> {
    /// Of findings that are sorted by file and place.
    pub(super) fn of(project: &'a Project, found: &'a [Diagnostic]) -> Identities<'a> {
        Identities {
            project,
            found,
            made: OnceCell::new(),
        }
    }

    /// One for each finding, in their order.
    pub(super) fn all(&self) -> &[Identity] {
        self.made.get_or_init(|| identify(self.project, self.found))
    }

    /// A hash that stays the same as long as the finding does: on every machine, from whatever folder hsmeta runs, in any
    /// version of it. 16 hexadecimal digits. Files count by their paths in the project, and projects by their names, as
    /// in HubSpot: two in one repository often begin as copies of one template.
    pub(super) fn fingerprint(&self, number: usize) -> String {
        let (identity, diagnostic) = (&self.all()[number], &self.found[number]);
        let (name, occurrence) = (name_of(self.project), identity.occurrence.to_string());
        hash(&[
            &name,
            diagnostic.rule,
            diagnostic.file.as_str(),
            &identity.pointer,
            &identity.value,
            &occurrence,
        ])
    }
}

/// The fingerprint of a finding whose own one another project of the report has already; `number` counts from 1.
pub(super) fn fingerprint_of_copy(fingerprint: &str, number: usize) -> String {
    hash(&[fingerprint, &number.to_string()])
}

/// FNV-1a, because the hashes of the standard library may change with it. 0xff, which ends each part, is in no UTF-8.
fn hash(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0xff])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// The name of a project; empty where it has none.
fn name_of(project: &Project) -> String {
    let document = project
        .manifest
        .as_ref()
        .and_then(|manifest| project.documents.get(manifest));
    match document.map(|document| &document.facts) {
        Some(Facts::Project(facts)) => shortened(
            facts
                .name
                .as_ref()
                .map(|name| name.text.as_str())
                .unwrap_or_default(),
            &Secrets::default(),
        ),
        _ => String::new(),
    }
}

fn identify(project: &Project, found: &[Diagnostic]) -> Vec<Identity> {
    // A secret of one file may be a plain value in another one.
    let secrets = Secrets::of(project.documents.values().map(|document| &document.syntax));
    let mut identities = Vec::new();
    for of_file in found.chunk_by(|one, next| one.file == next.file) {
        let mut seen: BTreeMap<(&str, Identity), usize> = BTreeMap::new();
        for (diagnostic, mut identity) in of_file
            .iter()
            .zip(identify_in_file(project, of_file, &secrets))
        {
            if let Some(name) = &diagnostic.missing {
                // What is there says nothing about what is not.
                identity.value = format!("missing {name}");
            }
            let count = seen.entry((diagnostic.rule, identity.clone())).or_default();
            identity.occurrence = *count;
            *count += 1;
            identities.push(identity);
        }
    }
    identities
}

/// The identities of the findings about one file, before those that are alike are counted.
fn identify_in_file(project: &Project, found: &[Diagnostic], secrets: &Secrets) -> Vec<Identity> {
    let spans = found.iter().map(|diagnostic| diagnostic.span);
    let Some(first) = found.first() else {
        return Vec::new();
    };
    if let Some(document) = project.documents.get(&first.file) {
        return identities_in_json(&document.syntax, spans, secrets);
    }
    if first.file.as_str() == project.config.file.name() && project.source(&first.file).is_some() {
        return spans
            .map(|span| identity_in_config(&project.config.file, span))
            .collect();
    }
    vec![Identity::default(); found.len()]
}

/// An ignore is known by what it says, everything else in the file by its characters.
fn identity_in_config(config: &ConfigFile, span: Span) -> Identity {
    let source = config.text.as_deref().unwrap_or_default();
    let value = match config.ignores.iter().find(|ignore| ignore.span == span) {
        Some(ignore) => name_of_ignore(ignore),
        None => source.get(span.range()).unwrap_or_default().to_owned(),
    };
    Identity {
        value: shortened(&value, &Secrets::default()),
        ..Identity::default()
    }
}

fn name_of_ignore(ignore: &Ignore) -> String {
    let rules: Vec<&str> = ignore.rules.iter().map(|rule| rule.text.as_str()).collect();
    let pointer = ignore.pointer_text.as_deref().unwrap_or_default();
    format!("{} {} {pointer}", rules.join(","), ignore.path.text)
}

/// The identities of spans whose beginnings ascend: one pass over the tree, however many there are.
fn identities_in_json(
    syntax: &Syntax,
    spans: impl Iterator<Item = Span>,
    known: &Secrets,
) -> Vec<Identity> {
    let mut secrets = secrets::spans(syntax);
    secrets.sort();
    let mut values = syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants())
        .peekable();
    let mut around: Vec<Value<'_>> = Vec::new();
    let mut identities = Vec::new();
    for span in spans {
        while let Some(value) = values.next_if(|value| beginning(value) <= span.start) {
            leave(&mut around, beginning(&value));
            around.push(value);
        }
        leave(&mut around, span.start);
        let value = match wrong_value(&around, span) {
            Some(value) if secrets::overlap(&secrets, value) => MASK.to_owned(),
            Some(value) => shortened(
                syntax.source().get(value.range()).unwrap_or_default(),
                known,
            ),
            None => String::new(),
        };
        identities.push(Identity {
            pointer: pointer_of(&around),
            value,
            occurrence: 0,
        });
    }
    identities
}

/// The string, number or key that a span is in. What goes beyond one, as a whole object does, changes with edits that have
/// nothing to do with the finding.
fn wrong_value(around: &[Value<'_>], span: Span) -> Option<Span> {
    let innermost = around.last()?;
    let is_within = |outer: Span| outer.start <= span.start && span.end <= outer.end;
    if let Some(key) = innermost.key()
        && is_within(key.span)
    {
        return Some(key.span);
    }
    let is_scalar = !matches!(innermost.kind(), Kind::Object | Kind::Array);
    if is_scalar && is_within(innermost.span()) {
        Some(innermost.span())
    } else {
        None
    }
}

/// A value as it is recorded: without quotes and secrets, and not at any length.
fn shortened(value: &str, secrets: &Secrets) -> String {
    // Before it is cut, because half a secret is not known as one.
    let mut value = value.trim_matches('"').to_owned();
    secrets.mask(&mut value);
    value.chars().take(LONGEST_VALUE).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn identities(source: &str, spans: &[(u32, u32)]) -> Vec<Identity> {
        let spans = spans.iter().map(|(start, end)| Span {
            start: *start,
            end: *end,
        });
        let syntax = syntax::parse(source);
        identities_in_json(&syntax, spans, &Secrets::of([&syntax].into_iter()))
    }

    #[test]
    fn a_place_has_the_pointer_of_the_innermost_member() {
        let source = r#"{"a": {"b": [1, {"c": 2}]}, "d/e": "f"} x"#;
        let at = |needle: &str| source.find(needle).unwrap_or_default() as u32;
        let places = [
            "{", "\"a\"", "{\"b\"", "1", "\"c\"", "2", "}]", "]", ", \"d", "\"d", "\"f", "} x",
        ];
        let spans: Vec<(u32, u32)> = places.iter().map(|place| (at(place), at(place))).collect();
        let found: Vec<String> = identities(source, &spans)
            .into_iter()
            .map(|identity| identity.pointer)
            .collect();
        let expected = [
            "", "/a", "/a", "/a/b/*", "/a/b/*/c", "/a/b/*/c", "/a/b/*", "/a/b", "", "/d~e", "/d~e",
            "",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_value_is_what_is_wrong_and_never_a_whole_object() {
        let source = r#"{"a": {"b": "old value"}, "c": 12}"#;
        let spans = |needle: &str| {
            let start = source.find(needle).unwrap_or_default();
            (start as u32, (start + needle.len()) as u32)
        };
        for (needle, value) in [
            (r#""old value""#, "old value"),
            ("old", "old value"),
            (r#""a""#, "a"),
            ("12", "12"),
            (r#"{"b": "old value"}"#, ""),
            (r#""b": "old value""#, ""),
        ] {
            assert_eq!(
                identities(source, &[spans(needle)])[0].value,
                value,
                "{needle}"
            );
        }
    }

    #[test]
    fn identities_are_short_and_without_secrets() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(
            identities(&deep, &[(100_000, 100_001)])[0].pointer,
            "/*".repeat(MOST_LEVELS)
        );
        let token = format!("pat-na1-{}", "x".repeat(300));
        let source = format!(
            r#"{{"{token}": "{token}", "clientSecret": "hunter2-hunter2-hunter2", "l": "{}"}}"#,
            "y".repeat(300)
        );
        let ends = |needle: &str| {
            let start = source.rfind(needle).unwrap_or_default();
            (start as u32, (start + needle.len()) as u32)
        };
        let spans = [
            (1, 3 + token.len() as u32),
            ends(&format!("\"{token}\"")),
            ends("hunter2"),
            ends(&"y".repeat(300)),
        ];
        let found = identities(&source, &spans);
        assert!(
            found.iter().take(3).all(|identity| identity.value == MASK),
            "{found:?}"
        );
        assert_eq!(found[0].pointer, format!("/{MASK}"));
        assert_eq!(found[3].value, "y".repeat(LONGEST_VALUE));
    }
}
