//! `--baseline`: a file records the problems of an existing project by fingerprints, which do not change when lines move or
//! messages change, and only other problems are reported. Equal problems are counted: of three, two of which are recorded,
//! one is new.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::json;

use crate::error::quoted_path;
use crate::fingerprint::Fingerprint;
use crate::paths::{Bases, normalized, with_slashes};
use crate::summary::BaselineCounts;
use crate::{printable, write};
use diagnostics::Diagnostic;
use rules::renamed;

/// Incremented when an older hsmeta would misread the file.
const VERSION: u32 = 2;

pub(crate) struct Baseline {
    /// Absolute.
    path: PathBuf,
    /// Whether the run rewrites it; all problems are hidden then.
    is_updated: bool,
    recorded: Counts,
    found: Mutex<Counts>,
    /// Old ids of rules in the file.
    old_ids: Vec<(String, &'static str)>,
}

/// How many equal problems there are.
type Counts = BTreeMap<BaselineEntry, usize>;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct BaselineEntry {
    /// Relative to the folder of the baseline, with forward slashes.
    file: String,
    rule: String,
    pointer: String,
    value: String,
}

/// Why a baseline cannot be used.
#[derive(thiserror::Error, Debug)]
pub(crate) enum BaselineError {
    #[error("a baseline is a file, not stdin or stdout; write `./-` for a file of this name")]
    Stream,
    #[error("no baseline at {}; create it with --update-baseline", quoted_path(.0))]
    NotFound(PathBuf),
    #[error("cannot read the baseline {}: {error}", quoted_path(.path))]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("invalid baseline {}: {error}; fix it, or delete it and create a new one", quoted_path(.path))]
    Invalid { path: PathBuf, error: FormatError },
}

/// What is wrong with the text of a baseline.
#[derive(thiserror::Error, Debug)]
pub(crate) enum FormatError {
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("version {0} is not supported, only version {VERSION}")]
    Version(u32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Known from [`Versioned`].
    #[serde(rename = "version")]
    _version: u32,
    problems: Vec<Line>,
}

/// The version is read first: the rest of the file depends on it.
#[derive(Deserialize)]
struct Versioned {
    version: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: String,
    rule: String,
    pointer: String,
    value: String,
    count: usize,
}

/// In bytes, enough for a million problems. A device such as `/dev/zero` has no end.
const MAX_BYTES: u64 = 256 << 20;

/// A pipe may be a baseline: `--baseline <(…)`.
#[expect(
    clippy::disallowed_types,
    reason = "a baseline is not a project file, which only load reads"
)]
fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?
        .take(MAX_BYTES)
        .read_to_string(&mut text)?;
    Ok(text)
}

impl Baseline {
    /// Reads a baseline, which need not exist if the run rewrites it.
    pub(crate) fn read(
        name: &Path,
        bases: &Bases,
        is_updated: bool,
    ) -> Result<Baseline, BaselineError> {
        if name == Path::new("-") {
            return Err(BaselineError::Stream);
        }
        let mut baseline = Baseline {
            path: in_real_folder(name, bases),
            is_updated,
            recorded: Counts::new(),
            found: Mutex::default(),
            old_ids: Vec::new(),
        };
        match read_text(&baseline.path) {
            Ok(text) => baseline
                .record(&text)
                .map_err(|error| BaselineError::Invalid {
                    path: name.to_owned(),
                    error,
                })?,
            Err(error) if error.kind() != ErrorKind::NotFound => {
                let path = name.to_owned();
                return Err(BaselineError::Unreadable { path, error });
            }
            Err(_) if is_updated => {}
            Err(_) => return Err(BaselineError::NotFound(name.to_owned())),
        }
        Ok(baseline)
    }

