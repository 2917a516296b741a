//! The scopes that a file asks for, and what it does that takes some.

use catalog::ComponentType;
use diagnostics::Span;
use syntax::{Kind, Value, edit};

/// Facts about scopes.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ScopeFacts {
    /// The texts of all lists of scopes, in `config.auth` and in `permissions`.
    pub requested: Vec<String>,
    /// Whether more may be asked for than can be read.
    pub uncertain: bool,
    /// `config.auth.requiredScopes`, if it is a list.
    pub required: Option<RequiredScopes>,
    /// What takes a scope.
    pub requirements: Vec<ScopeRequirement>,
}

/// The list of required scopes of an app.
#[derive(Clone, PartialEq, Debug)]
pub struct RequiredScopes {
    /// Its name in the file.
    pub name: Span,
    /// Whether it names nothing, which is a mistake of its own.
    pub is_empty: bool,
    /// How one more is added at its end: the place, and the text before and after the quoted scope.
    pub addition: Option<(Span, [String; 2])>,
}

/// Something that takes a scope.
#[derive(Clone, PartialEq, Debug)]
pub struct ScopeRequirement {
    /// The scopes any of which is enough, the best one first.
    pub scopes: Vec<&'static str>,
    /// Where it stands.
    pub span: Span,
    /// What takes it.
    pub reason: ScopeReason,
}

/// What takes a scope.
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

/// Gathers them.
pub(super) fn gather(root: Value<'_>, component: Option<&'static ComponentType>) -> ScopeFacts {
    let mut facts = ScopeFacts::default();
    let Some(component) = component else {
        return facts;
    };
    let auth = root
        .at(&["config", "auth"])
        .filter(|_| component.name == "app");
    for object in [auth, root.get("permissions")].into_iter().flatten() {
        facts.uncertain |= object.is_incomplete();
        for list in LISTS.iter().filter_map(|name| object.get(name)) {
            facts.uncertain |= list.is_incomplete() || list.kind() != Kind::Array;
            facts.uncertain |= list
                .elements()
                .any(|value| value.as_str().is_none_or(|text| text.contains("${")));
            facts.requested.extend(
                list.elements()
                    .filter_map(|value| value.as_str().map(str::to_owned)),
            );
        }
    }
    facts.required = auth.and_then(|auth| required(auth));
    facts.requirements = requirements(root, component);
    facts
}

fn required(auth: Value<'_>) -> Option<RequiredScopes> {
    const SCOPE: &str = "\"\"";
    let list = auth
        .member("requiredScopes")
        .filter(|list| list.value.kind() == Kind::Array)?;
    let [(span, text)] = <[_; 1]>::try_from(edit::append_element(list.value, SCOPE)).ok()?;
    let addition = text
        .split_once(SCOPE)
        .map(|(before, after)| (span, [before.to_owned(), after.to_owned()]));
    Some(RequiredScopes {
        name: list.key.span,
        is_empty: list.value.is_empty(),
        addition,
    })
}

/// HubSpot refuses a card whose app may not read the records that it stands on; webhooks and bulk actions take the scope of
/// their objects by the documentation. Some types take scopes by themselves.
fn requirements(root: Value<'_>, component: &ComponentType) -> Vec<ScopeRequirement> {
    let mut requirements = Vec::new();
    let schema = schema::schema(component.name);
    let place = root.get("type").map_or(root.span(), |value| value.span());
    let own = schema
        .into_iter()
        .flat_map(|schema| schema.facts("requiredScopes"));
    requirements.extend(own.map(|scope| ScopeRequirement {
        scopes: vec![scope],
        span: place,
        reason: ScopeReason::Type,
    }));
    let objects = match component.name {
        "card" | "crm-bulk-action" => shown(root),
        "webhooks" => subscribed(root),
        _ => Vec::new(),
    };
    for (value, object) in objects {
        let scopes = catalog::read_scopes(object);
        // No source names the scope that a card on custom objects takes.
        let is_certain = component.name == "card" && catalog::is_known_object(object);
        let reason = if is_certain {
            ScopeReason::Card
        } else {
            ScopeReason::Records
        };
        if !scopes.is_empty() {
            requirements.push(ScopeRequirement {
                scopes: scopes.to_vec(),
                span: value.span(),
                reason,
            });
        }
    }
    requirements
}

/// The objects on whose records a component stands.
fn shown<'a>(root: Value<'a>) -> Vec<(Value<'a>, &'a str)> {
    let objects = root
        .at(&["config", "objectTypes"])
        .into_iter()
        .flat_map(|list| list.elements());
    objects
        .filter_map(|value| Some((value, value.as_str()?)))
        .collect()
}

/// The objects of subscriptions that are not turned off.
fn subscribed<'a>(root: Value<'a>) -> Vec<(Value<'a>, &'a str)> {
    let groups = root
        .at(&["config", "subscriptions"])
        .into_iter()
        .flat_map(|groups| groups.members());
    let subscriptions = groups.flat_map(|group| group.value.elements());
    let is_active = |one: &Value<'a>| {
        one.get("active")
            .is_none_or(|value| value.kind() != Kind::Bool(false))
    };
    let object = |one: Value<'a>| {
        let event = one.get("subscriptionType")?;
        match event.as_str()?.split_once('.')?.0 {
            "object" => one
                .get("objectType")
                .and_then(|value| Some((value, value.as_str()?))),
            object => Some((event, object)),
        }
    };
    subscriptions.filter(is_active).filter_map(object).collect()
}
