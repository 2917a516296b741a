//! The scopes that a file requests, and those that it requires.

use catalog::ComponentType;
use diagnostics::Span;
use syntax::{Kind, Value};

use super::Addition;

#[derive(Clone, PartialEq, Default, Debug)]
pub struct ScopeFacts {
    /// The strings of all lists of scopes, in `config.auth` and in `permissions`.
    pub requested: Vec<String>,
    /// Whether the file may request more than can be read.
    pub uncertain: bool,
    /// `config.auth.requiredScopes`, if it is a list.
    pub required: Option<RequiredScopes>,
    /// The reason why scopes are required.
    pub requirements: Vec<ScopeRequirement>,
}

/// The list of required scopes of an app.
#[derive(Clone, PartialEq, Debug)]
pub struct RequiredScopes {
    /// The key of the list.
    pub name: Span,
    /// An empty list is a problem of its own.
    pub is_empty: bool,
    /// The edit that appends a scope.
    pub addition: Option<Addition>,
}

/// Something that requires a scope.
#[derive(Clone, PartialEq, Debug)]
pub struct ScopeRequirement {
    /// The scopes any of which is enough, the best one first.
    pub scopes: Vec<&'static str>,
    pub span: Span,
    pub reason: ScopeReason,
}

/// The reason why scopes are required.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeReason {
    /// The type of the component.
    Type,
    /// A card on the records of one of HubSpot's own objects.
    Card,
    /// The records that the component reads otherwise.
    Records,
}

const LISTS: [&str; 3] = [
    "requiredScopes",
    "conditionallyRequiredScopes",
    "optionalScopes",
];

pub(super) fn gather(root: Value<'_>, component: Option<&'static ComponentType>) -> ScopeFacts {
    let mut facts = ScopeFacts::default();
    let Some(component) = component else {
        return facts;
    };
    if component.name == "app"
        && let Some(auth) = root.at(&["config", "auth"])
    {
        facts.add_lists(auth);
        facts.required = required(auth);
    }
    if let Some(permissions) = root.get("permissions") {
        facts.add_lists(permissions);
    }
    facts.requirements = requirements(root, component);
    facts
}

impl ScopeFacts {
    /// Adds the lists of scopes of `config.auth` or `permissions`.
    fn add_lists(&mut self, object: Value<'_>) {
        self.uncertain |= object.is_incomplete();
        for list in LISTS.iter().filter_map(|name| object.get(name)) {
            self.uncertain |= list.is_incomplete() || list.kind() != Kind::Array;
            for element in list.elements() {
                match element.as_str() {
                    Some(scope) => {
                        self.uncertain |= scope.contains("${");
                        self.requested.push(scope.to_owned());
                    }
                    None => self.uncertain = true,
                }
            }
        }
    }
}

fn required(auth: Value<'_>) -> Option<RequiredScopes> {
    let list = auth.member("requiredScopes")?;
    if list.value.kind() != Kind::Array {
        return None;
    }
    Some(RequiredScopes {
        name: list.key.span,
        is_empty: list.value.is_empty(),
        addition: Addition::to(list.value),
    })
}

/// HubSpot refuses a card whose app may not read the records that it is shown on; webhooks and bulk actions require the scopes
/// of their objects by the documentation. Some types require scopes by themselves.
fn requirements(root: Value<'_>, component: &ComponentType) -> Vec<ScopeRequirement> {
    let mut requirements = Vec::new();
    if let Some(schema) = schema::schema(component.name) {
        let span = root.get("type").map_or(root.span(), |value| value.span());
        for scope in schema.facts("requiredScopes") {
            requirements.push(ScopeRequirement {
                scopes: vec![scope],
                span,
                reason: ScopeReason::Type,
            });
        }
    }
    let objects = match component.name {
        "card" | "crm-bulk-action" => object_types(root),
        "webhooks" => subscribed_objects(root),
        _ => Vec::new(),
    };
    for (value, object) in objects {
        let scopes = catalog::read_scopes(object);
        if scopes.is_empty() {
            continue;
        }
        // No source names the scope that a card on custom objects requires.
        let is_certain = component.name == "card" && catalog::is_known_object(object);
        requirements.push(ScopeRequirement {
            scopes: scopes.to_vec(),
            span: value.span(),
            reason: if is_certain {
                ScopeReason::Card
            } else {
                ScopeReason::Records
            },
        });
    }
    requirements
}

/// The objects on whose records a component is shown.
fn object_types<'a>(root: Value<'a>) -> Vec<(Value<'a>, &'a str)> {
    let Some(list) = root.at(&["config", "objectTypes"]) else {
        return Vec::new();
    };
    list.elements()
        .filter_map(|value| Some((value, value.as_str()?)))
        .collect()
}

/// The objects of subscriptions that are not inactive.
fn subscribed_objects<'a>(root: Value<'a>) -> Vec<(Value<'a>, &'a str)> {
    let mut objects = Vec::new();
    let Some(groups) = root.at(&["config", "subscriptions"]) else {
        return objects;
    };
    for group in groups.members() {
        for subscription in group.value.elements() {
            let is_inactive = subscription
                .get("active")
                .is_some_and(|active| active.kind() == Kind::Bool(false));
            if !is_inactive {
                objects.extend(subscribed_object(subscription));
            }
        }
    }
    objects
}

fn subscribed_object<'a>(subscription: Value<'a>) -> Option<(Value<'a>, &'a str)> {
    let event = subscription.get("subscriptionType")?;
    let (object, _) = event.as_str()?.split_once('.')?;
    if object == "object" {
        let object_type = subscription.get("objectType")?;
        Some((object_type, object_type.as_str()?))
    } else {
        Some((event, object))
    }
}
