//! What a migration does, as plain data: nothing is in it that the caller has to look up again.

use std::collections::BTreeMap;

use diagnostics::RelPath;

/// What happens to an existing file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// It is not part of the old layout.
    Keep,
    /// It is not converted. It moves with its folder, if that moves: `to` may be its old path.
    Leave { to: RelPath, reason: String },
    /// It is renamed, and its bytes stay the same.
    Move { to: RelPath },
    /// Its text is replaced, and it is renamed if `to` differs.
    Change { to: RelPath, text: String },
    /// Its content is in other files.
    Remove { replaced_by: Vec<RelPath> },
}

/// A file that does not exist yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    pub text: String,
    /// The file that it is made from.
    pub from: RelPath,
}

/// A property of a converted file: an innermost value, or an object or array that is treated as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    pub file: RelPath,
    /// The path of the property: `data.objectTypes[0].name`.
    pub path: String,
    pub outcome: Outcome,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The same value has a new path.
    Moved { file: RelPath, path: String },
    /// A value in the new form has a new path.
    Converted { file: RelPath, path: String },
    /// It is not in the new file.
    Dropped { reason: String },
    /// The file that it is in stays as it is.
    Stays { reason: String },
}

/// A value in a new file that no old file has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Generated {
    pub file: RelPath,
    pub path: String,
    pub value: String,
    pub reason: String,
}

/// Something that only a person can decide. The plan contains the default.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    pub id: DecisionId,
    pub file: RelPath,
    pub question: String,
    /// What the plan does without an answer, or the given answer.
    pub chosen: String,
    /// The flags that answer it; none if the answer is an edit.
    pub flags: Vec<String>,
    pub is_answered: bool,
}

/// The decisions, in the order in which they are printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DecisionId {
    /// Whether it is to stay the same app in the account.
    DeployedApp,
    Uid,
    AuthAndDistribution,
    Functions,
    NotReferenced,
    NoSuchValue,
    PermittedUrls,
    Scopes,
    Content,
    SeveralApps,
    SeveralFolders,
    /// The folder of a theme that has none of its own.
    ThemeFolder,
}

impl DecisionId {
    pub fn as_str(self) -> &'static str {
        match self {
            DecisionId::DeployedApp => "deployed-app",
            DecisionId::Uid => "uid",
            DecisionId::AuthAndDistribution => "auth-and-distribution",
            DecisionId::Functions => "functions",
            DecisionId::NotReferenced => "not-referenced",
            DecisionId::NoSuchValue => "no-such-value",
            DecisionId::PermittedUrls => "permitted-urls",
            DecisionId::Scopes => "scopes",
            DecisionId::Content => "content",
            DecisionId::SeveralApps => "several-apps",
            DecisionId::SeveralFolders => "several-folders",
            DecisionId::ThemeFolder => "theme-folder",
        }
    }
}

/// Something to do by hand after the migration.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ByHand {
    /// Where, as it is called after the migration.
    pub file: RelPath,
    /// The line, counted from 1, and its text.
    pub line: Option<(u32, String)>,
    pub what: String,
    /// The page that explains it.
    pub page: Option<&'static str>,
}

/// Why nothing can be migrated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    pub file: RelPath,
    pub reason: String,
    pub help: String,
    /// The decision that it waits for, if it is one.
    pub decision: Option<DecisionId>,
}

/// Everything that a migration does. Each file of the project is in `files`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// Not empty: the plan does nothing, and every file is kept.
    pub refusals: Vec<Refusal>,
    /// The platform version before; `None` if there is none.
    pub from: Option<String>,
    pub to: String,
    /// The folder of `srcDir`; empty if that is the folder of the project.
    pub src: RelPath,
    /// How many units of the old layout there are, by kind.
    pub units: BTreeMap<&'static str, usize>,
    pub files: BTreeMap<RelPath, Action>,
    pub created: BTreeMap<RelPath, NewFile>,
    pub fields: Vec<Field>,
    pub generated: Vec<Generated>,
    pub decisions: Vec<Decision>,
    pub by_hand: Vec<ByHand>,
}

impl Plan {
    /// Whether applying it changes anything.
    pub fn changes_anything(&self) -> bool {
        if !self.created.is_empty() {
            return true;
        }
        self.files.iter().any(|(path, action)| match action {
            Action::Keep => false,
            Action::Leave { to, .. } => to != path,
            _ => true,
        })
    }

    /// Whether a person still has to decide something.
    pub fn has_open_decisions(&self) -> bool {
        self.decisions.iter().any(|decision| !decision.is_answered)
    }
}
