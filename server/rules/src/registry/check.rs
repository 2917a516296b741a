//! What rules look at.

use analysis::FileContext;
use analysis::changes::Changes;
use analysis::code::Code;
use analysis::components::{
    App, AppEvent, AppFunction, AppObject, Association, BulkAction, Card, Component, ComponentFile,
    FileView, LocalSettings, Profile, ProjectFile, Theme, ViewKind, Webhooks, WorkflowAction,
};
use analysis::entrypoints::Entrypoint;
use analysis::missing_scopes::MissingScope;
use diagnostics::Diagnostic;
use project::index::Index;

use crate::configuration::context::ConfigCx;

/// Where a rule puts its diagnostics.
pub type Diagnostics = Vec<Diagnostic>;

/// What a rule looks at, with the function that looks. One about a file runs once for each profile
/// if the file has placeholders.
pub enum Check {
    /// The text of a JSON file, or its outermost value. `check` calls these rules while it reads the
    /// file, as it does those of the next two.
    Syntax,
    /// The outermost value of a component file.
    ComponentRoot,
    /// The text of a `package.json`.
    PackageSyntax,
    /// The schemas, through `validate`.
    Schema,
    /// The schemas of component files, through `validate`.
    ComponentSchema,
    /// The schema of `hsproject.json`, through `validate`.
    ProjectFileSchema,
    /// Any JSON file that HubSpot reads, whatever it describes.
    AnyFile(fn(&FileContext<'_>, &mut Diagnostics)),
    ProjectFile(fn(&ProjectFile<'_>, &FileContext<'_>, &mut Diagnostics)),
    /// A profile, unless the project has a problem that makes those of its profiles irrelevant.
    Profile(fn(&Profile<'_>, &FileContext<'_>, &mut Diagnostics)),
    LocalSettings(fn(&LocalSettings<'_>, &FileContext<'_>, &mut Diagnostics)),
    /// A component file of any type.
    Component(fn(&ComponentFile<'_>, &FileContext<'_>, &mut Diagnostics)),
    App(fn(&App<'_>, &FileContext<'_>, &mut Diagnostics)),
    AppEvent(fn(&AppEvent<'_>, &FileContext<'_>, &mut Diagnostics)),
    AppFunction(fn(&AppFunction<'_>, &FileContext<'_>, &mut Diagnostics)),
    AppObject(fn(&AppObject<'_>, &FileContext<'_>, &mut Diagnostics)),
    Association(fn(&Association<'_>, &FileContext<'_>, &mut Diagnostics)),
    BulkAction(fn(&BulkAction<'_>, &FileContext<'_>, &mut Diagnostics)),
    Card(fn(&Card<'_>, &FileContext<'_>, &mut Diagnostics)),
    Theme(fn(&Theme<'_>, &FileContext<'_>, &mut Diagnostics)),
    Webhooks(fn(&Webhooks<'_>, &FileContext<'_>, &mut Diagnostics)),
    WorkflowAction(fn(&WorkflowAction<'_>, &FileContext<'_>, &mut Diagnostics)),
    /// The facts of all files of a project.
    Project(fn(&Index<'_>, &mut Diagnostics)),
    /// The facts of all files with the source code, if it is read.
    ProjectAndCode(fn(&Index<'_>, Option<&Code<'_>>, &mut Diagnostics)),
    /// The source code of a project.
    Code(fn(&Code<'_>, &mut Diagnostics)),
    /// An entrypoint with a problem; each is judged once for all of these rules.
    Entrypoint(fn(&Index<'_>, &Entrypoint<'_>, &mut Diagnostics)),
    /// A scope that components require and the app does not request; compared once for all of these.
    MissingScope(fn(&MissingScope<'_>, &mut Diagnostics)),
    /// What the project changes compared with an earlier state of it; on the command line only, with `--since`.
    Changes(fn(&Changes<'_>, &mut Diagnostics)),
    /// `hsmeta.toml`, and what all projects made of it.
    Config(fn(&ConfigCx<'_>, &mut Diagnostics)),
}

impl Check {
    /// Whether the check looks at files with such a view.
    pub(crate) fn is_for(&self, kind: ViewKind) -> bool {
        match self {
            Check::AnyFile(_) => true,
            Check::ProjectFile(_) => kind == ViewKind::Project,
            Check::Profile(_) => kind == ViewKind::Profile,
            Check::LocalSettings(_) => kind == ViewKind::Local,
            Check::Component(_) => !matches!(
                kind,
                ViewKind::Project | ViewKind::Profile | ViewKind::Local | ViewKind::Other
            ),
            Check::App(_) => kind == ViewKind::App,
            Check::AppEvent(_) => kind == ViewKind::AppEvent,
            Check::AppFunction(_) => kind == ViewKind::AppFunction,
            Check::AppObject(_) => kind == ViewKind::AppObject,
            Check::Association(_) => kind == ViewKind::Association,
            Check::BulkAction(_) => kind == ViewKind::BulkAction,
            Check::Card(_) => kind == ViewKind::Card,
            Check::Theme(_) => kind == ViewKind::Theme,
            Check::Webhooks(_) => kind == ViewKind::Webhooks,
            Check::WorkflowAction(_) => kind == ViewKind::WorkflowAction,
            Check::Syntax
            | Check::ComponentRoot
            | Check::PackageSyntax
            | Check::Schema
            | Check::ComponentSchema
            | Check::ProjectFileSchema
            | Check::Project(_)
            | Check::ProjectAndCode(_)
            | Check::Code(_)
            | Check::Entrypoint(_)
            | Check::MissingScope(_)
            | Check::Changes(_)
            | Check::Config(_) => false,
        }
    }

    /// Looks at a file, if it is of the kind that the check is for.
    pub fn file(&self, cx: &FileContext<'_>, out: &mut Diagnostics) {
        match (self, &cx.view) {
            (Check::AnyFile(check), _) => check(cx, out),
            (Check::ProjectFile(check), FileView::Project(file)) => check(file, cx, out),
            (Check::Profile(check), FileView::Profile(profile)) if cx.project.profiles_matter => {
                check(profile, cx, out)
            }
            (Check::LocalSettings(check), FileView::Local(settings)) => check(settings, cx, out),
            (Check::Component(check), FileView::Component(file)) => check(file, cx, out),
            (_, FileView::Component(file)) => self.component(&file.component, cx, out),
            _ => {}
        }
    }

    /// Looks at the `config` of a component, if it is of the type that the check is for.
    fn component(&self, component: &Component<'_>, cx: &FileContext<'_>, out: &mut Diagnostics) {
        match (self, component) {
            (Check::App(check), Component::App(app)) => check(app, cx, out),
            (Check::AppEvent(check), Component::AppEvent(event)) => check(event, cx, out),
            (Check::AppFunction(check), Component::AppFunction(function)) => {
                check(function, cx, out)
            }
            (Check::AppObject(check), Component::AppObject(object)) => check(object, cx, out),
            (Check::Association(check), Component::Association(association)) => {
                check(association, cx, out)
            }
            (Check::BulkAction(check), Component::BulkAction(action)) => check(action, cx, out),
            (Check::Card(check), Component::Card(card)) => check(card, cx, out),
            (Check::Theme(check), Component::Theme(theme)) => check(theme, cx, out),
            (Check::Webhooks(check), Component::Webhooks(webhooks)) => check(webhooks, cx, out),
            (Check::WorkflowAction(check), Component::WorkflowAction(action)) => {
                check(action, cx, out)
            }
            _ => {}
        }
    }

    /// What the check looks at, as Markdown.
    pub fn applies_to(&self) -> &'static str {
        match self {
            Check::Syntax | Check::AnyFile(_) => "every JSON file that HubSpot defines",
            Check::Schema => "component files, profiles and `hsproject.json`",
            Check::ComponentRoot | Check::ComponentSchema | Check::Component(_) => {
                "component files"
            }
            Check::PackageSyntax => "`package.json`",
            Check::ProjectFileSchema | Check::ProjectFile(_) => "`hsproject.json`",
            Check::Profile(_) => "profiles",
            Check::LocalSettings(_) => "`local.json`",
            Check::App(_) => "apps (type `app`)",
            Check::AppEvent(_) => "app events (type `app-event`)",
            Check::AppFunction(_) => "functions (type `app-function`)",
            Check::AppObject(_) => "app objects (type `app-object`)",
            Check::Association(_) => "associations (type `app-object-association`)",
            Check::BulkAction(_) => "bulk actions (type `crm-bulk-action`)",
            Check::Card(_) => "cards (type `card`)",
            Check::Theme(_) => "themes and CMS assets (types `theme` and `cms-assets`)",
            Check::Webhooks(_) => "webhooks (type `webhooks`)",
            Check::WorkflowAction(_) => "workflow actions (type `workflow-action`)",
            Check::Project(_) | Check::ProjectAndCode(_) => "the project as a whole",
            Check::Code(_) => "source files of components",
            Check::Entrypoint(_) => "entrypoints of components",
            Check::MissingScope(_) => "the scopes of the app",
            Check::Changes(_) => "the changes since a git ref (`hsmeta check --since`)",
            Check::Config(_) => "`hsmeta.toml`",
        }
    }
}

#[cfg(test)]
mod tests {
    use catalog::ComponentType;

    #[test]
    fn component_types_in_applies_to_exist() {
        for check in crate::checks() {
            let Some((_, types)) = check.applies_to().split_once("(type") else {
                continue;
            };
            for name in types.split('`').skip(1).step_by(2) {
                assert!(ComponentType::named(name).is_some(), "{name}");
            }
        }
    }
}
