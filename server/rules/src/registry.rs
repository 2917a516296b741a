//! What a rule is registered for, and the table of all rules.

use std::sync::LazyLock;

use analysis::FileContext;
use analysis::components::Component;
use analysis::components::{
    App, AppEvent, AppObject, Association, BulkAction, Card, Webhooks, WorkflowAction,
};
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
    BulkAction(fn(&BulkAction<'_>, &FileContext<'_>, &mut Diagnostics)),
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
            (Check::BulkAction(check), Component::BulkAction(action)) => check(action, cx, out),
            (Check::Card(check), Component::Card(card)) => check(card, cx, out),
            (Check::Webhooks(check), Component::Webhooks(webhooks)) => check(webhooks, cx, out),
            (Check::WorkflowAction(check), Component::WorkflowAction(action)) => {
                check(action, cx, out)
            }
            _ => {}
        }
    }
}

/// The rules of each subject.
static SUBJECTS: &[&[&Registered]] = &[
    crate::json::RULES,
    crate::properties::RULES,
    crate::components::RULES,
    crate::layout::RULES,
    crate::platform_version::RULES,
    crate::app::RULES,
    crate::auth::RULES,
    crate::scopes::RULES,
    crate::urls::RULES,
    crate::security::RULES,
    crate::local_development::RULES,
    crate::ui_extensions::RULES,
    crate::packages::RULES,
    crate::functions::RULES,
    crate::webhooks::RULES,
    crate::workflow_actions::RULES,
    crate::fields::RULES,
    crate::app_objects::RULES,
    crate::cms::RULES,
    crate::profiles::RULES,
    crate::configuration::RULES,
];

static REGISTERED: LazyLock<Vec<&'static Registered>> = LazyLock::new(|| {
    let mut rules: Vec<&Registered> = Vec::new();
    for of_subject in SUBJECTS {
        rules.extend_from_slice(of_subject);
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

/// Every rule, sorted by id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// The rule called `id` with what it looks at.
pub(crate) fn registered(id: &str) -> Option<&'static Registered> {
    let at = REGISTERED
        .binary_search_by(|registered| registered.rule.id.cmp(id))
        .ok()?;
    Some(REGISTERED[at])
}

/// What every rule looks at, in the order of their ids.
pub(crate) fn checks() -> impl Iterator<Item = &'static Check> {
    REGISTERED.iter().flat_map(|registered| registered.checks)
}

/// The rule called `id`.
pub fn named(id: &str) -> Option<&'static Rule> {
    Some(registered(id)?.rule)
}
