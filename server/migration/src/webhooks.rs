//! `webhooks.json` → `app/webhooks/*-hsmeta.json`.

use diagnostics::RelPath;
use syntax::Value;

use crate::account::Account;
use crate::card;
use crate::draft::Draft;
use crate::json::{self, Object};
use crate::pages;
use crate::plan::{Action, DecisionId};
use crate::units::{Live, Unit, UnitKind};

/// Why known properties have no successor.
const REASONS: &[(&str, &str)] = &[
    ("crm", "of a beta of 2024; see the decision"),
    ("customEvents", "of a beta of 2024; see the decision"),
];

/// The lists of subscriptions that both layouts have.
const LISTS: &[&str] = &["crmObjects", "legacyCrmObjects", "hubEvents"];

pub(crate) fn convert<'a>(draft: &mut Draft<'a>, unit: &Unit<'a>) {
    let is_half = matches!(unit.kind, UnitKind::HalfMigrated(_));
    if !is_half && let Some(reason) = reason_to_leave(draft, unit) {
        card::leave(draft, unit, reason);
        return;
    }
    let target = if is_half {
        draft.layout.target(unit.path)
    } else {
        draft.free_path("app/webhooks", card::stem(unit.path))
    };
    let mut account = Account::new(unit.path, unit.root);
    let old = unit.root.get("uid");
    let written = old.and_then(|value| value.as_str());
    if is_half {
        draft.uids.release(unit.root);
    }
    let uid = draft
        .uids
        .choose(
            draft.inputs,
            unit.path.as_str(),
            written,
            "webhooks",
            "webhooks",
        )
        .uid;
    if let Some(value) = old {
        account.carried(value, &uid, &target, "uid");
    }
    if written.is_none() {
        draft.generate(&target, "uid", &uid, "webhooks had no uid before 2025.2");
    }
    if let Some(value) = unit.root.get("type") {
        account.carried(value, "webhooks", &target, "type");
    }
    let mut json = Object::default();
    json.string("uid", &uid);
    json.string("type", "webhooks");
    json.object("config", config(draft, unit, &target, &mut account));
    let fields = account.finish(REASONS);
    draft.account(fields);
    let json = json.finish();
    if is_half {
        let text = json::pretty(&json, json::line_break(draft.inputs.text(unit.path)));
        draft.act(unit.path, Action::Change { to: target, text });
    } else {
        draft.create(target.clone(), &json, unit.path);
        draft.remove(unit.path, vec![target]);
    }
}

fn reason_to_leave(draft: &mut Draft<'_>, unit: &Unit<'_>) -> Option<&'static str> {
    let has_webhooks = draft
        .inputs
        .components()
        .any(|(_, root)| root.get("type").and_then(|value| value.as_str()) == Some("webhooks"));
    if has_webhooks {
        return Some("the project has a component of type `webhooks`, which replaces it");
    }
    if unit.live != Live::Referenced && !draft.inputs.options.convert_unreferenced {
        let reason =
            "the app file does not list it, so it was not live; converted, it would begin to send";
        draft.decide(
            DecisionId::NotReferenced,
            unit.path,
            reason,
            "leave it unconverted",
            &["--convert-unreferenced"],
        );
        return Some(reason);
    }
    if !unit.root.get("subscriptions").is_some_and(json::is_object) {
        let reason = "it has the form of the webhooks API, not of a HubSpot project";
        let target = draft.layout.target(unit.path);
        draft.by_hand(
            &target,
            "write the webhooks as a component",
            Some(pages::PRIVATE_APP),
        );
        return Some(reason);
    }
    if !has_known_list(unit.root) {
        draft.decide(
            DecisionId::NoSuchValue,
            unit.path,
            "the lists of `subscriptions` are of a beta of 2024",
            "leave it unconverted; write its entries in `crmObjects` or `hubEvents`",
            &[],
        );
        return Some("the lists of its `subscriptions` have no successor");
    }
    if unit.root.at(&["settings", "targetUrl"]).is_none() {
        draft.decide(
            DecisionId::Content,
            unit.path,
            "the webhooks have no `settings.targetUrl`, which HubSpot requires",
            "leave it unconverted",
            &[],
        );
        return Some("it has no `settings.targetUrl`");
    }
    None
}

fn has_known_list(root: Value<'_>) -> bool {
    let subscriptions = root.get("subscriptions");
    subscriptions
        .is_some_and(|lists| lists.is_empty() || LISTS.iter().any(|list| lists.get(list).is_some()))
}

fn config<'a>(
    draft: &mut Draft<'_>,
    unit: &Unit<'a>,
    target: &RelPath,
    account: &mut Account<'a>,
) -> Object {
    let mut config = Object::default();
    if let Some(settings) = unit.root.get("settings") {
        config.raw("settings", settings.source());
        account.moved(settings, target, "config.settings");
        if settings.get("maxConcurrentRequests").is_none() {
            draft.by_hand(
                target,
                "set `maxConcurrentRequests`, which HubSpot requires",
                None,
            );
        }
    }
    let mut subscriptions = Object::default();
    let old = unit.root.get("subscriptions");
    for member in old.into_iter().flat_map(|old| old.members()) {
        let key = member.key.text;
        if !LISTS.contains(&key) {
            draft.decide(
                DecisionId::NoSuchValue,
                unit.path,
                &format!("`subscriptions.{key}` is of a beta of 2024"),
                "leave it out; write its entries in `crmObjects` or `hubEvents`",
                &[],
            );
            continue;
        }
        let list = list(member.value, key, target, account);
        subscriptions.raw(key, &list);
    }
    config.object("subscriptions", subscriptions);
    config
}

/// The subscriptions of a list. Only `objectName` has a new name.
fn list<'a>(old: Value<'a>, key: &str, target: &RelPath, account: &mut Account<'a>) -> String {
    let path = format!("config.subscriptions.{key}");
    let has_old_name = old
        .elements()
        .any(|element| element.get("objectName").is_some());
    if !has_old_name {
        account.moved(old, target, &path);
        return old.source().to_owned();
    }
    let mut items = Vec::new();
    for (number, element) in old.elements().enumerate() {
        let path = format!("{path}[{number}]");
        if !json::is_object(element) || element.get("objectName").is_none() {
            account.moved(element, target, &path);
            items.push(element.source().to_owned());
            continue;
        }
        let mut item = Object::default();
        for member in element.members() {
            let key = match member.key.text {
                "objectName" if element.get("objectType").is_none() => "objectType",
                key => key,
            };
            item.raw(key, member.value.source());
            account.moved(member.value, target, &format!("{path}.{key}"));
        }
        items.push(item.finish());
    }
    json::array(items)
}
