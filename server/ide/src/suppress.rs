//! Suppresses a diagnostic: the entry of `hsmeta.toml` with its rule, its file and its value. The reason is left empty because
//! only the author knows it; `missing-ignore-reason` reports it until it is written.

use std::path::PathBuf;

use super::{Cx, Requested};
use diagnostics::{Diagnostic, RelPath, Span};
use project::config::{ConfigFile, literal};
use syntax::Value;
use syntax::edit::quote;

/// An entry to append to a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IgnoreEntry {
    pub file: PathBuf,
    /// The current text; `None` if the file does not exist.
    pub before: Option<String>,
    /// The text to append.
    pub text: String,
}

/// The entry that suppresses a diagnostic of this file; `None` if the configuration file cannot be extended.
pub fn entry<'a>(
    requested: impl Into<Requested<'a>>,
    diagnostic: &Diagnostic,
) -> Option<IgnoreEntry> {
    let requested = requested.into();
    let project = requested.index().project;
    let config = &project.config.file;
    let (folder, project_path) = match &config.text {
        Some(_) => (&config.folder, &project.path_from_config),
        // A new file is created beside hsproject.json.
        None => (&project.root, &RelPath::default()),
    };
    let before = config.text.as_deref().unwrap_or_default();
    let path = project_path.join(diagnostic.file.as_str())?;
    let mut text = separator(before).to_owned() + &table(&requested, diagnostic, &path);
    if before.contains("\r\n") {
        text = text.replace('\n', "\r\n");
    }
    // It has no effect after a TOML error, or if the file has `ignore = [...]` instead of tables.
    let after = ConfigFile::parse(folder.clone(), format!("{before}{text}"));
    if after.ignores.len() != config.ignores.len() + 1 {
        return None;
    }
    Some(IgnoreEntry {
        file: folder.join(config.name()),
        before: config.text.as_deref().map(str::to_owned),
        text,
    })
}

fn separator(before: &str) -> &'static str {
    match before {
        "" => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    }
}

/// The table of an entry. JSON strings are valid TOML strings.
fn table(requested: &Requested<'_>, diagnostic: &Diagnostic, path: &RelPath) -> String {
    let (rule, path) = (quote(diagnostic.rule), quote(&literal(path)));
    let mut pointer = match requested {
        Requested::Document(cx) => json_pointer(cx, diagnostic.span),
        // In source code, a whole file is suppressed: there is nothing else that outlives an edit.
        Requested::Source(_) => String::new(),
    };
    if !pointer.is_empty() {
        pointer = format!("pointer = {}\n", quote(&pointer));
    }
    format!("[[ignore]]\nrule = {rule}\npath = {path}\n{pointer}reason = \"\"\n")
}

/// The JSON pointer of the innermost value that contains a span, its key included.
fn json_pointer(cx: &Cx<'_>, span: Span) -> String {
    let mut pointer = String::new();
    for pair in cx.path_to(span.start).windows(2) {
        if span.end > pair[1].span().end {
            break;
        }
        pointer.push('/');
        pointer.push_str(&pointer_segment(pair[0], pair[1]));
    }
    pointer
}

/// The key or index of a value in its parent.
fn pointer_segment(parent: Value<'_>, child: Value<'_>) -> String {
    match child.key() {
        Some(key) => key.text.replace('~', "~0").replace('/', "~1"),
        None => parent
            .elements()
            .take_while(|element| element.index() != child.index())
            .count()
            .to_string(),
    }
}
