//! Which change of a value is reported as a change, and which is not: the other direction, other spellings, unknown values.

use crate::changes::{changes, rules};

/// The rules that report a change of `config` in a file. The text of `config` is without its braces.
#[track_caller]
fn check(file: &str, type_name: &str, before: &str, after: &str, expected: &[&str]) {
    let text = |config: &str| {
        format!(r#"{{"uid": "own", "type": "{type_name}", "config": {{{config}}}}}"#)
    };
    let (old, new) = (text(before), text(after));
    let found = rules(&[(file, &old)], &[(file, &new)]);
    assert_eq!(found, expected, "{before} to {after}");
}

#[track_caller]
fn check_app(before: &str, after: &str, expected: &[&str]) {
    check("src/app/app-hsmeta.json", "app", before, after, expected);
}

#[track_caller]
fn check_auth(before: &str, after: &str, expected: &[&str]) {
    let auth = |text: &str| format!(r#""auth": {{{text}}}"#);
    check_app(&auth(before), &auth(after), expected);
}

#[test]
fn a_distribution_that_was_not_known_before_did_not_change() {
    let value = |text: &str| format!(r#""distribution": "{text}""#);
    let (private, marketplace) = (value("private"), value("marketplace"));
    check_app(&private, &marketplace, &["distribution-to-marketplace"]);
    check_app(&marketplace, &private, &["distribution-to-private"]);
    for distribution in [private, marketplace] {
        let upper = distribution.to_uppercase();
        let upper = upper.replace("DISTRIBUTION", "distribution");
        for other in ["", &value("other"), &value("${D}"), &upper] {
            check_app(other, &distribution, &[]);
            check_app(&distribution, other, &[]);
        }
    }
}

#[test]
fn only_static_to_oauth_uninstalls() {
    let app = |auth_type: &str| {
        format!(
            r#"{{"uid": "own", "type": "app", "config": {{"auth": {{"type": "{auth_type}"}}}}}}"#
        )
    };
    for (before, after, uninstalls) in [
        ("static", "oauth", true),
        ("STATIC", "OAuth", true),
        ("static", "none", false),
        ("oauth", "static", false),
        ("none", "oauth", false),
    ] {
        let path = "src/app/app-hsmeta.json";
        let found = changes(&[(path, &app(before))], &[(path, &app(after))]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("HubSpot documents it as fixed"));
        assert_eq!(found[0].contains("uninstalls"), uninstalls, "{found:?}");
    }
    check_auth(r#""type": "oauth""#, r#""type": "OAUTH""#, &[]);
}

#[test]
fn only_a_new_user_level_is_a_change() {
    let (yes, no) = (r#""isUserLevel": true"#, r#""isUserLevel": false"#);
    for before in ["", no] {
        check_app(before, yes, &["changed-user-level"]);
        check_app(before, no, &[]);
        check_app(yes, before, &[]);
    }
    check_app(yes, yes, &[]);
    check_app(r#""isUserLevel": "${LEVEL}""#, yes, &[]);
    check_app(no, r#""isUserLevel": "${LEVEL}""#, &[]);
    let path = "src/app/app-hsmeta.json";
    let unknown = r#"{"uid": "own", "type": "app", "config": "${CONFIG}"}"#;
    let known = unknown.replace(r#""${CONFIG}""#, &format!("{{{yes}}}"));
    assert_eq!(rules(&[(path, unknown)], &[(path, &known)]), [""; 0]);
}

#[test]
fn only_an_action_that_was_published_is_unpublished() {
    let file = "src/app/workflow-actions/a-hsmeta.json";
    let (yes, no) = (r#""isPublished": true"#, r#""isPublished": false"#);
    for (before, after, expected) in [
        (yes, no, &["unpublished-action"][..]),
        (no, yes, &[]),
        ("", no, &[]),
        (yes, "", &[]),
        (r#""isPublished": "${P}""#, no, &[]),
        (yes, r#""isPublished": "${P}""#, &[]),
    ] {
        check(file, "workflow-action", before, after, expected);
    }
}

#[test]
fn scopes_may_move_between_lists() {
    let lists = |required: &str, conditional: &str, optional: &str| {
        format!(
            r#""requiredScopes": [{required}], "conditionallyRequiredScopes": [{conditional}], "optionalScopes": [{optional}]"#
        )
    };
    let tickets = r#""tickets""#;
    let (none, required) = (lists("", "", ""), lists(tickets, "", ""));
    let (conditional, optional) = (lists("", tickets, ""), lists("", "", tickets));
    let everywhere = lists(tickets, tickets, tickets);
    for (before, after, expected) in [
        (&none, &required, &["added-required-scope"][..]),
        (&none, &optional, &[]),
        (&none, &conditional, &[]),
        (&conditional, &required, &["added-required-scope"]),
        (&optional, &required, &["added-required-scope"]),
        (&optional, &conditional, &["moved-scope"]),
        (&conditional, &optional, &["moved-scope"]),
        (&required, &optional, &["moved-scope"]),
        (&required, &conditional, &[]),
        (&required, &everywhere, &[]),
        (&everywhere, &required, &[]),
        (&optional, &none, &["dropped-scope"]),
    ] {
        check_auth(before, after, expected);
    }
    // HubSpot refuses an app without `auth`: it was never deployed.
    let auth = format!(r#""auth": {{{required}}}"#);
    check_app("", &auth, &[]);
    check_app(&auth, "", &[]);
    let oauth = lists(r#""oauth""#, "", "");
    check_auth(&oauth, &none, &[]);
    check_auth(&none, &oauth, &[]);
}

#[test]
fn only_public_urls_that_no_other_covers_are_missed() {
    for list in ["fetch", "iframe", "img"] {
        let urls = |urls: &str| format!(r#""permittedUrls": {{"{list}": [{urls}]}}"#);
        for (before, after, is_reported) in [
            (r#""https://acme.tech/orders""#, "", true),
            (
                r#""https://acme.technology""#,
                r#""https://acme.tech""#,
                true,
            ),
            (
                r#""https://acme.tech/orders""#,
                r#""https://acme.tech/""#,
                false,
            ),
            (r#""https://192.168.0.4/orders""#, "", false),
        ] {
            let expected: &[&str] = if is_reported {
                &["removed-permitted-url"]
            } else {
                &[]
            };
            check_app(&urls(before), &urls(after), expected);
        }
    }
    let urls = |url: &str| format!(r#""type": "oauth", "redirectUrls": [{url}]"#);
    let public = urls(r#""https://acme.tech/callback""#);
    check_auth(&public, &urls(""), &["removed-redirect-url"]);
    let twice = urls(r#""https://acme.tech/callback", "https://acme.tech/callback""#);
    check_auth(&twice, &urls(""), &["removed-redirect-url"]);
    check_auth(&urls(r#""https://192.168.0.4/callback""#), &urls(""), &[]);
    check_auth(&public, r#""type": "static""#, &["changed-auth-type"]);
}

#[test]
fn a_subscription_is_known_by_its_event_object_and_property() {
    let file = "src/app/webhooks/webhooks-hsmeta.json";
    let subscription = r#"{"subscriptionType": "object.propertyChange", "objectType": "contact", "propertyName": "email", "active": true}"#;
    for list in ["crmObjects", "legacyCrmObjects", "hubEvents"] {
        let config =
            |subscription: &str| format!(r#""subscriptions": {{"{list}": [{subscription}]}}"#);
        let before = config(subscription);
        let compare = |after: &str, expected: &[&str]| {
            check(file, "webhooks", &before, &config(after), expected);
        };
        compare("", &["removed-subscription"]);
        for (old, new) in [
            ("object.propertyChange", "object.creation"),
            ("contact", "company"),
            ("email", "phone"),
        ] {
            compare(&subscription.replace(old, new), &["removed-subscription"]);
            let unknown = subscription.replace(old, "${X}");
            compare(&unknown, &[]);
            check(file, "webhooks", &config(&unknown), &before, &[]);
        }
        compare(&subscription.replace("contact", "CONTACTS"), &[]);
        compare(&subscription.replace("true", "false"), &[]);
        let inactive = config(&subscription.replace("true", "false"));
        check(file, "webhooks", &inactive, &config(""), &[]);
        let unknown = format!(r#""subscriptions": {{"{list}": "${{LIST}}"}}"#);
        check(file, "webhooks", &before, &unknown, &[]);
    }
}

#[test]
fn an_endpoint_of_a_function_has_a_path_and_methods() {
    let file = "src/app/functions/price-hsmeta.json";
    let endpoint = |path: &str, methods: &str| {
        format!(r#""endpoint": {{"path": "{path}", "methods": [{methods}]}}"#)
    };
    let before = endpoint("/price", r#""GET", "POST""#);
    for (after, expected) in [
        (
            endpoint("prices", r#""GET", "POST""#),
            &["changed-endpoint-path"][..],
        ),
        (endpoint("price", r#""POST", "GET""#), &[]),
        (endpoint("${PATH}", r#""GET", "POST""#), &[]),
        (endpoint("price", r#""GET""#), &["changed-endpoint-path"]),
        (endpoint("price", r#""${METHOD}""#), &[]),
        (String::new(), &["changed-endpoint-path"]),
        (r#""endpoint": "${ENDPOINT}""#.to_owned(), &[]),
    ] {
        check(file, "app-function", &before, &after, expected);
    }
}

#[test]
fn fields_of_actions_are_compared_by_their_names() {
    let file = "src/app/workflow-actions/a-hsmeta.json";
    let input = |name: &str, required: &str, option: &str| {
        format!(
            r#""inputFields": [{{"typeDefinition": {{"name": "{name}", "type": "enumeration", "options": [{{"value": "{option}"}}]}}, "isRequired": {required}}}]"#
        )
    };
    let before = input("depot", "false", "north");
    for (after, expected) in [
        (input("depot", "false", "north"), 0),
        (input("depot", "true", "north"), 1),
        (input("depot", "false", "south"), 1),
        (input("store", "false", "north"), 1),
        (input("store", "true", "north"), 2),
        (input("depot", r#""${REQUIRED}""#, "north"), 0),
        (input("depot", "false", "${OPTION}"), 0),
        (input("${NAME}", "false", "north"), 0),
        (r#""inputFields": "${FIELDS}""#.to_owned(), 0),
    ] {
        let expected = vec!["changed-action-field"; expected];
        check(file, "workflow-action", &before, &after, &expected);
    }
    for unknown in [
        input("depot", r#""${REQUIRED}""#, "north"),
        input("${NAME}", "false", "north"),
        r#""inputFields": "${FIELDS}""#.to_owned(),
    ] {
        let after = input("depot", "true", "north");
        check(file, "workflow-action", &unknown, &after, &[]);
    }
}

#[test]
fn both_sides_of_an_association_are_compared() {
    let file = "src/app/app-object-associations/a-hsmeta.json";
    let sides = |first: &str, second: &str| {
        format!(r#""firstObjectType": "{first}", "secondObjectType": "{second}""#)
    };
    let before = sides("ORDER", "CONTACT");
    for after in [sides("SHIP", "CONTACT"), sides("ORDER", "COMPANY")] {
        check(
            file,
            "app-object-association",
            &before,
            &after,
            &["changed-object-property"],
        );
    }
}

#[test]
fn the_spelling_of_an_object_is_no_change() {
    let card = |objects: &str| format!(r#""objectTypes": [{objects}]"#);
    let compare = |before: &str, after: &str, expected: &[&str]| {
        let file = "src/app/cards/a-hsmeta.json";
        check(file, "card", &card(before), &card(after), expected);
    };
    compare(r#""contacts", "DEAL""#, r#""deals", "CONTACT""#, &[]);
    compare(
        r#""contacts", "DEAL""#,
        r#""CONTACT""#,
        &["changed-card-placement"],
    );
}

#[test]
fn versions_that_were_never_released_were_not_deployed() {
    let manifest = |version: &str| {
        format!(r#"{{"name": "orders", "srcDir": "src", "platformVersion": "{version}"}}"#)
    };
    let (released, unreleased) = (manifest("2026.03"), manifest("1999.01"));
    let path = "hsproject.json";
    assert_eq!(rules(&[(path, &released)], &[(path, &unreleased)]), [""; 0]);
    assert_eq!(rules(&[(path, &unreleased)], &[(path, &released)]), [""; 0]);
}
