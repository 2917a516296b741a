//! Which component of now is which of the git ref, and what is said of those that are gone.

use crate::changes::{changes, diagnostics, rules};

const CARD: &str = "src/app/cards/card-hsmeta.json";

/// A card. The text of `config` is without its braces.
fn card(uid: &str, config: &str) -> String {
    format!(r#"{{"uid": "{uid}", "type": "card", "config": {{{config}}}}}"#)
}

/// The rules that report something, with the files that they report it in.
fn places(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    let found = diagnostics(before, after);
    found
        .iter()
        .map(|found| format!("{} {}", found.rule, found.file.as_str()))
        .collect()
}

#[test]
fn of_two_new_uids_the_one_with_the_same_path_is_the_changed_one() {
    let [orders, list] = ["/app/cards/Orders.tsx", "/app/cards/List.tsx"]
        .map(|path| format!(r#""entrypoint": "{path}""#));
    let (before, other) = (card("orders", &orders), card("other", &list));
    let moved = card("moved", &orders);
    for elsewhere in ["src/app/cards/a-hsmeta.json", "src/app/cards/z-hsmeta.json"] {
        assert_eq!(
            places(&[(CARD, &before)], &[(CARD, &other), (elsewhere, &moved)]),
            [format!("removed-card {CARD}")]
        );
    }
}

#[test]
fn a_new_component_is_the_counterpart_of_one_that_is_gone() {
    let (first, second) = ("src/app/cards/a-hsmeta.json", "src/app/cards/b-hsmeta.json");
    let entrypoint = r#""entrypoint": "/app/cards/Orders.tsx""#;
    let found = changes(
        &[
            (first, &card("one", entrypoint)),
            (second, &card("two", entrypoint)),
        ],
        &[(CARD, &card("three", entrypoint))],
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|found| found.contains("is gone")));
    assert!(
        found
            .iter()
            .any(|found| found.contains("the uid of this card was"))
    );
}

#[test]
fn what_was_there_before_is_no_new_component() {
    let entrypoint = r#""entrypoint": "/app/cards/Orders.tsx""#;
    let kept = card("kept", entrypoint);
    let kept = ("src/app/cards/kept-hsmeta.json", kept.as_str());
    let found = changes(&[(CARD, &card("orders", entrypoint)), kept], &[kept]);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("is gone"), "{found:?}");
}

#[test]
fn a_new_uid_is_known_by_the_path_the_entrypoint_or_the_config() {
    let elsewhere = "src/app/cards/other-hsmeta.json";
    let [tab, sidebar] = ["crm.record.tab", "crm.record.sidebar"].map(|location| {
        format!(r#""entrypoint": "/app/cards/Orders.tsx", "location": "{location}""#)
    });
    let place = r#""location": "crm.record.tab""#;
    for (path, before, after) in [
        (CARD, place, ""),
        (elsewhere, tab.as_str(), sidebar.as_str()),
        (elsewhere, place, place),
        (elsewhere, r#""location": "${LOCATION}""#, place),
    ] {
        assert_eq!(
            places(
                &[(CARD, &card("orders", before))],
                &[(path, &card("other", after))]
            ),
            [format!("removed-card {path}")]
        );
    }
}

#[test]
fn a_project_has_webhooks_once_wherever_they_are() {
    let webhooks = |uid: &str, url: &str| {
        format!(
            r#"{{"uid": "{uid}", "type": "webhooks", "config": {{"settings": {{"targetUrl": "{url}"}}}}}}"#
        )
    };
    let before = webhooks("orders", "https://acme.tech/a");
    let after = webhooks("other", "https://acme.tech/b");
    assert_eq!(
        changes(
            &[("src/app/webhooks/webhooks-hsmeta.json", &before)],
            &[("src/app/webhooks/other-hsmeta.json", &after)]
        ),
        [
            "removed-component: the uid was `orders`: HubSpot may block the deploy, and accounts may lose what they have of it",
            "changed-endpoint: `targetUrl` was `https://acme.tech/a`: HubSpot sends all requests to the new URL"
        ]
    );
}

#[test]
fn a_component_of_another_type_is_not_the_one_that_is_gone() {
    let config = r#""entrypoint": "/app/cards/Orders.tsx", "location": "crm.record.tab""#;
    let before = card("orders", config);
    let of_type = |type_name: &str, config: &str| {
        format!(r#"{{"uid": "own", "type": "{type_name}", "config": {{{config}}}}}"#)
    };
    let settings = "src/app/settings/own-hsmeta.json";
    let entrypoint = r#""entrypoint": "/app/cards/Orders.tsx""#;
    for config in [config, entrypoint] {
        assert_eq!(
            rules(
                &[(CARD, &before)],
                &[(settings, &of_type("settings", config))]
            ),
            ["removed-card"]
        );
    }
    // Even if a project has only one of the type.
    let webhooks = of_type("webhooks", "");
    let file = "src/app/webhooks/webhooks-hsmeta.json";
    assert_eq!(
        rules(&[(file, &webhooks)], &[(CARD, &before)]),
        ["removed-component"]
    );
}

#[test]
fn a_file_that_is_not_certain_is_not_compared() {
    let path = "src/app/webhooks/webhooks-hsmeta.json";
    let webhooks = |url: &str, rest: &str| {
        format!(
            r#"{{"uid": "own", "type": "webhooks", "config": {{"settings": {{"targetUrl": "{url}"}}}}{rest}"#
        )
    };
    let (old, new) = ("https://acme.tech/a", "https://acme.tech/b");
    let before = webhooks(old, "}");
    // Well formed, broken, and of the layout before 2025.2.
    for (rest, expected) in [
        ("}", &["changed-endpoint"][..]),
        ("", &[]),
        (r#", "appFunctions": {}}"#, &[]),
    ] {
        let after = webhooks(new, rest);
        assert_eq!(rules(&[(path, &before)], &[(path, &after)]), expected);
    }
}

#[test]
fn what_is_no_card_is_not_the_card() {
    let before = card("orders", "");
    let path = "src/app/functions/price-hsmeta.json";
    // Of another type, whatever its uid is.
    let function = r#"{"uid": "${UID}", "type": "app-function"}"#;
    assert_eq!(
        rules(&[(CARD, &before)], &[(path, function)]),
        ["removed-card"]
    );
    // Its type contradicts its folder.
    for other in [
        r#"{"uid": "orders", "type": "app", "config": {}}"#,
        r#"{"uid": "orders", "type": "app", "config": {"location": "crm.record.sidebar"}}"#,
        r#"{"uid": "price", "type": "app-function", "config": {"entrypoint": "/app/functions/price.js", "secretKeys": []}}"#,
    ] {
        let before = card("orders", r#""location": "crm.record.tab""#);
        assert_eq!(rules(&[(CARD, &before)], &[(CARD, other)]), [""; 0]);
    }
    // Neither has an entrypoint.
    let other = card("other", r#""location": "crm.record.tab""#);
    let found = changes(
        &[(CARD, &before)],
        &[("src/app/cards/other-hsmeta.json", &other)],
    );
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("is gone"), "{found:?}");
}

#[test]
fn what_is_gone_is_reported_at_the_only_app_or_the_name_of_the_project() {
    let card = card("orders", "");
    let function = r#"{"uid": "price", "type": "app-function", "config": {}}"#;
    let function = ("src/app/functions/price-hsmeta.json", function);
    assert_eq!(
        places(&[(CARD, &card), function], &[function]),
        ["removed-card src/app/app-hsmeta.json"]
    );
    let app = r#"{"uid": "second", "type": "app", "config": {}}"#;
    let second = ("src/app/second-hsmeta.json", app);
    let manifest = r#"{"name": "orders", "srcDir": "src", "platformVersion": "2026.09"}"#;
    let after = [second, ("hsproject.json", manifest)];
    let found = diagnostics(&[(CARD, &card), second], &after);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].file.as_str(), "hsproject.json");
    assert_eq!(&manifest[found[0].span.range()], r#""orders""#);
}

#[test]
fn a_broken_profile_at_the_ref_gives_no_values() {
    let variable = r#"{"uid": "${UID}", "type": "card", "config": {}}"#;
    let profile = |uid: &str| format!(r#"{{"accountId": 1, "variables": {{"UID": "{uid}"}}}}"#);
    let (dev, prod) = ("src/hsprofile.dev.json", "src/hsprofile.prod.json");
    let (orders, other) = (profile("orders"), profile("other"));
    let after = [(CARD, variable), (dev, &orders)];
    assert_eq!(rules(&[(CARD, variable), (dev, "{")], &after), [""; 0]);
    // What is deployed may be that of the other profile.
    let before = card("other", "");
    let after = [(CARD, variable), (dev, &orders), (prod, &other)];
    assert_eq!(rules(&[(CARD, &before), (dev, "{")], &after), [""; 0]);
}
