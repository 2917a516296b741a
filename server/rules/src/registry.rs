//! The table of all rules.

mod check;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use analysis::components::ViewKind;
use diagnostics::{Diagnostic, Rule, module_docs};

pub use check::{Check, Diagnostics};

/// The fixes that diagnostics of a rule can have. Not every diagnostic of a fixable rule has one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fixes {
    None,
    /// No command applies them: a person chooses or confirms one.
    EditorOnly,
    /// All of those that a command applies require `--unsafe-fixes`.
    Unsafe,
    /// Some are applied by `--fix` alone.
    Safe,
}

/// A rule with what it looks at.
pub struct Registered {
    pub rule: &'static Rule,
    pub fixes: Fixes,
    /// The rule of HubSpot's ESLint package that reports the same.
    pub eslint: Option<&'static str>,
    pub checks: &'static [Check],
}

/// Registers the rule that the file documents: its severity, its fixes, and what it looks at. The id
/// is the heading of the file, the source the first link below `## Source` unless another one is
/// given. A test compares `fixes` with those of all fixtures.
macro_rules! rule {
    (
        file: $file:literal,
        severity: $severity:ident,
        $(fixes: $fixes:ident,)?
        since: $since:literal,
        $(source: $source:literal,)?
        $(tag: $tag:ident,)?
        $(eslint: $eslint:literal,)?
        check: $($check:ident $(($function:expr))?),+ $(,)?
    ) => {
        pub static RULE: diagnostics::Rule = diagnostics::Rule {
            $(source: $source,)?
            $(tag: Some(diagnostics::Tag::$tag),)?
            ..diagnostics::Rule::documented(
                diagnostics::leading_comment!($file),
                diagnostics::Severity::$severity,
                $since,
            )
        };
        pub(crate) static REGISTERED: crate::registry::Registered = crate::registry::Registered {
            $(fixes: crate::registry::Fixes::$fixes,)?
            $(eslint: Some($eslint),)?
            ..crate::registry::Registered::new(
                &RULE,
                &[$(crate::registry::Check::$check $(($function))?),+],
            )
        };
    };
}
pub(crate) use rule;

impl Registered {
    pub(crate) const fn new(rule: &'static Rule, checks: &'static [Check]) -> Registered {
        Registered {
            rule,
            fixes: Fixes::None,
            eslint: None,
            checks,
        }
    }

    /// What the rule looks at, as Markdown.
    pub fn applies_to(&self) -> String {
        let mut parts: Vec<&str> = self.checks.iter().map(Check::applies_to).collect();
        parts.dedup();
        match parts.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => parts.concat(),
        }
    }

    /// The page of the rule: its documentation, after a list of what is registered.
    pub fn page(&self) -> String {
        let docs = self.rule.docs();
        let (title, text) = docs.split_once('\n').unwrap_or((&docs, ""));
        let eslint = match self.eslint {
            Some(rule) => format!(
                "- ESLint: HubSpot's rule `{rule}` reports it too; off where that is configured\n"
            ),
            None => String::new(),
        };
        format!(
            "{title}\n\n- Severity: {}\n- Applies to: {}\n- Fixable: {}\n- Since: {}\n{eslint}{text}",
            self.rule.severity.as_str(),
            self.applies_to(),
            self.fixes.as_str(),
            self.rule.since,
        )
    }
}

impl Fixes {
    /// Whether the rule is fixable, as Markdown.
    pub fn as_str(self) -> &'static str {
        match self {
            Fixes::None => "no",
            Fixes::EditorOnly => "in an editor",
            Fixes::Unsafe => "with `--unsafe-fixes`",
            Fixes::Safe => "yes",
        }
    }
}

/// Rules about the same part of a project.
pub struct Subject {
    /// The leading `//!` block of its source file.
    comment: &'static str,
    pub rules: &'static [&'static Registered],
}

impl Subject {
    /// What its rules are about, as Markdown: a heading and a paragraph.
    pub fn docs(&self) -> String {
        module_docs(self.comment)
    }
}

/// The subject of a module whose leading comment documents it.
macro_rules! subject {
    ($module:ident) => {
        Subject {
            comment: diagnostics::leading_comment!(concat!(stringify!($module), ".rs")),
            rules: crate::$module::RULES,
        }
    };
}

/// The subjects, in the order in which a developer meets them.
static SUBJECTS: &[Subject] = &[
    subject!(json),
    subject!(layout),
    subject!(platform_version),
    subject!(components),
    subject!(properties),
    subject!(app),
    subject!(auth),
    subject!(scopes),
    subject!(urls),
    subject!(security),
    subject!(ui_extensions),
    subject!(packages),
    subject!(functions),
    subject!(webhooks),
    subject!(workflow_actions),
    subject!(app_objects),
    subject!(fields),
    subject!(source_code),
    subject!(ui_code),
    subject!(api_versions),
    subject!(cms),
    subject!(profiles),
    subject!(local_development),
    subject!(configuration),
    subject!(changes),
];

static REGISTERED: LazyLock<Vec<&'static Registered>> = LazyLock::new(|| {
    let mut rules: Vec<&Registered> = Vec::new();
    for subject in SUBJECTS {
        rules.extend_from_slice(subject.rules);
    }
    rules.sort_by_key(|registered| registered.rule.id);
    rules
});

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    REGISTERED
        .iter()
        .map(|registered| registered.rule)
        .collect()
});

/// The subjects with their rules.
pub fn subjects() -> &'static [Subject] {
    SUBJECTS
}

/// Every rule, sorted by id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// The rule called `id` with what it looks at.
pub fn registered(id: &str) -> Option<&'static Registered> {
    let at = REGISTERED
        .binary_search_by(|registered| registered.rule.id.cmp(id))
        .ok()?;
    Some(REGISTERED[at])
}

/// Every rule with what it looks at, sorted by id.
pub fn all_registered() -> &'static [&'static Registered] {
    &REGISTERED
}

/// What every rule looks at, in the order of their ids.
pub(crate) fn checks() -> impl Iterator<Item = &'static Check> {
    REGISTERED.iter().flat_map(|registered| registered.checks)
}

/// The checks for each view: a file runs a quarter of them, and trying all took 1 % of a check of small projects.
static BY_VIEW: LazyLock<HashMap<ViewKind, Vec<&'static Check>>> = LazyLock::new(|| {
    let mut by_view = HashMap::new();
    for kind in ViewKind::ALL {
        let checks = checks().filter(|check| check.is_for(kind));
        by_view.insert(kind, checks.collect());
    }
    by_view
});

/// The checks that look at files with such a view, in the order of the ids of their rules.
pub(crate) fn checks_of(kind: ViewKind) -> &'static [&'static Check] {
    BY_VIEW.get(&kind).map_or(&[], Vec::as_slice)
}

/// The rule called `id`.
pub fn named(id: &str) -> Option<&'static Rule> {
    Some(registered(id)?.rule)
}

/// The page that a diagnostic links to: one of HubSpot's documentation about exactly this, or that of its rule.
pub fn page_of(diagnostic: &Diagnostic) -> Option<Cow<'static, str>> {
    match diagnostic.url {
        Some(url) => Some(Cow::Borrowed(url)),
        None => named(diagnostic.rule)?.page(),
    }
}
