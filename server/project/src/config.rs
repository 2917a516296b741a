//! What `hsmeta.toml` and the command line say: severities, ignores and profiles, each with the place where it stands.
//! Pure functions of a text. Nothing here knows a rule: whether a name is one is what rules about this file look at.

mod ignores;
mod parse;
mod usage;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use ignores::{ALL_RULES, Glob, Ignore, literal};
pub use parse::severity;
pub use usage::{Usage, Usages};

use crate::facts::Spanned;
use diagnostics::{Severity, Span};

/// The name of the file.
pub const NAME: &str = "hsmeta.toml";

/// The name of the same file where it is hidden, as `.ruff.toml` is.
pub const HIDDEN_NAME: &str = ".hsmeta.toml";

/// The names that the file may have, the one for a new file first.
pub const NAMES: [&str; 2] = [NAME, HIDDEN_NAME];

/// What is in force for a project; as cheap to copy as two references.
#[derive(Clone, Default, Debug)]
pub struct Config {
    /// What the file says.
    pub file: Arc<ConfigFile>,
    /// What the command line says, which wins.
    pub command_line: Arc<CommandLine>,
}

/// One `hsmeta.toml`, or the lack of one.
#[derive(Clone, Default, Debug)]
pub struct ConfigFile {
    /// The folder that it lies in; where there is none, the folder where the search for it ended.
    pub folder: PathBuf,
    /// Whether it is called `.hsmeta.toml`.
    pub is_hidden: bool,
    /// Its text; `None` where there is no file.
    pub text: Option<Arc<str>>,
    /// What cannot be understood or will not do, in no order. A text that is no TOML has this one mistake.
    pub errors: Vec<ConfigError>,
    /// The severities of rules, in the order of the text.
    pub severities: Vec<Setting>,
    /// Which findings are left out, in the order of the text.
    pub ignores: Vec<Ignore>,
    /// The only profiles to check; all of them where none is named.
    pub profiles: Vec<Spanned>,
}

/// What the command line says.
#[derive(Clone, Default, Debug)]
pub struct CommandLine {
    /// The severities of rules by their names; no severity means off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The only profile to check.
    pub profile: Option<String>,
}

/// The severity of one rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    /// The name of the rule.
    pub rule: Spanned,
    /// `None`: the rule is off.
    pub severity: Option<Severity>,
}

/// Something wrong with the file itself.
#[derive(Clone, PartialEq, Debug)]
pub struct ConfigError {
    /// Which rule reports it.
    pub kind: ConfigErrorKind,
    /// The characters.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What is wrong with the file itself, by the rule that reports it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConfigErrorKind {
    /// It is no TOML, or a value is none that is understood.
    Invalid,
    /// A key means nothing.
    UnknownKey,
    /// An ignore does not say why.
    MissingReason,
}

/// Where a setting comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The rule itself.
    Default,
    /// This place in the file.
    File(Span),
    /// An option of the command line.
    CommandLine,
}

impl ConfigFile {
    /// The lack of a file, from the folder where the search for it ended.
    pub fn none(folder: PathBuf) -> ConfigFile {
        ConfigFile {
            folder,
            ..ConfigFile::default()
        }
    }

    /// Understands a text as far as it can be understood; what is left is in `mistakes`.
    pub fn parse(folder: PathBuf, text: String) -> ConfigFile {
        let file = ConfigFile {
            folder,
            text: Some(Arc::from(text.as_str())),
            ..ConfigFile::default()
        };
        parse::parse(file, &text)
    }

    /// The same of the bytes of a file.
    pub fn from_bytes(folder: PathBuf, bytes: Vec<u8>) -> ConfigFile {
        let (text, wrong) = super::document::decode(bytes);
        let mut file = ConfigFile::parse(folder, text);
        if let Some(span) = wrong {
            file.errors = vec![ConfigError {
                kind: ConfigErrorKind::Invalid,
                span,
                message: "the file is not encoded as UTF-8".to_owned(),
                help: "save it as UTF-8".to_owned(),
            }];
        }
        file
    }

    /// The same file under one of the two names.
    pub fn named(self, name: &str) -> ConfigFile {
        ConfigFile {
            is_hidden: name == HIDDEN_NAME,
            ..self
        }
    }

    /// The name of the file, or of the one that a new file gets.
    pub fn name(&self) -> &'static str {
        if self.is_hidden { HIDDEN_NAME } else { NAME }
    }

    /// Where the file lies, if there is one.
    pub fn path(&self) -> Option<PathBuf> {
        self.text.as_ref().map(|_| self.folder.join(self.name()))
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
        let file = self.file.severities.iter();
        let file = file.map(|one| {
            (
                one.rule.text.as_str(),
                (one.severity, Origin::File(one.rule.span)),
            )
        });
        let line = self.command_line.severities.iter();
        file.chain(line.map(|(rule, severity)| (rule.as_str(), (*severity, Origin::CommandLine))))
            .collect()
    }

    /// The names of the only profiles to check, with their origins; none where all are checked.
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
