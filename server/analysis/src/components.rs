//! Typed views: what a component file says, in the terms of HubSpot's documentation. A view is made
//! once for a document; it borrows the tree, so every value has its span.

mod app;
mod app_event;
mod app_object;
mod association;
mod bulk_action;
mod card;
mod webhooks;
mod workflow_action;

use catalog::ComponentType;
use syntax::Value;

pub use app::{App, Auth, SCOPE_LISTS, SUPPORT_FIELDS, scope_lists};
pub use app_event::AppEvent;
pub use app_object::{AppObject, Field};
pub use association::Association;
pub use bulk_action::BulkAction;
pub use card::Card;
pub use webhooks::{Subscription, Webhooks};
pub use workflow_action::{Client, FieldDependency, Language, WorkflowAction, is_no_name};

/// `config` of a component as what it describes.
#[derive(Clone, Copy)]
pub enum Component<'a> {
    App(App<'a>),
    AppEvent(AppEvent<'a>),
    AppObject(AppObject<'a>),
    Association(Association<'a>),
    BulkAction(BulkAction<'a>),
    Card(Card<'a>),
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
            "app-object" => Component::AppObject(AppObject { config }),
            "app-object-association" => Component::Association(Association { config }),
            "card" => Component::Card(Card { config }),
            "crm-bulk-action" => Component::BulkAction(BulkAction { config }),
            "webhooks" => Component::Webhooks(Webhooks { config }),
            "workflow-action" => Component::WorkflowAction(WorkflowAction { config }),
            _ => Component::Other,
        }
    }
}

impl<'a> Component<'a> {
    /// `auth` of an app.
    pub fn auth(&self) -> Option<Auth<'a>> {
        match self {
            Component::App(app) => app.auth(),
            _ => None,
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
