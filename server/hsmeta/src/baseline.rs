//! `--baseline`: the findings that an old project lives with for now. They are recorded in a file, by what stays the same
//! when lines move or messages are reworded, and only others are reported. Finding them again is a matter of counting: of
//! three findings alike, two of which are in the baseline, one is new.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::Deserialize;
use serde_json::json;

use super::identity::Identity;
use super::paths::{Bases, normalized};
use super::summary::Known;
use super::{printable, write};
use diagnostics::{Diagnostic, message};

/// The version of the file. It changes when an older hsmeta would misread it.
const VERSION: u32 = 2;

/// A baseline and what has been found so far.
pub(super) struct Baseline {
    /// The file, absolute.
    path: PathBuf,
    /// Whether it is about to be written, so that it hides everything.
    is_updated: bool,
    recorded: Counts,
    found: Mutex<Counts>,
}

/// Findings, and how many there are of each.
type Counts = BTreeMap<Entry, usize>;

/// What stays the same of a finding when lines move.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Relative to the folder of the baseline, with forward slashes.
    file: String,
    rule: String,
    pointer: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Known from [`Versioned`].
    #[serde(rename = "version")]
    _version: u32,
    problems: Vec<Line>,
}

/// What is read before anything else is expected of the file.
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

/// Bytes of a baseline that are read: a million findings, and not a device without an end.
const LONGEST: u64 = 256 << 20;

/// Reads a baseline. A pipe may be one: `--baseline <(…)`.
#[expect(
    clippy::disallowed_types,
    reason = "a baseline is no project file, so load knows nothing of it"
)]
fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?
        .take(LONGEST)
        .read_to_string(&mut text)?;
    Ok(text)
}

impl Baseline {
    /// Reads a baseline. The error is in words for the user. One that is about to be written need not be there.
    pub(super) fn read(path: &Path, bases: &Bases, is_updated: bool) -> Result<Baseline, String> {
        let name = message::quoted(&path.to_string_lossy());
        if path == Path::new("-") {
            return Err(
                "a baseline is a file, not stdin or stdout; a file of this name is `./-`"
                    .to_owned(),
            );
        }
        let path = in_real_folder(path, bases);
        let text = match read_text(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound && is_updated => None,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(format!(
                    "there is no baseline {name}; --update-baseline writes it"
                ));
            }
            Err(error) => return Err(format!("cannot read the baseline {name}: {error}")),
            Ok(text) => Some(text),
        };
        let recorded = text.map(|text| counts(&text)).transpose();
        let recorded = recorded.map_err(|error| {
            format!("the baseline {name} is no baseline: {error}; mend it, or delete it and write it anew")
        })?;
        Ok(Baseline {
            path,
            is_updated,
            recorded: recorded.unwrap_or_default(),
            found: Mutex::default(),
        })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Counts the findings about a project in `folder`, which is named without links, and says of each whether the
    /// baseline hides it.
    pub(super) fn hides(
        &self,
        folder: &Path,
        found: &[Diagnostic],
        identities: &[Identity],
    ) -> Vec<bool> {
        if self.is_updated {
            self.hidden(folder, found, identities, &mut self.found());
            return vec![true; found.len()];
        }
        self.hidden(folder, found, identities, &mut self.found())
    }

    /// The same of findings that are not the last word about the project; none while the baseline is about to be written
    /// with what is left of them.
    pub(super) fn would_hide(
        &self,
        folder: &Path,
        found: &[Diagnostic],
        identities: &[Identity],
    ) -> Vec<bool> {
        if self.is_updated {
            return vec![false; found.len()];
        }
        self.hidden(folder, found, identities, &mut Counts::new())
    }

    fn hidden(
        &self,
        folder: &Path,
        found: &[Diagnostic],
        identities: &[Identity],
        counts: &mut Counts,
    ) -> Vec<bool> {
        let hides = |(diagnostic, identity): (&Diagnostic, &Identity)| {
            let entry = Entry {
                file: self.relative(&folder.join(diagnostic.file.as_str())),
                rule: diagnostic.rule.to_owned(),
                pointer: identity.pointer.clone(),
                value: identity.value.clone(),
            };
            let recorded = self.recorded.get(&entry).copied().unwrap_or_default();
            let number = counts.entry(entry).or_default();
            *number += 1;
            *number <= recorded
        };
        found.iter().zip(identities).map(hides).collect()
    }

    /// What the baseline hid, and what it holds for nothing. Files outside of `checked` are left alone.
    pub(super) fn known(&self, checked: &[PathBuf]) -> Known {
        let found = self.found();
        if self.is_updated {
            return Known {
                hidden: found.values().sum(),
                fixed: 0,
            };
        }
        let number = |entry: &Entry| found.get(entry).copied().unwrap_or_default();
        let hidden = self
            .recorded
            .iter()
            .map(|(entry, recorded)| number(entry).min(*recorded));
        let of_checked = self
            .recorded
            .iter()
            .filter(|(entry, _)| self.is_below(entry, checked));
        let fixed = of_checked.map(|(entry, recorded)| recorded.saturating_sub(number(entry)));
        Known {
            hidden: hidden.sum(),
            fixed: fixed.sum(),
        }
    }

    /// Writes what was found, and what was recorded of files outside of `checked`.
    pub(super) fn write(&self, checked: &[PathBuf]) -> io::Result<()> {
        let elsewhere = self
            .recorded
            .iter()
            .filter(|(entry, _)| !self.is_below(entry, checked));
        let mut counts: Counts = elsewhere
            .map(|(entry, count)| (entry.clone(), *count))
            .collect();
        counts.extend(
            self.found()
                .iter()
                .map(|(entry, count)| (entry.clone(), *count)),
        );
        write::atomically(&self.path, |out| {
            let line = |(entry, count): (&Entry, &usize)| {
                let Entry {
                    file,
                    rule,
                    pointer,
                    value,
                } = entry;
                let line = json!({"file": file, "rule": rule, "pointer": pointer, "value": value, "count": count});
                printable::json(&line)
            };
            let lines: Vec<String> = counts.iter().map(line).collect();
            let line_break = if lines.is_empty() { "" } else { "\n" };
            let lines = lines.join(",\n");
            writeln!(
                out,
                "{{\"version\":{VERSION},\"problems\":[{line_break}{lines}{line_break}]}}"
            )
        })
    }

    fn found(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.found
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// A path as the baseline names it: whoever checks out the repository elsewhere finds the same names.
    fn relative(&self, path: &Path) -> String {
        let relative = pathdiff::diff_paths(path, self.folder());
        relative
            .as_deref()
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    }

    fn is_below(&self, entry: &Entry, folders: &[PathBuf]) -> bool {
        let path = normalized(&self.folder().join(&entry.file));
        folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// The file itself may be a link; the folder that its paths are relative to is the one where it is named.
fn in_real_folder(path: &Path, bases: &Bases) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => bases.real(folder).join(name),
        _ => normalized(&bases.here.join(path)),
    }
}

/// What a baseline records. An entry that a merge has doubled counts once.
fn counts(text: &str) -> Result<Counts, String> {
    let versioned: Versioned = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if let Some(version) = versioned.version
        && version != VERSION
    {
        return Err(format!(
            "it is of version {version}, and this hsmeta knows version {VERSION}"
        ));
    }
    let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut counts = Counts::new();
    for Line {
        file,
        rule,
        pointer,
        value,
        count,
    } in file.problems
    {
        let number = counts
            .entry(Entry {
                file,
                rule,
                pointer,
                value,
            })
            .or_default();
        *number = count.max(*number);
    }
    Ok(counts)
}