    /// Adds the entries of a text. An entry that a merge has duplicated counts once.
    fn record(&mut self, text: &str) -> Result<(), FormatError> {
        let versioned: Versioned = serde_json::from_str(text)?;
        if let Some(version) = versioned.version
            && version != VERSION
        {
            return Err(FormatError::Version(version));
        }
        let file: File = serde_json::from_str(text)?;
        for line in file.problems {
            let mut rule = line.rule;
            if let Some(current) = renamed::current_id(&rule) {
                if !self.old_ids.iter().any(|(old, _)| *old == rule) {
                    self.old_ids.push((rule, current));
                }
                rule = current.to_owned();
            }
            let entry = BaselineEntry {
                file: line.file,
                rule,
                pointer: line.pointer,
                value: line.value,
            };
            let count = self.recorded.entry(entry).or_default();
            *count = line.count.max(*count);
        }
        Ok(())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The message about old ids in the file, unless it is rewritten with the current ones.
    pub(crate) fn notices(&self) -> Vec<String> {
        if self.is_updated {
            return Vec::new();
        }
        let mut notices = Vec::new();
        for (old, current) in &self.old_ids {
            let notice = renamed::notice(old, current);
            notices.push(format!("{notice}; run --update-baseline"));
        }
        notices
    }

    /// Counts the diagnostics of a project and returns for each whether the baseline hides it. `folder` is canonical.
    pub(crate) fn hides(
        &self,
        folder: &Path,
        diagnostics: &[Diagnostic],
        fingerprints: &[Fingerprint],
    ) -> Vec<bool> {
        let hidden = self.hidden(folder, diagnostics, fingerprints, &mut self.found());
        if self.is_updated {
            vec![true; diagnostics.len()]
        } else {
            hidden
        }
    }

    /// The same for diagnostics that fixes may still remove; nothing is hidden if the baseline is rewritten with the rest.
    pub(crate) fn would_hide(
        &self,
        folder: &Path,
        diagnostics: &[Diagnostic],
        fingerprints: &[Fingerprint],
    ) -> Vec<bool> {
        if self.is_updated {
            return vec![false; diagnostics.len()];
        }
        self.hidden(folder, diagnostics, fingerprints, &mut Counts::new())
    }

    fn hidden(
        &self,
        folder: &Path,
        diagnostics: &[Diagnostic],
        fingerprints: &[Fingerprint],
        counts: &mut Counts,
    ) -> Vec<bool> {
        let mut hidden = Vec::new();
        for (diagnostic, fingerprint) in diagnostics.iter().zip(fingerprints) {
            let entry = BaselineEntry {
                file: self.relative(&folder.join(diagnostic.file.as_str())),
                rule: diagnostic.rule.to_owned(),
                pointer: fingerprint.pointer.clone(),
                value: fingerprint.value.clone(),
            };
            let recorded = self.recorded.get(&entry).copied().unwrap_or_default();
            let count = counts.entry(entry).or_default();
            *count += 1;
            hidden.push(*count <= recorded);
        }
        hidden
    }

    /// Compares the problems of a run with those recorded for the files in `checked`.
    pub(crate) fn counts(&self, checked: &[PathBuf]) -> BaselineCounts {
        let found = self.found();
        let mut counts = BaselineCounts::default();
        if self.is_updated {
            counts.hidden = found.values().sum();
            return counts;
        }
        for (entry, recorded) in &self.recorded {
            let found = found.get(entry).copied().unwrap_or_default();
            counts.hidden += found.min(*recorded);
            if self.is_below(entry, checked) {
                counts.fixed += recorded.saturating_sub(found);
            }
        }
        counts
    }

    /// Writes the problems of a run, and those recorded for files outside of `checked`.
    pub(crate) fn write(&self, checked: &[PathBuf]) -> io::Result<()> {
        let mut counts = self.recorded.clone();
        counts.retain(|entry, _| !self.is_below(entry, checked));
        counts.extend(
            self.found()
                .iter()
                .map(|(entry, count)| (entry.clone(), *count)),
        );
        let mut lines = Vec::new();
        for (entry, count) in &counts {
            lines.push(printable::json(&json!({
                "file": entry.file,
                "rule": entry.rule,
                "pointer": entry.pointer,
                "value": entry.value,
                "count": count,
            })));
        }
        let line_break = if lines.is_empty() { "" } else { "\n" };
        let lines = lines.join(",\n");
        write::atomically(&self.path, |out| {
            writeln!(
                out,
                "{{\"version\":{VERSION},\"problems\":[{line_break}{lines}{line_break}]}}"
            )
        })
    }

    fn found(&self) -> MutexGuard<'_, Counts> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// A path relative to the folder of the baseline: the same in every clone of the repository.
    fn relative(&self, path: &Path) -> String {
        let relative = pathdiff::diff_paths(path, self.folder());
        let path = relative.as_deref().unwrap_or(path);
        with_slashes(path)
    }

    fn is_below(&self, entry: &BaselineEntry, folders: &[PathBuf]) -> bool {
        let path = normalized(&self.folder().join(&entry.file));
        folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// The file itself may be a link; its paths are relative to the folder in which it is named.
fn in_real_folder(path: &Path, bases: &Bases) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => bases.real(folder).join(name),
        _ => normalized(&bases.working_directory.join(path)),
    }
}
