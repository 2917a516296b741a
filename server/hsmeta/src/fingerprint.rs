//! What identifies a problem after an edit elsewhere: its rule, its file, its JSON path and the value that is wrong; never a
//! line number or the message. Baselines and the fingerprints in reports use it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use analysis::secrets::{self, MASK, Secrets};
use diagnostics::{Diagnostic, Span};
use project::Project;
use project::config::{ConfigFile, Ignore};
use project::facts::Facts;
use syntax::{Kind, Syntax, Value};

/// What distinguishes a diagnostic from others of the same rule and file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Fingerprint {
    /// JSON pointer of the innermost value around its first character. Array elements are `*`, because an index changes
    /// with every element before it. Long names are cut, and so is a deep pointer.
    pub(crate) pointer: String,
    /// The string, number or key that is wrong, as written, without secrets; empty for objects and arrays.
    pub(crate) value: String,
    /// How many equal ones come before it.
    pub(crate) occurrence: usize,
}

const MAX_LEVELS: usize = 16;

/// Of a name in a pointer, in characters.
const MAX_NAME: usize = 60;

/// Of a value, in characters.
const MAX_VALUE: usize = 200;

/// The fingerprints of all diagnostics of a project, computed on first use: most formats have none.
pub(crate) struct Fingerprints<'a> {
    project: &'a Project,
    /// Sorted by file and position.
    diagnostics: &'a [Diagnostic],
    computed: OnceCell<Vec<Fingerprint>>,
}

impl<'a> Fingerprints<'a> {
    pub(crate) fn of(project: &'a Project, diagnostics: &'a [Diagnostic]) -> Fingerprints<'a> {
        Fingerprints {
            project,
            diagnostics,
            computed: OnceCell::new(),
        }
    }

    /// One for each diagnostic, in their order.
    pub(crate) fn all(&self) -> &[Fingerprint] {
        self.computed
            .get_or_init(|| fingerprints(self.project, self.diagnostics))
    }

    /// 16 hexadecimal digits: the same on every machine, in every working directory and version of hsmeta. Paths are
    /// relative to the project, and the name of the project counts, because two projects in one repository often begin
    /// as copies of one template.
    pub(crate) fn hash(&self, index: usize) -> String {
        let (fingerprint, diagnostic) = (&self.all()[index], &self.diagnostics[index]);
        hash(&[
            &project_name(self.project),
            diagnostic.rule,
            diagnostic.file.as_str(),
            &fingerprint.pointer,
            &fingerprint.value,
            &fingerprint.occurrence.to_string(),
        ])
    }
}

/// The hash for a diagnostic whose own one another project in the report already has; `number` counts from 1.
pub(crate) fn hash_of_copy(first: &str, number: usize) -> String {
    hash(&[first, &number.to_string()])
}

