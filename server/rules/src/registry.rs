//! What a rule is registered for, and the table of all rules.

use std::sync::LazyLock;

use analysis::FileContext;
use analysis::components::Component;
use analysis::components::{App, AppEvent, AppObject, Association, Card, Webhooks, WorkflowAction};
use analysis::entrypoints::Entrypoint;
use analysis::missing_scopes::MissingScope;
use diagnostics::{Diagnostic, Rule};
use project::index::Index;

use crate::configuration::context::ConfigCx;

/// Where a rule puts its diagnostics.
pub type Diagnostics = Vec<Diagnostic>;

/// What a rule looks at, with the function that looks. One about a file runs once for each profile
/// if the file has placeholders.
pub enum Check {
    /// The reader of the text, or `check` itself from the text and its outermost value.
    Syntax,
    /// The schemas, through `validate`.
    Schema,
    /// Any JSON file of HubSpot's.
    File(fn(&FileContext<'_>, &mut Diagnostics)),
    App(fn(&App<'_>, &FileContext<'_>, &mut Diagnostics)),
    AppEvent(fn(&AppEvent<'_>, &FileContext<'_>, &mut Diagnostics)),
    AppObject(fn(&AppObject<'_>, &FileContext<'_>, &mut Diagnostics)),
    Association(fn(&Association<'_>, &FileContext<'_>, &mut Diagnostics)),
    Card(fn(&Card<'_>, &FileContext<'_>, &mut Diagnostics)),
    Webhooks(fn(&Webhooks<'_>, &FileContext<'_>, &mut Diagnostics)),
    WorkflowAction(fn(&WorkflowAction<'_>, &FileContext<'_>, &mut Diagnostics)),
    /// The facts of all files of a project.
    Project(fn(&Index<'_>, &mut Diagnostics)),
    /// An entrypoint with a problem; each is judged once for all of these rules.
    Entrypoint(fn(&Index<'_>, &Entrypoint<'_>, &mut Diagnostics)),
    /// A scope that components require and the app does not request; compared once for all of these.
    MissingScope(fn(&MissingScope<'_>, &mut Diagnostics)),
    /// `hsmeta.toml`, and what all projects made of it.
    Config(fn(&ConfigCx<'_>, &mut Diagnostics)),
}

/// A rule with what it looks at.
pub struct Registered {
    pub rule: &'static Rule,
    pub checks: &'static [Check],
}

/// Registers the rule that the file documents: its severity, and what it looks at. The id is the
/// heading of the file, the source the first link below `## Source` unless another one is given.
macro_rules! rule {
    (
        file: $file:literal,
        severity: $severity:ident,
        since: $since:literal,
        $(source: $source:literal,)?
        $(tag: $tag:ident,)?
        check: $($check:ident $(($function:expr))?),+ $(,)?
    ) => {
        pub static RULE: diagnostics::Rule = diagnostics::Rule {
            $(source: $source,)?
            $(tag: Some(diagnostics::Tag::$tag),)?
            ..diagnostics::Rule::documented(
                include_str!($file),
                diagnostics::Severity::$severity,
                $since,
            )
        };
        pub(crate) static REGISTERED: crate::registry::Registered = crate::registry::Registered {
            rule: &RULE,
            checks: &[$(crate::registry::Check::$check $(($function))?),+],
        };
    };
}
pub(crate) use rule;

impl Check {
    /// Looks at a file, if it is of the kind that the check is for.
    pub fn file(&self, cx: &FileContext<'_>, out: &mut Diagnostics) {
        match (self, &cx.view) {
            (Check::File(check), _) => check(cx, out),
            (Check::App(check), Component::App(app)) => check(app, cx, out),
            (Check::AppEvent(check), Component::AppEvent(event)) => check(event, cx, out),
            (Check::AppObject(check), Component::AppObject(object)) => check(object, cx, out),
            (Check::Association(check), Component::Association(association)) => {
                check(association, cx, out)
            }
            (Check::Card(check), Component::Card(card)) => check(card, cx, out),
            (Check::Webhooks(check), Component::Webhooks(webhooks)) => check(webhooks, cx, out),
            (Check::WorkflowAction(check), Component::WorkflowAction(action)) => {
                check(action, cx, out)
            }
            _ => {}
        }
    }

    /// What it looks at, for the documentation.
    pub fn applies_to(&self) -> &'static str {
        match self {
            Check::Syntax => "any JSON file",
            Check::Schema => "any file with a schema",
            Check::File(_) => "any file",
            Check::App(_) => "app",
            Check::AppEvent(_) => "app event",
            Check::AppObject(_) => "app object",
            Check::Association(_) => "app object association",
            Check::Card(_) => "card",
            Check::Webhooks(_) => "webhooks",
            Check::WorkflowAction(_) => "workflow action",
            Check::Project(_) => "project",
            Check::Entrypoint(_) => "entrypoints",
            Check::MissingScope(_) => "scopes",
            Check::Config(_) => "`hsmeta.toml`",
        }
    }
}

/// The subjects in the order of the documentation, each with its rules.
pub static SUBJECTS: &[(&str, &[&Registered])] = &[
    ("json", crate::json::RULES),
    ("properties", crate::properties::RULES),
    ("components", crate::components::RULES),
    ("layout", crate::layout::RULES),
    ("platform_version", crate::platform_version::RULES),
    ("app", crate::app::RULES),
    ("auth", crate::auth::RULES),
    ("scopes", crate::scopes::RULES),
    ("urls", crate::urls::RULES),
    ("security", crate::security::RULES),
    ("local_development", crate::local_development::RULES),
    ("ui_extensions", crate::ui_extensions::RULES),
    ("packages", crate::packages::RULES),
    ("functions", crate::functions::RULES),
    ("webhooks", crate::webhooks::RULES),
    ("workflow_actions", crate::workflow_actions::RULES),
    ("fields", crate::fields::RULES),
    ("app_objects", crate::app_objects::RULES),
    ("cms", crate::cms::RULES),
    ("profiles", crate::profiles::RULES),
    ("configuration", crate::configuration::RULES),
];

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<&Rule> = Vec::new();
    for (_, of_subject) in SUBJECTS {
        rules.extend(of_subject.iter().map(|registered| registered.rule));
    }
    rules.sort_by_key(|rule| rule.id);
    rules
});

/// Every rule, sorted by id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

static REGISTERED: LazyLock<Vec<&'static Registered>> = LazyLock::new(|| {
    let mut rules: Vec<&Registered> = Vec::new();
    for (_, of_subject) in SUBJECTS {
        rules.extend_from_slice(of_subject);
    }
    rules.sort_by_key(|registered| registered.rule.id);
    rules
});

/// Every rule with what it looks at, sorted by id.
pub fn registered() -> &'static [&'static Registered] {
    &REGISTERED
}

/// What every rule looks at, in the order of their ids.
pub(crate) fn checks() -> impl Iterator<Item = &'static Check> {
    registered().iter().flat_map(|registered| registered.checks)
}

/// The rule called `id`.
pub fn named(id: &str) -> Option<&'static Rule> {
    let at = all().binary_search_by(|rule| rule.id.cmp(id)).ok()?;
    Some(all()[at])
}
