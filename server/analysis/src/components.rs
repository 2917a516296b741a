//! Typed views: what a file contains, in the terms of HubSpot's documentation. A view is made once for a
//! document; it borrows the tree, so every value has its span.
//!
//! Rules about pages, settings and `package.json` depend on other files too: they look at `entrypoints::Entrypoint` and
//! `project::facts::PackageFacts`, and these types have no view here.

mod app;
mod app_event;
mod app_function;
mod app_object;
mod association;
mod bulk_action;
mod card;
mod component_file;
mod local_settings;
mod profile;
mod project_file;
mod theme;
mod webhooks;
mod workflow_action;

use catalog::{ComponentType, FileKind};
use syntax::Value;

pub use app::{App, Auth, SCOPE_LISTS, SUPPORT_FIELDS, scope_lists};
pub use app_event::AppEvent;
pub use app_function::AppFunction;
pub use app_object::{AppObject, Field};
pub use association::Association;
pub use bulk_action::BulkAction;
pub use card::Card;
pub use component_file::ComponentFile;
pub use local_settings::LocalSettings;
pub use profile::Profile;
pub use project_file::ProjectFile;
pub use theme::Theme;
pub use webhooks::{Subscription, Webhooks};
pub use workflow_action::{Client, FieldDependency, Language, WorkflowAction, is_no_name};

/// The view of a file, by its kind.
#[derive(Clone, Copy)]
pub enum FileView<'a> {
    Project(ProjectFile<'a>),
    Component(ComponentFile<'a>),
    Profile(Profile<'a>),
    Local(LocalSettings<'a>),
    /// A file that HubSpot does not define.
    Other,
}

/// Which view a file has. Whatever has the same one is looked at by the same rules.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ViewKind {
    Project,
    Profile,
    Local,
    Other,
    App,
    AppEvent,
    AppFunction,
    AppObject,
    Association,
    BulkAction,
    Card,
    Theme,
    Webhooks,
    WorkflowAction,
    OtherComponent,
}

impl ViewKind {
    pub const ALL: [ViewKind; 15] = [
        ViewKind::Project,
        ViewKind::Profile,
        ViewKind::Local,
        ViewKind::Other,
        ViewKind::App,
        ViewKind::AppEvent,
        ViewKind::AppFunction,
        ViewKind::AppObject,
        ViewKind::Association,
        ViewKind::BulkAction,
        ViewKind::Card,
        ViewKind::Theme,
        ViewKind::Webhooks,
        ViewKind::WorkflowAction,
        ViewKind::OtherComponent,
    ];
}

impl<'a> FileView<'a> {
    pub fn kind(&self) -> ViewKind {
        match self {
            FileView::Project(_) => ViewKind::Project,
            FileView::Profile(_) => ViewKind::Profile,
            FileView::Local(_) => ViewKind::Local,
            FileView::Other => ViewKind::Other,
            FileView::Component(file) => match file.component {
                Component::App(_) => ViewKind::App,
                Component::AppEvent(_) => ViewKind::AppEvent,
                Component::AppFunction(_) => ViewKind::AppFunction,
                Component::AppObject(_) => ViewKind::AppObject,
                Component::Association(_) => ViewKind::Association,
                Component::BulkAction(_) => ViewKind::BulkAction,
                Component::Card(_) => ViewKind::Card,
                Component::Theme(_) => ViewKind::Theme,
                Component::Webhooks(_) => ViewKind::Webhooks,
                Component::WorkflowAction(_) => ViewKind::WorkflowAction,
                Component::Other => ViewKind::OtherComponent,
            },
        }
    }

    /// The view of a file; `component` is its `config` if it is a component file.
    pub fn of(kind: FileKind, root: Value<'a>, component: Component<'a>) -> FileView<'a> {
        match kind {
            FileKind::Project => FileView::Project(ProjectFile { root }),
            FileKind::Component => FileView::Component(ComponentFile { root, component }),
            FileKind::Profile => FileView::Profile(Profile { root }),
            FileKind::Local => FileView::Local(LocalSettings { root }),
            FileKind::Package | FileKind::Candidate => FileView::Other,
        }
    }
}

/// The view of the `config` of a component, by its type.
#[derive(Clone, Copy)]
pub enum Component<'a> {
    App(App<'a>),
    AppEvent(AppEvent<'a>),
    AppFunction(AppFunction<'a>),
    AppObject(AppObject<'a>),
    Association(Association<'a>),
    BulkAction(BulkAction<'a>),
    Card(Card<'a>),
    Theme(Theme<'a>),
    Webhooks(Webhooks<'a>),
    WorkflowAction(WorkflowAction<'a>),
    /// A type without a view, no component, or a component without `config`.
    Other,
}

impl<'a> Component<'a> {
    /// The view of a `config` of this type.
    pub fn of(component_type: Option<&ComponentType>, config: Option<Value<'a>>) -> Component<'a> {
        let (Some(component_type), Some(config)) = (component_type, config) else {
            return Component::Other;
        };
        match component_type.name {
            "app" => Component::App(App { config }),
            "app-event" => Component::AppEvent(AppEvent { config }),
            "app-function" => Component::AppFunction(AppFunction { config }),
            "app-object" => Component::AppObject(AppObject { config }),
            "app-object-association" => Component::Association(Association { config }),
            "card" => Component::Card(Card { config }),
            "crm-bulk-action" => Component::BulkAction(BulkAction { config }),
            "theme" | "cms-assets" => Component::Theme(Theme { config }),
            "webhooks" => Component::Webhooks(Webhooks { config }),
            "workflow-action" => Component::WorkflowAction(WorkflowAction { config }),
            _ => Component::Other,
        }
    }
}

/// The elements of a list that are strings, each with its text.
pub fn strings<'a>(list: Value<'a>) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'a> {
    list.elements()
        .filter_map(|value| Some((value, value.as_str()?)))
}

/// The elements of the list `name` of an object; none where it is absent.
pub fn elements<'a>(object: Value<'a>, name: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
    object
        .get(name)
        .into_iter()
        .flat_map(|list| list.elements())
}
