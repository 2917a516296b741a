//! Values from the project: uids, names, variables and paths.

use super::*;

#[test]
fn an_empty_uid_is_completed_from_the_file_name() {
    let card = (CARD, r#"{"uid": "▮"}"#);
    assert_eq!(labels(&items(&[HSPROJECT, card], true).1, 9), "tide");
    let other = (
        "src/app/app-hsmeta.json",
        r#"{"uid": "tide", "type": "app"}"#,
    );
    assert_eq!(
        labels(&items(&[HSPROJECT, card, other], true).1, 9),
        "tide-card"
    );
    assert_eq!(at(CARD, r#"{"uid": "x▮"}"#), []);
}

#[test]
fn scopes_of_app_objects_are_offered_once_the_app_id_is_known() {
    let boat = (
        "src/app/app-objects/boat-hsmeta.json",
        r#"{"uid": "x", "type": "app-object", "config": {"name": "BOAT"}}"#,
    );
    let offered = |text| {
        let all = items(&[HSPROJECT, boat, (APP, text)], true).1;
        all.into_iter()
            .map(|item| item.label)
            .filter(|label| label.starts_with("crm.app."))
            .collect::<Vec<_>>()
    };
    let known = r#"{"type": "app", "config": {"auth": {"requiredScopes": ["▮"],
        "optionalScopes": ["crm.app.objects.a7_boat.view"]}}}"#;
    let scopes = offered(known);
    assert_eq!(scopes.len(), 6);
    assert_eq!(
        (scopes[0].as_str(), scopes[5].as_str()),
        (
            "crm.app.objects.a7_boat.create",
            "crm.app.schemas.a7_boat.properties.write"
        )
    );
    assert!(
        offered(r#"{"type": "app", "config": {"auth": {"requiredScopes": ["oauth", "▮"]}}}"#)
            .is_empty()
    );
}

#[test]
fn uids_are_offered_for_references() {
    let car = (
        "src/app/app-objects/car-hsmeta.json",
        r#"{"uid": "car", "type": "app-object"}"#,
    );
    let card = (CARD, r#"{"config": {"objectTypes": ["contacts", ▮]}}"#);
    assert_eq!(
        labels(&items(&[HSPROJECT, car, card], true).1, 9),
        "companies deals tickets orders carts car"
    );
    let association = (
        "src/app/app-object-associations/a-hsmeta.json",
        r#"{"config": {"firstObjectType": "▮"#,
    );
    assert_eq!(
        labels(&items(&[HSPROJECT, car, association], true).1, 9),
        "CONTACT COMPANY DEAL TICKET car"
    );
    let dependencies = (CARD, r#"{"uid": "tide", "dependencies": {"car": "▮"}}"#);
    assert_eq!(
        labels(&items(&[HSPROJECT, car, dependencies], true).1, 9),
        "car"
    );
}

#[test]
fn names_that_the_file_declares_are_offered() {
    let path = "src/app/workflow-actions/a-hsmeta.json";
    let text = r#"{"type": "workflow-action", "config": {
        "inputFields": [{"typeDefinition": {"name": "port"}}, {"typeDefinition": {"name": "pier"}}],
        "labels": {"en": {"inputFieldLabels": {"port": "Port", ▮}}}}}"#;
    assert_eq!(labels(&at(path, text), 9), "pier");
    let text = r#"{"type": "workflow-action", "config": {
        "inputFields": [{"typeDefinition": {"name": "port"}}],
        "inputFieldDependencies": [{"controllingFieldName": "▮"}]}}"#;
    assert_eq!(labels(&at(path, text), 9), "port");
}

