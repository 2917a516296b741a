//! Values from schemas and the catalog.

use super::*;

#[test]
fn enum_values_are_offered_in_valid_and_invalid_json() {
    for text in [
        r#"{"config": {"location": ▮}}"#,
        r#"{"config": {"location": "▮"}}"#,
        r#"{"config": {"location": "crm.rec▮ord.tab"}}"#,
        "{\"config\": {\"location\": \"▮\n}}",
        "{\"config\": {\"location\": \"crm.▮,\n \"name\": \"x\"}}",
        r#"{"config": {"location": ▮"#,
        r#"{"config": {"location": crm▮}}"#,
    ] {
        assert_eq!(
            labels(&at(CARD, text), usize::MAX),
            locations(" "),
            "{text}"
        );
        let done = accept(CARD, text, "crm.preview");
        assert!(done.contains(r#"{"location": "crm.preview""#), "{done}");
        assert!(
            !done.contains("\"\"")
                && !done.contains("crm.preview\"\"")
                && done.matches("crm").count() == 1,
            "{done}"
        );
    }
    let quoted = item(
        &at(CARD, r#"{"config": {"location": "crm▮"}}"#),
        "crm.preview",
    );
    assert_eq!(
        (quoted.filter.as_str(), quoted.new_text.as_str()),
        ("\"crm.preview\"", "\"crm.preview\"")
    );
    let bare = item(
        &at(CARD, r#"{"config": {"location": crm▮}}"#),
        "crm.preview",
    );
    assert_eq!(bare.filter, "crm.preview");
}

#[test]
fn booleans_are_offered_and_free_text_is_not() {
    assert_eq!(
        labels(&at(APP, r#"{"config": {"isUserLevel": ▮}}"#), 9),
        "true false"
    );
    assert_eq!(
        accept(
            APP,
            r#"{"config": {"isUserLevel": tr▮ "name": "x"}}"#,
            "true"
        ),
        r#"{"config": {"isUserLevel": true, "name": "x"}}"#
    );
    for nothing in [
        r#"{"config": {"name": "Ti▮de"}}"#,
        r#"{"uid": "a"}▮"#,
        r#"{"uid": "a"▮}"#,
        r#"{"what": {"ever": ▮}}"#,
        r#"{"uid"▮: "a"}"#,
    ] {
        assert_eq!(at(APP, nothing), [], "{nothing}");
    }
}

#[test]
fn only_the_type_of_the_folder_is_offered() {
    assert_eq!(labels(&at(CARD, r#"{"type": "▮"}"#), 9), "card*");
    assert_eq!(labels(&at(CARD, r#"{"type": "app▮"}"#), 9), "card*");
    assert!(at("src/lost-hsmeta.json", r#"{"type": "▮"}"#).len() > 20);
}

#[test]
fn requestable_scopes_that_no_list_contains_are_offered() {
    let text = r#"{"config": {"auth": {"requiredScopes": ["oauth", "▮"], "optionalScopes": ["tickets"]}}}"#;
    let offered = at(APP, text);
    assert!(offered.len() > 230);
    for absent in [
        "oauth",
        "tickets",
        "contacts",
        "aeo-standalone-access",
        "settings.users.team.write",
    ] {
        assert!(offered.iter().all(|item| item.label != absent), "{absent}");
    }
    let deprecated = offered.iter().position(|item| item.deprecated).unwrap();
    assert!(
        offered[deprecated..]
            .iter()
            .all(|item| item.deprecated && item.kind == ItemKind::Scope)
    );
    let brands = item(&offered, "business_units_view.read");
    assert_eq!(brands.detail.as_deref(), Some("Brands add-on"));
    assert!(
        brands
            .documentation
            .plain()
            .contains("Requires: Brands add-on.")
    );
    let tickets = item(
        &at(APP, r#"{"config": {"auth": {"requiredScopes": ["t▮]}}"#),
        "tickets",
    );
    let documentation = tickets.documentation.plain();
    assert!(documentation.contains("splits it into `crm.objects.tickets.read`"));
    assert_eq!(
        accept(
            APP,
            r#"{"config": {"auth": {"requiredScopes": ["oauth" "t▮]}}"#,
            "tickets"
        ),
        r#"{"config": {"auth": {"requiredScopes": ["oauth", "tickets"]}}"#
    );
    let permissions = at(CARD, r#"{"permissions": {"requiredScopes": [▮]}}"#);
    assert_eq!(permissions[0].new_text, "\"oauth\"");
}

#[test]
fn scopes_that_the_code_uses_are_offered_first_with_their_call() {
    let function =
        r#"{"uid": "f", "type": "app-function", "config": {"entrypoint": "/app/functions/f.js"}}"#;
    let code = r#"
const { Client } = require('@hubspot/api-client');
const client = new Client({ accessToken: process.env.PRIVATE_APP_ACCESS_TOKEN });
exports.main = async (context) => {
  await client.crm.deals.basicApi.getPage();
  await client.crm.contacts.basicApi.getPage();
  await client.crm.objects.notes.basicApi.create(context.parameters.note);
  await fetch('https://api.hubapi.com/crm/owners/2026-09', { headers: { Authorization: `Bearer ${token}` } });
};"#;
    let app = r#"{"config": {"auth": {"requiredScopes": ["crm.objects.contacts.read", "▮"]}}}"#;
    let files = [
        HSPROJECT,
        (APP, app),
        ("src/app/functions/f-hsmeta.json", function),
        ("src/app/functions/f.js", code),
    ];
    let offered = items(&files, true).1;
    let first: Vec<(&str, Option<&str>)> = offered[..4]
        .iter()
        .map(|item| (item.label.as_str(), item.detail.as_deref()))
        .collect();
    assert_eq!(
        first,
        [
            (
                "crm.objects.contacts.write",
                Some("crm.objects.notes.basicApi.create in f.js")
            ),
            (
                "crm.objects.deals.read",
                Some("crm.deals.basicApi.getPage in f.js")
            ),
            (
                "crm.objects.owners.read",
                Some("GET /crm/owners/2026-09 in f.js")
            ),
            ("oauth", None),
        ]
    );
}

#[test]
fn platform_versions_are_offered_newest_first() {
    let text = r#"{"platformVersion": "▮"}"#;
    let offered = items(&[("hsproject.json", text)], true).1;
    assert_eq!(
        labels(&offered, 9),
        "2026.09 2026.03 2025.2 2027.03-beta 2026.09-beta† 2026.03-beta†"
    );
    assert!(offered[0].documentation.plain().contains("Current version"));
}

#[test]
fn field_types_match_the_type_of_the_same_object() {
    let text = r#"{"config": {"properties": [{"fieldType": "▮", "type": "number"}]}}"#;
    let offered = at("src/app/app-objects/car-hsmeta.json", text);
    assert_eq!(labels(&offered, 9), "number calculation_equation");
}