/// FNV-1a, because the hashes of the standard library may change. 0xff, which ends each part, is never part of UTF-8.
fn hash(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0xff])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// Empty if it has none.
fn project_name(project: &Project) -> String {
    let Some(manifest) = &project.manifest else {
        return String::new();
    };
    let Some(document) = project.documents.get(manifest) else {
        return String::new();
    };
    match &document.facts {
        Facts::Project(facts) => match &facts.name {
            Some(name) => shortened(&name.text, &Secrets::default()),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn fingerprints(project: &Project, diagnostics: &[Diagnostic]) -> Vec<Fingerprint> {
    // A secret of one file may be a plain value in another one.
    let secrets = Secrets::of(project.documents.values().map(|document| &document.syntax));
    let mut fingerprints = Vec::new();
    for of_file in diagnostics.chunk_by(|one, next| one.file == next.file) {
        let mut counts: BTreeMap<(&str, Fingerprint), usize> = BTreeMap::new();
        for (diagnostic, mut fingerprint) in of_file.iter().zip(in_file(project, of_file, &secrets))
        {
            if let Some(name) = &diagnostic.missing {
                // What is present says nothing about what is missing.
                fingerprint.value = format!("missing {name}");
            }
            let count = counts
                .entry((diagnostic.rule, fingerprint.clone()))
                .or_default();
            fingerprint.occurrence = *count;
            *count += 1;
            fingerprints.push(fingerprint);
        }
    }
    fingerprints
}

/// The fingerprints of diagnostics about one file, without their occurrences.
fn in_file(project: &Project, diagnostics: &[Diagnostic], secrets: &Secrets) -> Vec<Fingerprint> {
    let Some(first) = diagnostics.first() else {
        return Vec::new();
    };
    let spans = diagnostics.iter().map(|diagnostic| diagnostic.span);
    if let Some(document) = project.documents.get(&first.file) {
        return in_json(&document.syntax, spans, secrets);
    }
    if first.file.as_str() == project.config.file.name() && project.source(&first.file).is_some() {
        return spans
            .map(|span| in_config(&project.config.file, span))
            .collect();
    }
    vec![Fingerprint::default(); diagnostics.len()]
}

/// An ignore is identified by its rules, path and pointer, everything else in the file by its characters.
fn in_config(config: &ConfigFile, span: Span) -> Fingerprint {
    let source = config.text.as_deref().unwrap_or_default();
    let value = match config.ignores.iter().find(|ignore| ignore.span == span) {
        Some(ignore) => ignore_key(ignore),
        None => source.get(span.range()).unwrap_or_default().to_owned(),
    };
    Fingerprint {
        value: shortened(&value, &Secrets::default()),
        ..Fingerprint::default()
    }
}

fn ignore_key(ignore: &Ignore) -> String {
    let rules: Vec<&str> = ignore.rules.iter().map(|rule| rule.text.as_str()).collect();
    let pointer = ignore.pointer_text.as_deref().unwrap_or_default();
    format!("{} {} {pointer}", rules.join(","), ignore.path.text)
}

/// The fingerprints of spans in ascending order: one pass over the tree, however many there are.
fn in_json(
    syntax: &Syntax,
    spans: impl Iterator<Item = Span>,
    known_secrets: &Secrets,
) -> Vec<Fingerprint> {
    let mut secret_spans = secrets::spans(syntax);
    secret_spans.sort();
    let mut values = syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants())
        .peekable();
    let mut ancestors: Vec<Value<'_>> = Vec::new();
    let mut fingerprints = Vec::new();
    for span in spans {
        while let Some(value) = values.next_if(|value| start_of(value) <= span.start) {
            pop_before(&mut ancestors, start_of(&value));
            ancestors.push(value);
        }
        pop_before(&mut ancestors, span.start);
        let value = match wrong_value(&ancestors, span) {
            Some(value) if secrets::overlap(&secret_spans, value) => MASK.to_owned(),
            Some(value) => {
                let text = syntax.source().get(value.range()).unwrap_or_default();
                shortened(text, known_secrets)
            }
            None => String::new(),
        };
        fingerprints.push(Fingerprint {
            pointer: pointer_to(&ancestors),
            value,
            occurrence: 0,
        });
    }
    fingerprints
}

/// The string, number or key that contains a span. Anything larger, such as an object, changes with unrelated edits.
fn wrong_value(ancestors: &[Value<'_>], span: Span) -> Option<Span> {
    let innermost = ancestors.last()?;
    if let Some(key) = innermost.key()
        && contains(key.span, span)
    {
        return Some(key.span);
    }
    let is_scalar = !matches!(innermost.kind(), Kind::Object | Kind::Array);
    if is_scalar && contains(innermost.span(), span) {
        Some(innermost.span())
    } else {
        None
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A value as it is recorded: without quotes and secrets, and cut.
fn shortened(value: &str, secrets: &Secrets) -> String {
    // Masked before it is cut, because half a secret is not recognized.
    let mut value = value.trim_matches('"').to_owned();
    secrets.mask(&mut value);
    value.chars().take(MAX_VALUE).collect()
}

/// Where a value, with its key, begins.
fn start_of(value: &Value<'_>) -> u32 {
    value.key().map_or(value.span(), |key| key.span).start
}

/// Removes the values that end before `offset`.
fn pop_before(ancestors: &mut Vec<Value<'_>>, offset: u32) {
    while ancestors
        .last()
        .is_some_and(|value| value.span().end <= offset)
    {
        ancestors.pop();
    }
}

fn pointer_to(ancestors: &[Value<'_>]) -> String {
    let mut pointer = String::new();
    for value in ancestors.iter().skip(1).take(MAX_LEVELS) {
        pointer.push('/');
        match value.key() {
            // JSON pointers write `/` as `~1`; nobody resolves these, so one character is enough.
            Some(key) => {
                let name: String = key.text.chars().take(MAX_NAME).collect();
                pointer.push_str(&name.replace('/', "~"));
            }
            None => pointer.push('*'),
        }
    }
    Secrets::default().mask(&mut pointer);
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprints(source: &str, spans: &[(u32, u32)]) -> Vec<Fingerprint> {
        let spans = spans.iter().map(|(start, end)| Span {
            start: *start,
            end: *end,
        });
        let syntax = syntax::parse(source);
        in_json(&syntax, spans, &Secrets::of([&syntax].into_iter()))
    }

    #[test]
    fn the_pointer_is_that_of_the_innermost_value() {
        let source = r#"{"a": {"b": [1, {"c": 2}]}, "d/e": "f"} x"#;
        let offset = |needle: &str| source.find(needle).unwrap_or_default() as u32;
        let places = [
            "{", "\"a\"", "{\"b\"", "1", "\"c\"", "2", "}]", "]", ", \"d", "\"d", "\"f", "} x",
        ];
        let spans: Vec<(u32, u32)> = places
            .iter()
            .map(|place| (offset(place), offset(place)))
            .collect();
        let found: Vec<String> = fingerprints(source, &spans)
            .into_iter()
            .map(|fingerprint| fingerprint.pointer)
            .collect();
        let expected = [
            "", "/a", "/a", "/a/b/*", "/a/b/*/c", "/a/b/*/c", "/a/b/*", "/a/b", "", "/d~e", "/d~e",
            "",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_value_is_a_scalar_or_a_key_and_never_an_object() {
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
                fingerprints(source, &[spans(needle)])[0].value,
                value,
                "{needle}"
            );
        }
    }

    #[test]
    fn fingerprints_are_short_and_without_secrets() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(
            fingerprints(&deep, &[(100_000, 100_001)])[0].pointer,
            "/*".repeat(MAX_LEVELS)
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
        let found = fingerprints(&source, &spans);
        assert!(
            found
                .iter()
                .take(3)
                .all(|fingerprint| fingerprint.value == MASK),
            "{found:?}"
        );
        assert_eq!(found[0].pointer, format!("/{MASK}"));
        assert_eq!(found[3].value, "y".repeat(MAX_VALUE));
    }
}
