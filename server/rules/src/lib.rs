//! The rules: one file each, listed in a table. Adding one takes its file, a `mod` line and an entry in
//! `table.rs`.
//!
//! A rule is a function from facts to findings. It reads no file, no clock and no environment, and not what another
//! rule said.

use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, RuleId, Severity, Span};
use project::document::Document;
use project::facts::Facts;
use project::index::Index;
use syntax::Value;

pub mod analysis;
pub mod app;
pub mod app_objects;
pub mod auth;
pub mod check;
pub mod cms;
pub mod components;
pub mod configuration;
pub mod fields;
pub mod fix;
pub mod functions;
pub mod json;
pub mod layout;
pub mod local_development;
pub mod packages;
pub mod platform_version;
pub mod profiles;
pub mod properties;
pub mod renamed;
pub mod scopes;
pub mod security;
mod table;
pub mod topics;
pub mod ui_extensions;
pub mod urls;
pub mod validate;
pub mod webhooks;
pub mod workflow_actions;

pub use analysis::entrypoints::{Entrypoint, Verdict};
pub use analysis::missing_scopes::Unmet;
pub use analysis::project_context::Around;
pub use configuration::context::ConfigCx;
pub use table::{SUBJECTS, all};

/// One rule.
pub struct Rule {
    /// Its name, kebab-case; it names the mistake.
    pub id: RuleId,
    /// The one severity of its findings.
    pub severity: Severity,
    /// The version of hsmeta that brought it.
    pub since: &'static str,
    /// The page of HubSpot's documentation, or the package, that it rests on; empty where it is about hsmeta's own file.
    pub source: &'static str,
    /// Its own source file, whose leading `//!` block is its documentation.
    pub file: &'static str,
    /// What finds the mistake.
    pub check: Check,
}

/// How an editor shows the text of a finding beside its message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    /// Struck through: it works, and will not for ever.
    Deprecated,
    /// Faded: it has no effect.
    Unnecessary,
}

/// What finds a mistake.
pub enum Check {
    /// The reader of the text, or `check` itself by a look at the text and its outermost value.
    Syntax,
    /// The schemas, through `validate`.
    Schema,
    /// A look at one file; it runs once for each profile if the file has placeholders.
    Document(fn(&DocumentCx<'_>, &mut Vec<Diagnostic>)),
    /// A look at the facts of all files.
    Project(fn(&Index<'_>, &mut Vec<Diagnostic>)),
    /// A look at one entrypoint that something is wrong with; each is judged once for all of these rules.
    Entrypoint(fn(&Index<'_>, &Entrypoint<'_>, &mut Vec<Diagnostic>)),
    /// A look at one scope that components need and nobody asks for; they are compared once for all of these rules.
    Need(fn(&Unmet<'_>, &mut Vec<Diagnostic>)),
    /// A look at `hsmeta.toml`, and at what all projects made of it.
    Config(fn(&ConfigCx<'_>, &mut Vec<Diagnostic>)),
}

/// What a document rule sees.
pub struct DocumentCx<'a> {
    /// What matters of the project around the file.
    pub around: &'a Around,
    /// The type that belongs in the folder of the file, where HubSpot reads it.
    pub folder: Option<&'static ComponentType>,
    /// The file.
    pub document: &'a Document,
    /// The value of the file, with its placeholders replaced.
    pub root: Value<'a>,
    /// What the file's `type` means, else what belongs in its folder.
    pub component: Option<&'static ComponentType>,
    /// Its `config`, which most rules look at.
    pub config: Option<Value<'a>>,
}

/// The rules whose findings are shown in a special way.
static TAGS: &[(&Rule, Tag)] = &[
    (&scopes::deprecated_scope::RULE, Tag::Deprecated),
    (&urls::duplicate_entry::RULE, Tag::Unnecessary),
    (
        &platform_version::expiring_platform_version::RULE,
        Tag::Deprecated,
    ),
    (&layout::ignored_property::RULE, Tag::Unnecessary),
    (&profiles::ignored_variables::RULE, Tag::Unnecessary),
    (&platform_version::outdated_property::RULE, Tag::Unnecessary),
    (
        &platform_version::superseded_platform_version::RULE,
        Tag::Deprecated,
    ),
    (&profiles::unused_variable::RULE, Tag::Unnecessary),
    (&configuration::unused_ignore::RULE, Tag::Unnecessary),
    (&webhooks::unused_property_name::RULE, Tag::Unnecessary),
];

impl Rule {
    /// The rule called `id`.
    pub fn named(id: &str) -> Option<&'static Rule> {
        let at = all().binary_search_by(|rule| rule.id.cmp(id)).ok()?;
        Some(all()[at])
    }

    /// The page that its findings link to, if there is one.
    pub fn page(&self) -> Option<&'static str> {
        Some(self.source).filter(|source| !source.is_empty())
    }

    /// How its findings are shown in an editor.
    pub fn tag(&self) -> Option<Tag> {
        TAGS.iter()
            .find(|(rule, _)| rule.id == self.id)
            .map(|(_, tag)| *tag)
    }

    /// A finding of this rule.
    pub fn at(&self, file: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self.id,
            severity: self.severity,
            file: file.clone(),
            span,
            message: message.into(),
            missing: None,
            help: None,
            url: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Its documentation, as Markdown.
    pub fn docs(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let text: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        text.join("\n").trim_end().to_owned() + "\n"
    }

    /// The first sentence of its documentation.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let text: Vec<&str> = docs
            .lines()
            .skip_while(|line| line.starts_with('#') || line.is_empty())
            .collect();
        let paragraph = text
            .split(|line| line.is_empty())
            .next()
            .unwrap_or_default()
            .join(" ");
        paragraph
            .split_inclusive(". ")
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    }
}

impl<'a> DocumentCx<'a> {
    /// A finding about the file.
    pub fn at(&self, rule: &Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        rule.at(&self.document.path, span, message)
    }

    /// `config` of a component of the type `name`.
    pub fn config_of(&self, name: &str) -> Option<Value<'a>> {
        self.config.filter(|_| {
            self.component
                .is_some_and(|component| component.name == name)
        })
    }

    /// Whether the file is a component.
    pub fn is_component(&self) -> bool {
        matches!(self.document.facts, Facts::Component(_))
    }

    /// Where a finding about something absent from `object` goes: its key, else its opening brace.
    pub fn place_of(&self, object: Value<'_>) -> Span {
        let brace = Span {
            end: object.span().start + 1,
            ..object.span()
        };
        object.key().map_or(brace, |key| key.span)
    }
}
