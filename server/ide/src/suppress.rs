//! How a problem is left out from now on: the entry for `hsmeta.toml` that names its rule, its file and the value that it is
//! about. The reason stays empty, because nobody else can give it; until it is written, a problem asks for it.

use std::path::PathBuf;

use super::Cx;
use diagnostics::{Diagnostic, RelPath, Span};
use project::config::{ConfigFile, literal};
use syntax::Value;
use syntax::edit::quote;

/// An entry for a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The file.
    pub file: PathBuf,
    /// Its text so far; `None` where it has to be made.
    pub before: Option<String>,
    /// What to write at its end.
    pub text: String,
}

/// The entry that leaves a problem of this file out; `None` where the configuration file is broken.
pub fn entry(cx: &Cx<'_>, finding: &Diagnostic) -> Option<Entry> {
    let project = cx.index.project;
    let config = &project.config.file;
    let (folder, below) = match &config.text {
        Some(_) => (&config.folder, &project.path_from_config),
        // It lies beside hsproject.json then.
        None => (&project.root, &RelPath::default()),
    };
    let before = config.text.as_deref().unwrap_or_default();
    let mut text =
        separator(before).to_owned() + &table(cx, finding, &below.join(finding.file.as_str())?);
    if before.contains("\r\n") {
        text = text.replace('\n', "\r\n");
    }
    // In broken text, or below a list that is written in brackets, it would not be read.
    let after = ConfigFile::parse(folder.clone(), format!("{before}{text}"));
    let is_read = after.ignores.len() == config.ignores.len() + 1;
    is_read.then(|| Entry {
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

/// Strings of JSON are strings of TOML.
fn table(cx: &Cx<'_>, finding: &Diagnostic, path: &RelPath) -> String {
    let (rule, path) = (quote(finding.rule), quote(&literal(path)));
    let pointer = match pointer(cx, finding.span) {
        root if root.is_empty() => root,
        pointer => format!("pointer = {}\n", quote(&pointer)),
    };
    format!("[[ignore]]\nrule = {rule}\npath = {path}\n{pointer}reason = \"\"\n")
}

/// The JSON pointer of the innermost value that holds all of a span, its key included.
fn pointer(cx: &Cx<'_>, span: Span) -> String {
    let way = cx.way_to(span.start);
    let holding = way
        .iter()
        .take_while(|value| span.end <= value.span().end)
        .count();
    let step = |pair: &[Value<'_>]| match pair[1].key() {
        Some(key) => format!("/{}", key.text.replace('~', "~0").replace('/', "~1")),
        None => {
            let before = pair[0]
                .elements()
                .take_while(|element| element.index() != pair[1].index());
            format!("/{}", before.count())
        }
    };
    way[..holding].windows(2).map(step).collect()
}
