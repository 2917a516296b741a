//! Scopes that an app can request and that no list of the app contains yet.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{At, Item, ItemKind};
use crate::markup::Markup;
use analysis::code::Code;
use analysis::code_scopes::{CodeScopes, ListedScopes};
use analysis::secrets::Secrets;
use catalog::{Scope, scopes};
use diagnostics::message;
use project::facts::Facts;
use schema::Subschemas;

/// Those that the code uses are first, then `oauth`, which each app with OAuth has; deprecated scopes are last.
pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    let listed = in_other_lists(at);
    let used = used_by_code(at);
    let mut scopes: Vec<&Scope> = scopes()
        .iter()
        .filter(|scope| scope.status.is_requestable() && !listed.contains(scope.name))
        .collect();
    scopes.sort_by_key(|scope| {
        let is_used = used.contains_key(scope.name);
        (!is_used, scope.name != "oauth", scope.deprecated)
    });
    let mut items = Vec::new();
    for scope in scopes {
        let item = item(at, scope);
        items.push(match used.get(scope.name) {
            Some(call) => item.detail(call),
            None => item,
        });
    }
    for item in app_object_scopes(at) {
        if !listed.contains(item.label.as_str()) {
            items.push(item);
        }
    }
    items
}

/// The scopes that calls of HubSpot's API in the code require and that the app does not request, each with its first call.
fn used_by_code(at: &At<'_>) -> BTreeMap<&'static str, String> {
    let mut used = BTreeMap::new();
    let Some(code) = Code::of(at.cx.index) else {
        return used;
    };
    let listed = ListedScopes::of(at.cx.index);
    let requested = listed.names();
    for site in CodeScopes::of(&code).uses {
        if site.opened_by(&requested).is_empty()
            && !site.may_be_opened_by(&requested)
            && let Some(scope) = site.narrowest(&requested)
        {
            let mut call = format!("{} in {}", site.shown, site.file.file_name());
            Secrets::default().mask(&mut call);
            used.entry(scope).or_insert(call);
        }
    }
    used
}

/// Scopes for the app objects of the project. They contain the id that HubSpot gave the app, which is known if the app requests
/// one already.
fn app_object_scopes(at: &At<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let Some(app_id) = app_id(at) else {
        return items;
    };
    let mut objects = BTreeSet::new();
    for component in &at.cx.index.components {
        if let Some(name) = &component.facts.object_name {
            objects.insert(catalog::qualified_object(name));
        }
    }
    for object in &objects {
        for (scope, allows) in catalog::app_object_scopes(app_id, object) {
            let object = message::quoted(object);
            let about = format!("{allows} of the app object {object}.");
            items.push(at.string(ItemKind::Scope, &scope).about(Some(&about)));
        }
    }
    items
}

/// The app id in the requested scopes, if it is always the same.
fn app_id<'a>(at: &At<'a>) -> Option<&'a str> {
    let Facts::Component(facts) = &at.cx.document.facts else {
        return None;
    };
    let mut found = None;
    for name in &facts.scopes.requested {
        if let Some(scope) = catalog::app_object_scope(name) {
            if found.is_some_and(|app_id| app_id != scope.app_id) {
                return None;
            }
            found = Some(scope.app_id);
        }
    }
    found
}

fn item(at: &At<'_>, scope: &Scope) -> Item {
    Item {
        detail: scope.requires.map(str::to_owned),
        documentation: documentation(scope),
        deprecated: scope.deprecated,
        ..at.string(ItemKind::Scope, scope.name)
    }
}

fn documentation(scope: &Scope) -> Markup {
    let mut markup = Markup::default();
    markup.text(scope.description);
    if let Some(requires) = scope.requires {
        markup.text(format!("Requires: {requires}."));
    }
    if scope.deprecated {
        markup.text(match scope.replacement {
            Some(names) => {
                let names = message::all_of(names.split(", "));
                format!("HubSpot advises against it; use {names} instead.")
            }
            None => "HubSpot advises against it.".to_owned(),
        });
    } else if let Some(names) = scope.granular {
        let names = message::all_of(names.split(", "));
        markup.text(format!(
            "HubSpot splits it into {names}; either form is accepted."
        ));
    }
    markup
}

/// The scopes in the other lists of the same object: each scope belongs in one list.
fn in_other_lists<'a>(at: &At<'a>) -> BTreeSet<Cow<'a, str>> {
    let mut scopes = BTreeSet::new();
    if let Some([object, list]) = at.cursor.containers.last_chunk()
        && let Some([subschemas, _]) = at.container_schemas.last_chunk()
    {
        for name in object.keys() {
            if Some(&name) != list.key.as_ref() && is_scope_list(subschemas, &name) {
                scopes.extend(object.strings_in(&name));
            }
        }
    }
    scopes
}

fn is_scope_list(object: &Subschemas, name: &str) -> bool {
    let elements = object.below(Some(name), &()).below(None, &());
    elements.reference() == Some("scope")
}
