//! Names of scopes: those that an app can ask for and that are in none of the lists yet.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{At, Item, ItemKind};
use crate::markup::Markup;
use catalog::{Scope, scopes};
use diagnostics::message;
use project::facts::Facts;

/// `oauth`, which each app with OAuth has, comes first, deprecated scopes last. One that another list of the same object has is left out: each scope belongs in one list.
pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    let elsewhere = in_other_lists(at);
    let free = |scope: &&Scope| scope.status.is_requestable() && !elsewhere.contains(scope.name);
    let mut free: Vec<&Scope> = scopes().iter().filter(free).collect();
    free.sort_by_key(|scope| (scope.name != "oauth", scope.deprecated));
    let of_app_objects = of_app_objects(at)
        .into_iter()
        .filter(|item| !elsewhere.contains(item.label.as_str()));
    free.into_iter()
        .map(|scope| item(at, scope))
        .chain(of_app_objects)
        .collect()
}

/// Scopes for the app objects of the project. HubSpot gives the app its id, so one scope has to have it already.
fn of_app_objects(at: &At<'_>) -> Vec<Item> {
    let Facts::Component(facts) = &at.cx.document.facts else {
        return Vec::new();
    };
    let asked = facts.scopes.requested.iter();
    let ids: BTreeSet<&str> = asked
        .filter_map(|name| Some(catalog::app_object_scope(name)?.app_id))
        .collect();
    let [id] = ids.into_iter().collect::<Vec<_>>()[..] else {
        return Vec::new();
    };
    let names = at
        .cx
        .index
        .components
        .iter()
        .filter_map(|component| component.facts.object_name.as_ref());
    let objects: BTreeSet<String> = names.map(|name| catalog::qualified_object(name)).collect();
    let mut items = Vec::new();
    for object in &objects {
        for (scope, allows) in catalog::app_object_scopes(id, object) {
            let mut documentation = Markup::default();
            documentation.text(format!(
                "{allows} of the app object {}.",
                message::quoted(object)
            ));
            items.push(Item {
                documentation,
                ..at.string(ItemKind::Scope, &scope)
            });
        }
    }
    items
}

fn item(at: &At<'_>, scope: &Scope) -> Item {
    let item = at
        .string(ItemKind::Scope, scope.name)
        .deprecated(scope.deprecated);
    let detail = scope.requires.map(str::to_owned);
    Item {
        detail,
        documentation: documentation(scope),
        ..item
    }
}

fn documentation(scope: &Scope) -> Markup {
    let mut markup = Markup::default();
    markup.text(scope.description);
    if let Some(requires) = scope.requires {
        markup.text(format!("Requires: {requires}."));
    }
    if scope.deprecated {
        markup.text(scope.replacement.map_or_else(
            || "HubSpot advises against it.".to_owned(),
            |names| {
                format!(
                    "HubSpot advises against it; use {} instead.",
                    message::all_of(names.split(", "))
                )
            },
        ));
    }
    markup
}

/// The scopes in the lists beside the one that the cursor is in.
fn in_other_lists<'a>(at: &At<'a>) -> BTreeSet<Cow<'a, str>> {
    let (Some([object, list]), Some([subschemas, _])) =
        (at.cursor.containers.last_chunk(), at.around.last_chunk())
    else {
        return BTreeSet::new();
    };
    let is_list = |name: &str| {
        subschemas
            .below(Some(name), &())
            .below(None, &())
            .reference()
            == Some("scope")
    };
    let names: BTreeSet<Cow<'_, str>> = object.keys().collect();
    let others = names
        .into_iter()
        .filter(|name| Some(name) != list.key.as_ref() && is_list(name));
    others.flat_map(|name| object.strings_in(&name)).collect()
}