#[test]
fn variables_are_offered_in_strings() {
    let dev = (
        "src/hsprofile.dev.json",
        r#"{"variables": {"HOST": "https://a.tech", "pat-na1-secret": "x"}}"#,
    );
    let prod = (
        "src/hsprofile.prod.json",
        r#"{"variables": {"HOST": "https://b.tech"}}"#,
    );
    let complete = |text| items(&[HSPROJECT, dev, prod, (CARD, text)], true);
    for (text, expected) in [
        (
            r#"{"config": {"name": "$▮"}}"#,
            r#"{"config": {"name": "${HOST}"}}"#,
        ),
        (
            r#"{"config": {"name": "a ${▮} b"}}"#,
            r#"{"config": {"name": "a ${HOST} b"}}"#,
        ),
        (
            r#"{"config": {"name": "${HO▮ST}/${HOST}"}}"#,
            r#"{"config": {"name": "${HOST}/${HOST}"}}"#,
        ),
        (
            r#"{"config": {"name": "😀${HO▮/x"}}"#,
            r#"{"config": {"name": "😀${HOST}/x"}}"#,
        ),
        (
            "{\"config\": {\"name\": \"${▮\n}}",
            "{\"config\": {\"name\": \"${HOST}\n}}",
        ),
        (r#"{"uid": "${▮}"}"#, r#"{"uid": "${HOST}"}"#),
        (
            r#"{"config": {"name": ▮}}"#,
            r#"{"config": {"name": "${HOST}"}}"#,
        ),
    ] {
        let (source, offered) = complete(text);
        let host = item(&offered, "${HOST}");
        assert_eq!(accepted(&source, &host), expected, "{text}");
        assert_eq!(
            host.documentation.plain(),
            "Defined in the profiles `dev` and `prod`."
        );
        assert!(host.filter.trim_start_matches('"').starts_with("${HOST}"));
    }
    assert_eq!(
        complete(r#"{"type": "$▮"}"#).1.len(),
        1,
        "the type, no variable"
    );
    let profile = (
        "src/hsprofile.test.json",
        r#"{"accountId": 1, "variables": {"HOST": 1, ▮}}"#,
    );
    let used = (CARD, r#"{"config": {"name": "${PORT}${}"}}"#);
    assert_eq!(
        labels(&items(&[HSPROJECT, dev, profile, used], true).1, 9),
        "PORT pat-na1-secret"
    );
}

#[test]
fn paths_are_offered_in_the_form_that_hubspot_expects() {
    let files = [
        ("src/app/cards/Tide.tsx", ""),
        ("src/app/cards/lib/Wave.tsx", ""),
        ("src/app/cards/tide.d.ts", ""),
        ("src/app/pages/Home.jsx", ""),
        ("src/app/functions/run.py", ""),
        ("src/app/logo.png", ""),
        ("src/app/cards/img/tide.png", ""),
        ("src-old/app/cards/Old.tsx", ""),
    ];
    let offered = |path, text| {
        items(
            &[&[HSPROJECT, (path, text)], files.as_slice()].concat(),
            true,
        )
        .1
    };
    assert_eq!(
        labels(&offered(CARD, r#"{"config": {"entrypoint": "▮"#), 9),
        "/app/cards/Tide.tsx* /app/cards/lib/Wave.tsx /app/pages/Home.jsx"
    );
    assert_eq!(
        labels(
            &offered(CARD, r#"{"config": {"previewImage": {"file": "▮"}}}"#),
            9
        ),
        "./img/tide.png ../logo.png"
    );
    assert_eq!(
        labels(
            &offered(CARD, r#"{"config": {"previewImage": {"file": "/▮"}}}"#),
            9
        ),
        "/app/cards/img/tide.png /app/logo.png"
    );
    assert_eq!(
        labels(&offered(APP, r#"{"config": {"logo": "▮"}}"#), 9),
        "/app/logo.png* /app/cards/img/tide.png"
    );
    let stub = item(&offered(CARD, r#"{"config": {▮}}"#), "entrypoint");
    assert_eq!(stub.new_text, r#""entrypoint": "${1:/app/cards/Tide.tsx}""#);
}

#[test]
fn folders_next_to_the_file_are_offered() {
    let theme = (
        "src/theme/tide-hsmeta.json",
        r#"{"config": {"themePath": "▮"}}"#,
    );
    let files = [
        HSPROJECT,
        theme,
        ("src/theme/a/x.html", ""),
        ("src/theme/tide/theme.json", ""),
        ("src/theme/tide/b/c", ""),
    ];
    assert_eq!(labels(&items(&files, true).1, 9), "tide* a");
    let project = ("hsproject.json", r#"{"srcDir": ▮}"#);
    let files = [
        project,
        ("docs/a.md", ""),
        ("src/app/x", ""),
        ("node_modules/a/b", ""),
        (".git/config", ""),
    ];
    assert_eq!(labels(&items(&files, true).1, 9), "src* docs");
}
