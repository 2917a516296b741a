//! What `hsmeta.toml` and the command line configure: severities, ignores and profiles, each with its span. Pure functions
//! of a text. Nothing here knows any rule: rules about this file check whether rule ids exist.

mod ignores;
mod parse;
mod usage;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use ignores::{ALL_RULES, Glob, GlobError, Ignore, literal};
pub use parse::{UnknownSeverity, severity};
pub use usage::{Usage, Usages};

use crate::SCHEMAS_FOLDER;
use crate::facts::Spanned;
use diagnostics::{RelPath, Severity, Span};

pub const NAME: &str = "hsmeta.toml";

/// The name of the hidden variant of the file, as `.ruff.toml` of ruff.
pub const HIDDEN_NAME: &str = ".hsmeta.toml";

/// The names that the file may have, that of a new file first.
pub const NAMES: [&str; 2] = [NAME, HIDDEN_NAME];

/// What applies to a project; cheap to clone.
#[derive(Clone, Default, Debug)]
pub struct Config {
    pub file: Arc<ConfigFile>,
    /// Overrides the file.
    pub command_line: Arc<CommandLine>,
}

/// An `hsmeta.toml`, or the absence of one.
#[derive(Clone, Default, Debug)]
pub struct ConfigFile {
    /// The folder of the file; if there is no file, the folder where the search for it ended.
    pub folder: PathBuf,
    /// Whether it is called `.hsmeta.toml`.
    pub is_hidden: bool,
    /// `None` if there is no file.
    pub text: Option<Arc<str>>,
    /// What is invalid, in no order. A text that is not TOML has one error.
    pub errors: Vec<ConfigError>,
    /// The severities of rules, in the order of the text.
    pub severities: Vec<Setting>,
    /// The `[[ignore]]` tables, in the order of the text.
    pub ignores: Vec<Ignore>,
    /// The only profiles to check; empty for all.
    pub profiles: Vec<Spanned>,
    /// `source`: whether JavaScript and TypeScript are read, with the span of the value.
    pub source: Option<(bool, Span)>,
    /// `schemas`: the folder of imported schemas relative to this file, with the span of the value.
    pub schemas: Option<(RelPath, Span)>,
    /// Whether `schemas` is there, and invalid.
    pub has_invalid_schemas: bool,
}

/// The options of the command line.
#[derive(Clone, Default, Debug)]
pub struct CommandLine {
    /// The severities of rules by id; `None` is off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The only profile to check.
    pub profile: Option<String>,
}

/// The severity of one rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    pub rule: Spanned,
    /// `None` is off.
    pub severity: Option<Severity>,
}

/// A problem of the file itself.
#[derive(Clone, PartialEq, Debug)]
pub struct ConfigError {
    pub kind: ConfigErrorKind,
    pub span: Span,
    pub message: String,
    pub help: String,
}

/// The kinds of errors; a rule reports each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConfigErrorKind {
    /// The text is not TOML, or a value is invalid.
    Invalid,
    UnknownKey,
    /// An ignore has no reason.
    MissingReason,
}

/// Where a setting comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The default of the rule.
    Default,
    File(Span),
    CommandLine,
}

impl ConfigFile {
    /// The absence of a file, with the folder where the search for it ended.
    pub fn none(folder: PathBuf) -> ConfigFile {
        ConfigFile {
            folder,
            ..ConfigFile::default()
        }
    }

    /// Parses what can be parsed; the rest is in `errors`.
    pub fn parse(folder: PathBuf, text: String) -> ConfigFile {
        let file = ConfigFile {
            folder,
            text: Some(Arc::from(text.as_str())),
            ..ConfigFile::default()
        };
        parse::parse(file, &text)
    }

    /// Parses the bytes of a file.
    pub fn from_bytes(folder: PathBuf, bytes: Vec<u8>) -> ConfigFile {
        let (text, invalid_utf8) = super::document::decode(&bytes);
        let mut file = ConfigFile::parse(folder, text.into_owned());
        if let Some(span) = invalid_utf8 {
            file.errors = vec![ConfigError {
                kind: ConfigErrorKind::Invalid,
                span,
                message: "file is not encoded as UTF-8".to_owned(),
                help: "save it as UTF-8".to_owned(),
            }];
        }
        file
    }

    /// The same file with one of the two names.
    pub fn named(self, name: &str) -> ConfigFile {
        ConfigFile {
            is_hidden: name == HIDDEN_NAME,
            ..self
        }
    }

    /// Whether JavaScript and TypeScript are not read (`source = false`).
    pub fn skips_source(&self) -> bool {
        matches!(self.source, Some((false, _)))
    }

    /// The name of the file, or of a new file.
    pub fn name(&self) -> &'static str {
        if self.is_hidden { HIDDEN_NAME } else { NAME }
    }

    /// The folder of imported schemas beside this file.
    pub fn schemas_folder(&self) -> PathBuf {
        self.folder.join(match &self.schemas {
            Some((folder, _)) => folder.as_str(),
            None => SCHEMAS_FOLDER,
        })
    }

    /// The path of the file, if there is one.
    pub fn path(&self) -> Option<PathBuf> {
        if self.text.is_some() {
            Some(self.folder.join(self.name()))
        } else {
            None
        }
    }
}

impl Config {
    /// Whether nothing differs from the defaults.
    pub fn is_default(&self) -> bool {
        let (file, line) = (&self.file, &self.command_line);
        file.severities.is_empty()
            && file.ignores.is_empty()
            && file.profiles.is_empty()
            && line.severities.is_empty()
            && line.profile.is_none()
    }

    /// The severities of rules that differ from the default, with their origins.
    pub fn severities(&self) -> BTreeMap<&str, (Option<Severity>, Origin)> {
        let mut severities = BTreeMap::new();
        for Setting { rule, severity } in &self.file.severities {
            severities.insert(rule.text.as_str(), (*severity, Origin::File(rule.span)));
        }
        for (rule, severity) in &self.command_line.severities {
            severities.insert(rule.as_str(), (*severity, Origin::CommandLine));
        }
        severities
    }

    /// The names of the only profiles to check, with their origins; empty for all.
    pub fn profiles(&self) -> Vec<(&str, Origin)> {
        match &self.command_line.profile {
            Some(name) => vec![(name, Origin::CommandLine)],
            None => self
                .file
                .profiles
                .iter()
                .map(|name| (name.text.as_str(), Origin::File(name.span)))
                .collect(),
        }
    }
}

/// A folder below the one that a path is relative to; `None` if the path is absolute or leads out of it.
fn folder_inside(path: &str) -> Option<RelPath> {
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || has_drive {
        return None;
    }
    let folder = RelPath::default().join_written(path)?;
    if folder.as_str().is_empty() {
        None
    } else {
        Some(folder)
    }
}
