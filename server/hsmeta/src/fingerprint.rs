//! The identity of a problem, which edits elsewhere do not change: its rule, its file, its JSON path and the invalid value,
//! without line numbers and the message. Used by baselines and for the fingerprints in reports.

mod json;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use analysis::secrets::Secrets;
use diagnostics::{Diagnostic, Span};
use json::in_json;
use project::config::{ConfigFile, Ignore};
use project::facts::Facts;
use project::{Project, ProjectFile};

/// What distinguishes a diagnostic from others of the same rule and file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Fingerprint {
    /// JSON pointer of the innermost value around its first character. Array elements are `*`, because an index changes
    /// with every element before it. Long names are cut, and so is a deep pointer.
    pub(crate) pointer: String,
    /// The string, number or key that is wrong, as written, without secrets; empty for objects and arrays.
    pub(crate) value: String,
    /// The number of equal ones before it.
    pub(crate) occurrence: usize,
}

/// The maximum length of a value, in characters.
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

/// The hash of a diagnostic whose regular hash another project in the report already has; `number` counts from 1.
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
    let files: Vec<ProjectFile> = project.files().collect();
    let secrets = Secrets::of_files(files.iter());
    let mut fingerprints = Vec::new();
    for of_file in diagnostics.chunk_by(|one, next| one.file == next.file) {
        let mut counts: BTreeMap<(&str, Fingerprint), usize> = BTreeMap::new();
        for (diagnostic, mut fingerprint) in of_file.iter().zip(in_file(project, of_file, &secrets))
        {
            if let Some(name) = &diagnostic.missing {
                // The value at the span is not the missing one.
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
    if let Some(source) = project.sources.get(&first.file) {
        return spans
            .map(|span| in_source(&source.text, span, secrets))
            .collect();
    }
    if first.file.as_str() == project.config.file.name() && project.text(&first.file).is_some() {
        return spans
            .map(|span| in_config(&project.config.file, span))
            .collect();
    }
    vec![Fingerprint::default(); diagnostics.len()]
}

/// A problem in source code is identified by its characters.
fn in_source(text: &str, span: Span, secrets: &Secrets) -> Fingerprint {
    let value = text.get(span.range()).unwrap_or_default();
    Fingerprint {
        value: shortened(value, secrets),
        ..Fingerprint::default()
    }
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

/// The recorded form of a value: without quotes and secrets, and truncated.
fn shortened(value: &str, secrets: &Secrets) -> String {
    // Masked before truncation, because a part of a secret is not recognized.
    let mut value = value.trim_matches('"').to_owned();
    secrets.mask(&mut value);
    value.chars().take(MAX_VALUE).collect()
}
